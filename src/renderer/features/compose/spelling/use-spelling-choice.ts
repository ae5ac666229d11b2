import { type MouseEvent as ReactMouseEvent, useCallback, useState } from 'react';
import type { TextField } from '#shared/find/fields.ts';
import { nameIn } from '#shared/language/spelling/known-words.ts';
import { announce, showToast } from '../../../components/toast.tsx';
import { useT } from '../../../components/use-t.ts';
import { atSafeMoment, caretOffset, focusEditor, goToRange, offsetUnder, rectOf, replaceRange, scrollIntoView, type TextEditor } from '../../../editor/index.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { ignoreIn } from './ignored.ts';
import type { ListedSpelling } from './listed.ts';

/** A word for which the popover is open. */
export interface SpellingChoice {
  readonly finding: ListedSpelling;
  /** Where the word is on the screen. */
  readonly rect: DOMRect;
  /** Opened by a key: the choices have the focus. Opened by a click the text keeps it, and typing closes them. */
  readonly hasFocus: boolean;
}

export interface SpellingChoices {
  readonly choice: SpellingChoice | null;
  readonly choose: (finding: ListedSpelling) => void;
  readonly mend: (finding: ListedSpelling, text: string) => void;
  readonly addName: (finding: ListedSpelling) => void;
  readonly ignore: (finding: ListedSpelling) => void;
  readonly close: () => void;
  /** For what holds the editor: the context menu (right button or its key) and a click on a marked word. */
  readonly pointer: { readonly onContextMenu: (event: ReactMouseEvent) => void; readonly onClick: (event: ReactMouseEvent) => void };
}

/** The fields beside a text, to the choice of a word in them. */
export interface FieldsPort {
  readonly read: (field: TextField) => string;
  readonly show: (finding: ListedSpelling) => DOMRect | null;
  readonly replace: (finding: ListedSpelling, text: string) => void;
}

/** Of a text that has none. */
export const NO_FIELDS_PORT: FieldsPort = { read: () => '', show: () => null, replace: () => undefined };

interface Options {
  readonly findings: readonly ListedSpelling[];
  readonly editor: TextEditor;
  /** The text as it is now, which may be newer than what was checked. */
  readonly textNow: () => string;
  readonly place: string;
  readonly isReadOnly: boolean;
  /** A field beside the text: what stands in it, where it is on the screen, another text for it. */
  readonly fields: FieldsPort;
}

/** Choosing what to do about a word, and doing it: each mend changes exactly the word, in one step of undo. */
export function useSpellingChoice({ findings, editor, textNow, place, isReadOnly, fields }: Options): SpellingChoices {
  const { t } = useT('spelling');
  const core = useCore();
  const [choice, setChoice] = useState<SpellingChoice | null>(null);
  const close = useCallback(() => setChoice(null), []);

  const open = (finding: ListedSpelling, hasFocus: boolean): void => {
    if (isReadOnly) return;
    if (finding.where.field.name !== 'text') {
      const rect = fields.show(finding);
      if (rect !== null) setChoice({ finding, rect, hasFocus });
      return;
    }
    atSafeMoment(editor, () => {
      scrollIntoView(editor, finding.where);
      const rect = rectOf(editor, finding.where);
      if (rect !== null) setChoice({ finding, rect, hasFocus });
    });
  };
  const mend = (finding: ListedSpelling, text: string): void => {
    close();
    const { start, end, field } = finding.where;
    const { word } = finding.spelling;
    if (field.name !== 'text') {
      if (fields.read(field).slice(start, end) !== word) {
        showToast({ text: t('moved') });
        return;
      }
      fields.replace(finding, text);
      announce(t('mended', { text }));
      return;
    }
    atSafeMoment(editor, () => {
      if (textNow().slice(start, end) !== word) {
        showToast({ text: t('moved') });
        return;
      }
      replaceRange(editor, { start, end }, text);
      goToRange(editor, { start: start + text.length, end: start + text.length });
      announce(t('mended', { text }));
    });
  };
  const focusOn = (finding: ListedSpelling): void => {
    if (finding.where.field.name === 'text') focusEditor(editor);
    else fields.show(finding);
  };
  const addName = (finding: ListedSpelling): void => {
    close();
    focusOn(finding);
    const { word } = finding.spelling;
    const key = nameIn(word);
    core.settings.put({ collection: 'word', key, value: { note: '' } }).then(
      () => showToast({ text: t('added', { word: key }) }),
      (error: unknown) => showToast({ tone: 'bad', text: t(`errors:${errorCodeOf(error)}.title`), detail: t(`errors:${errorCodeOf(error)}.next`) }),
    );
  };
  const ignore = (finding: ListedSpelling): void => {
    close();
    focusOn(finding);
    ignoreIn(place, finding.spelling.word);
    announce(t('ignoredNow', { word: finding.spelling.word }));
  };

  const at = (offset: number | null): ListedSpelling | undefined => (offset === null ? undefined : findings.find(({ where }) => where.field.name === 'text' && where.start <= offset && offset <= where.end));
  const onContextMenu = (event: ReactMouseEvent): void => {
    // The key of the context menu has no place of the pointer.
    const offset = event.button === 2 ? offsetUnder(editor, event.nativeEvent) : caretOffset(editor);
    const finding = event.target instanceof HTMLElement && event.target.isContentEditable ? at(offset) : undefined;
    if (finding === undefined || isReadOnly) return;
    event.preventDefault();
    open(finding, true);
  };
  const onClick = (event: ReactMouseEvent): void => {
    if (event.detail !== 1 || document.getSelection()?.isCollapsed === false) return;
    const finding = at(offsetUnder(editor, event.nativeEvent));
    if (finding !== undefined) open(finding, false);
  };
  return { choice, choose: (finding) => open(finding, true), mend, addName, ignore, close, pointer: { onContextMenu, onClick } };
}
