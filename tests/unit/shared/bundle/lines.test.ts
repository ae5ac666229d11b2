import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOfLine, isListLine, lineOf } from '../../../../src/shared/bundle/lines.ts';
import { readManifest } from '../../../../src/shared/bundle/manifest.ts';
import { commentOf, contentOf, decisionOf, edited, revisionOf, settingOf, submissionOf } from '../../../support/entries.ts';

const AUTHOR = '018f4c00-0000-7000-8000-000000000001';
const revision = revisionOf(AUTHOR, edited(contentOf(), '한 줄입니다.\n“두 줄”입니다. 👩‍👩‍👧'));
const ENTRIES = [revision, submissionOf(AUTHOR, revision), decisionOf(AUTHOR, revision), commentOf(AUTHOR, revision, '고쳐 주세요\n줄이 바뀝니다'), settingOf(AUTHOR, 'word', '한빛시', null)];

describe('a line of a bundle', () => {
  it.each(ENTRIES)('gives its $kind back', (entry) => {
    const line = lineOf(entry);
    expect(line.endsWith('\n') && line.indexOf('\n') === line.length - 1).toBe(true);
    expect(entryOfLine(line.slice(0, -1))).toEqual(entry);
  });

  it('is refused with any character changed, taken out or put in', () => {
    const change = fc.record({ entry: fc.constantFrom(...ENTRIES), at: fc.nat(), how: fc.constantFrom('change', 'remove', 'insert'), by: fc.constantFrom('0', 'a', ' ', '"', '가', '\ud800') });
    fc.assert(
      fc.property(change, ({ entry, at, how, by }) => {
        const line = lineOf(entry).slice(0, -1);
        const place = at % line.length;
        const changed = line.slice(0, place) + (how === 'remove' ? '' : by) + line.slice(how === 'insert' ? place : place + 1);
        fc.pre(changed !== line);
        expect(entryOfLine(changed)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('is refused when the same entry is written in another way', () => {
    const other = ` ${JSON.stringify(ENTRIES[1], null, 1)}`;
    expect(entryOfLine('0'.repeat(64) + other)).toBeNull();
  });

  it('of a list is an id or a hash', () => {
    expect([AUTHOR, 'a'.repeat(64), 'A'.repeat(64), '../etc', ''].map(isListLine)).toEqual([true, true, false, false, false]);
  });
});

describe('a manifest', () => {
  it('of anything is read, refused as damaged or as newer, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.record({ format: fc.constant('sotong-bundle'), version: fc.integer(), schema: fc.integer() }).map((value) => JSON.stringify(value))), (text) => {
        expect(readManifest(text, 1).ok).toBe(false);
      }),
    );
  });
});
