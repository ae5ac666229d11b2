import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { Transforms } from 'slate';
import { describe, expect, test } from 'vitest';
import { Blocks } from '../../../../src/shared/document/blocks.ts';
import { normalizeBlocks } from '../../../../src/shared/document/normal-form.ts';
import { plainText } from '../../../../src/shared/document/plain-text.ts';
import { MAX_PASTE_TEXT } from '../../../../src/renderer/editor/paste/limits.ts';
import { blocksOf } from '../../../../src/renderer/editor/slate-types.ts';
import { bench, clipboard, encodedFragment, paragraphs } from './support.ts';

const HOSTILE = JSON.parse(readFileSync(new URL('../../../fixtures/editor/hostile-fragments.json', import.meta.url), 'utf8')) as readonly { readonly name: string; readonly encoded?: string; readonly value?: unknown }[];

describe('a pasted fragment', () => {
  test.each(HOSTILE)('$name leaves the editor alive and within its schema', ({ encoded, value }) => {
    for (const richText of [true, false]) {
      const { editor } = bench({ richText, value: paragraphs('앞뒤') });
      Transforms.select(editor, { path: [0, 0], offset: 1 });
      editor.insertData(clipboard({ 'application/x-slate-fragment': encoded ?? encodedFragment(value), 'text/plain': '글' }));
      const written = JSON.stringify(blocksOf(editor));
      expect(Blocks.safeParse(blocksOf(editor)).success).toBe(true);
      for (const bad of ['javascript:', 'file:', 'approved', 'dangerouslySetInnerHTML', 'style', '__proto__', 'onerror']) expect(written).not.toContain(bad);
      expect(plainText(blocksOf(editor)).startsWith('앞')).toBe(true);
      expect(plainText(blocksOf(editor)).endsWith('뒤')).toBe(true);
      editor.insertText('산');
      expect(plainText(blocksOf(editor))).toContain('산');
    }
  });

  test('any value at all leaves a document', () => {
    fc.assert(fc.property(fc.anything(), fc.boolean(), (value, richText) => {
      let encoded: string;
      try {
        encoded = encodedFragment(value);
      } catch {
        return;
      }
      const { editor } = bench({ richText });
      editor.insertData(clipboard({ 'application/x-slate-fragment': encoded }));
      expect(Blocks.safeParse(blocksOf(editor)).success).toBe(true);
    }), { numRuns: 300 });
  });

  test('of our own editor comes through with its marks', () => {
    const { editor } = bench({ richText: true, value: paragraphs('앞뒤') });
    Transforms.select(editor, { path: [0, 0], offset: 1 });
    const value = [{ type: 'paragraph', children: [{ text: '하나', bold: true }] }, { type: 'quote', children: [{ text: '둘' }] }];
    editor.insertData(clipboard({ 'application/x-slate-fragment': encodedFragment(value) }));
    expect(normalizeBlocks(blocksOf(editor))).toEqual([
      { type: 'paragraph', children: [{ text: '앞' }, { text: '하나', bold: true }] },
      { type: 'quote', children: [{ text: '둘뒤' }] },
    ]);
  });
});

describe('pasted text', () => {
  test('becomes lines where the caret is, in one step of undo', () => {
    const { editor } = bench({ richText: false, value: paragraphs('앞뒤') });
    Transforms.select(editor, { path: [0, 0], offset: 1 });
    editor.insertData(clipboard({ 'text/plain': '하나\r\n\r\n둘' }));
    expect(plainText(blocksOf(editor))).toBe('앞하나\n\n둘뒤');
    expect(editor.selection?.anchor).toEqual({ path: [2, 0], offset: 1 });
    editor.undo();
    expect(plainText(blocksOf(editor))).toBe('앞뒤');
  });

  test('is a step of undo of its own, apart from what is typed before and after it', () => {
    const { editor } = bench({ richText: false });
    editor.insertText('앞 ');
    editor.insertData(clipboard({ 'text/plain': '붙인 글' }));
    editor.insertText(' 뒤');
    editor.undo();
    expect(plainText(blocksOf(editor))).toBe('앞 붙인 글');
    editor.undo();
    expect(plainText(blocksOf(editor))).toBe('앞 ');
  });

  test('replaces what is selected', () => {
    const { editor } = bench({ richText: false, value: paragraphs('하나', '둘', '셋') });
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 1 }, focus: { path: [2, 0], offset: 0 } });
    editor.insertData(clipboard({ 'text/plain': '새' }));
    expect(plainText(blocksOf(editor))).toBe('하새셋');
  });

  test('any text at any place is what stands there after', () => {
    const line = fc.string({ unit: fc.constantFrom('가', '나', 'a', ' ', '#', '\n') });
    fc.assert(fc.property(line, line, fc.nat(), fc.boolean(), (base, pasted, seed, richText) => {
      const value = paragraphs(...base.split('\n'));
      const { editor } = bench({ richText, value });
      const lines = base.split('\n');
      const index = seed % lines.length;
      const offset = seed % ((lines[index] ?? '').length + 1);
      const at = lines.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0) + offset;
      Transforms.select(editor, { path: [index, 0], offset });
      editor.insertData(clipboard({ 'text/plain': pasted }));
      expect(plainText(blocksOf(editor))).toBe(base.slice(0, at) + pasted + base.slice(at));
    }));
  });

  test('is normalized: jamo of a macOS file name become syllables', () => {
    const { editor } = bench({ richText: false });
    editor.insertData(clipboard({ 'text/plain': '한글\u0000'.normalize('NFD') }));
    expect(plainText(blocksOf(editor))).toBe('한글');
  });

  test('of fifty million characters is refused with a notice, and nothing changes', () => {
    const { editor, notices } = bench({ richText: false, value: paragraphs('그대로') });
    editor.insertData(clipboard({ 'text/plain': 'a'.repeat(50_000_000) }));
    expect(notices).toEqual(['paste-too-large']);
    expect(plainText(blocksOf(editor))).toBe('그대로');
  });

  test('of too many lines is refused with a notice', () => {
    const { editor, notices } = bench({ richText: false });
    editor.insertData(clipboard({ 'text/plain': '\n'.repeat(6_000) }));
    expect(notices).toEqual(['paste-too-many-blocks']);
    expect(editor.children).toHaveLength(1);
  });

  test('just within the limit goes in', () => {
    const { editor, notices } = bench({ richText: false });
    editor.insertData(clipboard({ 'text/plain': 'a'.repeat(MAX_PASTE_TEXT) }));
    expect(notices).toEqual([]);
    expect(plainText(blocksOf(editor))).toHaveLength(MAX_PASTE_TEXT);
  });
});
