import fc from 'fast-check';
import { Editor, Transforms } from 'slate';
import { describe, expect, test } from 'vitest';
import { Blocks } from '../../../../src/shared/document/blocks.ts';
import { normalizeBlocks } from '../../../../src/shared/document/normal-form.ts';
import { plainText } from '../../../../src/shared/document/plain-text.ts';
import { setLink, toggleBlockType, toggleBold } from '../../../../src/renderer/editor/formatting.ts';
import { replaceRange } from '../../../../src/renderer/editor/navigation.ts';
import { replaceValue, sameBlocks } from '../../../../src/renderer/editor/replace-value.ts';
import { blocksOf } from '../../../../src/renderer/editor/slate-types.ts';
import { UNDO_PAUSE_MS } from '../../../../src/renderer/editor/with-undo-steps.ts';
import { bench, paragraphs } from './support.ts';

describe('typing', () => {
  test('a pause begins a new step of undo, and an undo takes back no half syllable', () => {
    const { editor, wait } = bench({ richText: false });
    for (const syllable of ['안', '녕']) editor.insertText(syllable);
    wait(UNDO_PAUSE_MS + 1);
    for (const syllable of ['하', '세', '요']) editor.insertText(syllable);
    editor.undo();
    expect(plainText(blocksOf(editor))).toBe('안녕');
    editor.undo();
    expect(plainText(blocksOf(editor))).toBe('');
    editor.redo();
    editor.redo();
    expect(plainText(blocksOf(editor))).toBe('안녕하세요');
  });

  test('Backspace takes a whole syllable, and an emoji family in one press', () => {
    const { editor } = bench({ richText: false });
    editor.insertText('가족 👨‍👩‍👧‍👦');
    editor.deleteBackward('character');
    expect(plainText(blocksOf(editor))).toBe('가족 ');
    editor.deleteBackward('character');
    editor.deleteBackward('character');
    expect(plainText(blocksOf(editor))).toBe('가');
  });

  test('decomposed input is composed', () => {
    const { editor } = bench({ richText: false });
    editor.insertText('각'.normalize('NFD'));
    expect(plainText(blocksOf(editor))).toBe('각');
  });
});

describe('blocks of a rich text', () => {
  test('after a heading comes a paragraph; an empty item ends its list', () => {
    const { editor } = bench({ richText: true });
    toggleBlockType(editor, 'heading-2');
    editor.insertText('제목');
    editor.insertBreak();
    expect(blocksOf(editor).map(({ type }) => type)).toEqual(['heading-2', 'paragraph']);
    toggleBlockType(editor, 'bulleted-item');
    editor.insertText('하나');
    editor.insertBreak();
    expect(blocksOf(editor).map(({ type }) => type)).toEqual(['heading-2', 'bulleted-item', 'bulleted-item']);
    editor.insertBreak();
    expect(blocksOf(editor).map(({ type }) => type)).toEqual(['heading-2', 'bulleted-item', 'paragraph']);
  });

  test('Backspace at the start of a heading first makes it a paragraph', () => {
    const { editor } = bench({ richText: true, value: [{ type: 'heading-2', children: [{ text: '제목' }] }] });
    editor.deleteBackward('character');
    expect(blocksOf(editor)).toEqual(paragraphs('제목'));
  });

  test('bold and links stay out of a plain text', () => {
    const { editor } = bench({ richText: false, value: paragraphs('글') });
    Transforms.select(editor, Editor.range(editor, []));
    toggleBold(editor);
    toggleBlockType(editor, 'quote');
    expect(setLink(editor, 'https://a.example')).toBe(false);
    expect(blocksOf(editor)).toEqual(paragraphs('글'));
  });

  test('a link takes only addresses that may go out', () => {
    const { editor } = bench({ richText: true, value: paragraphs('누리집') });
    Transforms.select(editor, Editor.range(editor, []));
    expect(setLink(editor, 'javascript:alert(1)')).toBe(false);
    expect(setLink(editor, 'https://hanbit.example.com')).toBe(true);
    expect(normalizeBlocks(blocksOf(editor))).toEqual([{ type: 'paragraph', children: [{ type: 'link', url: 'https://hanbit.example.com', children: [{ text: '누리집' }] }] }]);
    setLink(editor, '');
    expect(normalizeBlocks(blocksOf(editor))).toEqual(paragraphs('누리집'));
  });

  test('any row of edits leaves a document of the schema', () => {
    const edit = fc.constantFrom('text', 'break', 'back', 'bold', 'h2', 'item', 'quote', 'link', 'undo', 'redo', 'all', 'end', 'start');
    fc.assert(fc.property(fc.array(edit, { maxLength: 40 }), fc.boolean(), (edits, richText) => {
      const { editor, wait } = bench({ richText });
      for (const each of edits) {
        wait(400);
        if (each === 'text') editor.insertText('글');
        if (each === 'break') editor.insertBreak();
        if (each === 'back') editor.deleteBackward('character');
        if (each === 'bold') toggleBold(editor);
        if (each === 'h2') toggleBlockType(editor, 'heading-2');
        if (each === 'item') toggleBlockType(editor, 'numbered-item');
        if (each === 'quote') toggleBlockType(editor, 'quote');
        if (each === 'link') setLink(editor, 'https://a.example');
        if (each === 'undo') editor.undo();
        if (each === 'redo') editor.redo();
        if (each === 'all') Transforms.select(editor, Editor.range(editor, []));
        if (each === 'end') Transforms.select(editor, Editor.end(editor, []));
        if (each === 'start') Transforms.select(editor, Editor.start(editor, []));
        expect(Blocks.safeParse(blocksOf(editor)).error).toBeUndefined();
      }
    }), { numRuns: 200 });
  });
});

