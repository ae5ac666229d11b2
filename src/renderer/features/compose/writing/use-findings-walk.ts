import { useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { MediaMend } from '#shared/channels/media-mend.ts';
import type { TextField } from '#shared/find/fields.ts';
import type { TextRange } from '#shared/language/ranges.ts';
import { setFocusMode } from '../../../app/focus-mode.ts';
import { announce } from '../../../components/toast.tsx';
import { caretOffset, focusEditor, goToRange, replaceRange, type TextEditor } from '../../../editor/index.ts';
import { type Listed, type ListedSpelling, useListedText } from '../spelling/listed.ts';
import { useTexts } from '../texts.ts';

export interface FindingsWalk {
  readonly current: string | null;
  readonly go: (finding: Listed) => void;
  readonly fix: (finding: Listed) => void;
  readonly walk: (step: 1 | -1) => void;
  readonly fixCurrent: () => void;
  /** To the first that keeps the variant from review. */
  readonly toError: () => void;
}

/** How a finding of the spelling check is mended: at once, or by choosing. */
export interface SpellingMends {
  readonly mend: (finding: ListedSpelling, text: string) => void;
  readonly choose: (finding: ListedSpelling) => void;
}

/** F8: from finding to finding. The focus goes to the words, the field or the picture that is meant. */
export function useFindingsWalk(findings: readonly Listed[], editor: TextEditor, pane: RefObject<HTMLElement | null>, spelling: SpellingMends, mend: (mend: MediaMend) => void = () => undefined): FindingsWalk {
  const t = useTexts();
  const textOf = useListedText();
  const [current, setCurrent] = useState<string | null>(null);

  const go = (finding: Listed): void => {
    setCurrent(finding.id);
    const position = findings.findIndex(({ id }) => id === finding.id) + 1;
    announce(t('checks.position', { position, total: findings.length, text: textOf(finding) }));
    show(finding, editor, pane.current);
  };
  const fix = (finding: Listed): void => {
    if (finding.spelling !== undefined) {
      if (finding.spelling.mend === null) spelling.choose(finding);
      else spelling.mend(finding, finding.spelling.mend);
      return;
    }
    if (finding.fix === null) return;
    if (finding.fix.kind !== 'replace') {
      // The button that was pressed goes with its finding: the focus stands on the item before that.
      if (!isInText(document.activeElement)) show(finding, editor, pane.current);
      mend(finding.fix);
      return;
    }
    replaceRange(editor, finding.fix, finding.fix.text);
    announce(t('checks.fixed'));
    focusEditor(editor);
  };
  return {
    current,
    go,
    fix,
    walk: (step) => {
      if (findings.length === 0) {
        announce(t('checks.noneLeft'));
        return;
      }
      const index = findings.findIndex(({ id }) => id === current);
      const next = findings[index === -1 ? (step === 1 ? 0 : findings.length - 1) : (index + step + findings.length) % findings.length];
      if (next !== undefined) go(next);
    },
    toError: () => {
      const first = findings.find(({ level }) => level === 'error');
      if (first !== undefined) go(first);
    },
    fixCurrent: () => {
      // The word that the caret is in, before what F8 stands on; a text remembers a caret while a field has the focus.
      const caret = document.activeElement?.matches('[contenteditable]') === true ? caretOffset(editor) : null;
      const atCaret = caret === null ? undefined : findings.find((each) => each.spelling !== undefined && each.where.field.name === 'text' && each.where.start <= caret && caret <= each.where.end);
      const finding = atCaret ?? findings.find(({ id }) => id === current) ?? findings.find((each) => each.fix !== null);
      if (finding !== undefined) fix(finding);
    },
  };
}

function isInText(element: Element | null): boolean {
  return element?.matches('[contenteditable], input, textarea') === true;
}

function show(finding: Listed, editor: TextEditor, pane: HTMLElement | null): void {
  if (finding.spelling !== undefined) {
    showField(finding.where.field, finding.where, editor, pane);
    return;
  }
  const { where } = finding;
  if (where === null) {
    // Not merely its first button: the place to drop files has one of its own, which nobody sees.
    if (finding.key === 'media-required') focusIn(pane, '[data-field="media"] [data-add-picture]');
    else if (finding.key === 'alt-missing-in-text') focusOn(pane?.querySelectorAll<HTMLElement>('[data-text-image] input')[Number(finding.values['position']) - 1]);
    else focusEditor(editor);
    return;
  }
  if (where.field === 'media') showField({ name: 'alt', index: where.index }, null, editor, pane);
  else showField({ name: where.field }, where, editor, pane);
}

function focusIn(pane: HTMLElement | null, selector: string, range: TextRange | null = null): void {
  focusOn(pane?.querySelector<HTMLElement>(selector), range);
}

function focusOn(found: HTMLElement | null | undefined, range: TextRange | null = null): void {
  if (found === null || found === undefined) return;
  // Focus mode shows the text alone: who is sent to something else leaves it.
  if (!found.checkVisibility()) flushSync(() => setFocusMode(false));
  found.focus();
  found.scrollIntoView({ block: 'nearest' });
  if (range !== null && (found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement)) found.setSelectionRange(range.start, range.end);
}

/** Where a field of a variant is, with the focus on its words. Null where it is not on the screen. */
export function fieldRect(field: TextField, range: TextRange, editor: TextEditor, pane: HTMLElement | null): DOMRect | null {
  showField(field, range, editor, pane);
  const focused = document.activeElement;
  return focused !== null && isInText(focused) ? focused.getBoundingClientRect() : null;
}

/** Puts the focus on a field of a variant, in its text on the words that are meant. */
export function showField(field: TextField, range: TextRange | null, editor: TextEditor, pane: HTMLElement | null): void {
  switch (field.name) {
    case 'text':
      if (range === null) focusEditor(editor);
      else goToRange(editor, range);
      return;
    case 'alt':
      focusIn(pane, `[data-media-index="${field.index}"] input`, range);
      return;
    case 'title':
    case 'link':
    case 'firstComment':
      focusIn(pane, `[data-field="${field.name}"] :is(input, textarea)`, range);
      return;
  }
}
