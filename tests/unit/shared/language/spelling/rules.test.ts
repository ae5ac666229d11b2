import { describe, expect, it } from 'vitest';
import { checkParagraph } from '#shared/language/spelling/check.ts';
import { SPELLING_RULES } from '#shared/language/spelling/rules/index.ts';
import { meansOf, mended } from './means.ts';

const means = meansOf();

describe.each(SPELLING_RULES.map((rule) => ({ rule, id: rule.id })))('rule $id', ({ rule, id }) => {
  it.each(rule.wrong.map(([text, right]) => ({ text, right })))('mends $text', ({ text, right }) => {
    const { findings } = checkParagraph(text, means);
    expect(findings.map((finding) => finding.rule)).toContain(id);
    expect(mended(text, findings)).toBe(right);
  });

  it('is content with what it mended, and with what is right', () => {
    for (const text of [...rule.wrong.map(([, right]) => right), ...rule.right]) {
      expect(checkParagraph(text, means).findings.filter((finding) => finding.rule === id), text).toEqual([]);
    }
  });

  it('has a name of its own, and a pattern that finds all', () => {
    expect(SPELLING_RULES.filter((other) => other.id === id)).toHaveLength(1);
    expect(rule.pattern.flags).toContain('g');
    expect(rule.pattern.flags).toContain('u');
    expect(rule.wrong.length).toBeGreaterThan(0);
    expect(rule.right.length).toBeGreaterThan(0);
  });
});