describe('a value from outside', () => {
  test('keeps the caret at its words and the blocks that did not change', () => {
    const { editor } = bench({ richText: false, value: paragraphs('첫 줄', '둘째 줄', '셋째 줄') });
    Transforms.select(editor, { path: [2, 0], offset: 2 });
    const [first] = editor.children;
    replaceValue(editor, paragraphs('첫 줄', '새로 든 줄', '둘째 줄', '셋째 줄'));
    expect(plainText(blocksOf(editor))).toBe('첫 줄\n새로 든 줄\n둘째 줄\n셋째 줄');
    expect(editor.selection?.anchor).toEqual({ path: [3, 0], offset: 2 });
    expect(editor.children[0]).toBe(first);
  });

  test('is one step of undo', () => {
    const { editor } = bench({ richText: false, value: paragraphs('하나') });
    editor.insertText('앞 ');
    replaceValue(editor, paragraphs('다른 글', '둘'));
    editor.undo();
    expect(plainText(blocksOf(editor))).toBe('앞 하나');
    editor.undo();
    expect(plainText(blocksOf(editor))).toBe('하나');
  });

  test('any two documents: the second is what is shown, and undo shows the first', () => {
    const document = fc.array(fc.string({ unit: fc.constantFrom('가', '나', ' '), maxLength: 4 }), { minLength: 1, maxLength: 6 }).map((lines) => paragraphs(...lines));
    fc.assert(fc.property(document, document, (before, after) => {
      const { editor } = bench({ richText: true, value: before });
      replaceValue(editor, after);
      expect(sameBlocks(blocksOf(editor), after)).toBe(true);
      if (!sameBlocks(before, after)) editor.undo();
      expect(sameBlocks(blocksOf(editor), before)).toBe(true);
    }));
  });

  test('lines that are put in are blocks, and one step of undo', () => {
    const { editor } = bench({ richText: false, value: paragraphs('하나 둘', '셋') });
    replaceRange(editor, { start: 2, end: 6 }, '가\n>>>\n\n나');
    expect(blocksOf(editor)).toEqual(paragraphs('하나가', '>>>', '', '나'));
    editor.select(Editor.end(editor, []));
    editor.insertText('다');
    editor.undo();
    expect(blocksOf(editor)).toEqual(paragraphs('하나가', '>>>', '', '나'));
    editor.undo();
    expect(plainText(blocksOf(editor))).toBe('하나 둘\n셋');
  });

  test('a fix replaces its words and nothing else', () => {
    const { editor } = bench({ richText: false, value: paragraphs('안녕#붙임 글', '둘') });
    replaceRange(editor, { start: 2, end: 5 }, ' #붙임');
    expect(plainText(blocksOf(editor))).toBe('안녕 #붙임 글\n둘');
    editor.undo();
    expect(plainText(blocksOf(editor))).toBe('안녕#붙임 글\n둘');
  });
});
