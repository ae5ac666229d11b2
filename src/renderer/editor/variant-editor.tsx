import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type JSX, type KeyboardEvent, type ReactNode } from 'react';
import { Editable, Slate } from 'slate-react';
import type { Blocks } from '#shared/document/blocks.ts';
import type { Language } from '#shared/domain/ids.ts';
import { compositionEnded, compositionStarted, isCompositionKey } from './composition.ts';
import { TextElement, TextLeaf } from './elements.tsx';
import styles from './editor.module.css';
import { toggleBold } from './formatting.ts';
import { keepCaret, learnCaret } from './keep-caret.ts';
import { type PlainRange, selectedRange } from './navigation.ts';
import { ownHistory } from './own-history.ts';
import { moveToEdge } from './caret-keys.ts';
import { liveBlocks } from './live-blocks.ts';
import type { TextMarks } from './marks/text-marks.ts';
import { NO_MARKS } from './marks/text-marks.ts';
import { useMarks } from './marks/use-marks.ts';
import './marks/marks.css';
import { insertImages } from './paste/insert-images.ts';
import { blocksOf, type EditorPorts, setPorts, type TextEditor } from './slate-types.ts';
import { useExternalValue } from './use-external-value.ts';

export interface VariantEditorProps {
  /** From `createTextEditor`; it may be shown, hidden and shown again, and keeps its caret and undo. */
  readonly editor: TextEditor;
  readonly value: Blocks;
  /** Every change of the text that is final: never a syllable under composition. */
  readonly onChange: (value: Blocks) => void;
  /** The text as it stands on the screen, with the syllable under composition: for counters and previews. */
  readonly onLiveChange?: (value: Blocks) => void;
  /** What is selected has changed; null is nothing. */
  readonly onSelect?: (range: PlainRange | null) => void;
  readonly onCompositionChange?: (composing: boolean) => void;
  /** The focus has left the editor and its toolbar. */
  readonly onLeave?: () => void;
  readonly ports: EditorPorts;
  readonly marks?: TextMarks;
  readonly language: Language;
  readonly ariaLabel: string;
  readonly ariaDescribedBy?: string | undefined;
  readonly placeholder?: string;
  readonly readOnly?: boolean;
  /** Shown above the text, within the editor's reach. */
  readonly toolbar?: ReactNode;
}

/**
 * The editor of a variant's text. Uncontrolled at heart: `value` is brought in only when it is not
 * an echo of what the editor handed out, and never in mid-syllable.
 */
export function VariantEditor(props: VariantEditorProps): JSX.Element {
  const { editor, value, onChange, onLiveChange, onSelect, onCompositionChange, marks = NO_MARKS, readOnly = false } = props;
  const wrapper = useRef<HTMLDivElement>(null);
  const [composing, setComposing] = useState(false);
  const [compositions, setCompositions] = useState(0);
  const emitted = useExternalValue(editor, value);
  const { ports } = props;
  const callbacks = useRef({ onLiveChange, onCompositionChange });
  useLayoutEffect(() => {
    setPorts(editor, ports);
    callbacks.current = { onLiveChange, onCompositionChange };
  });
  useEffect(() => {
    const root = wrapper.current;
    return root === null ? undefined : watchComposition(root, editor, {
      changed: (now) => {
        setComposing(now);
        callbacks.current.onCompositionChange?.(now);
      },
      typing: (character) => editor.ports.overlay?.typing(character),
      typed: () => {
        callbacks.current.onLiveChange?.(liveBlocks(editor));
        editor.ports.overlay?.changed();
      },
      released: () => setCompositions((count) => count + 1),
    });
  }, [editor]);
  useEffect(() => {
    if (wrapper.current === null) return undefined;
    const stops = [keepCaret(wrapper.current, editor), ownHistory(wrapper.current, editor)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [editor]);
  useMarks(editor, marks, compositions);

  const select = useCallback(() => onSelect?.(selectedRange(editor)), [onSelect, editor]);
  const change = useCallback((next: unknown) => {
    emitted.add(next as Blocks);
    onChange(next as Blocks);
    // What is typed over is selected no more, and slate-react tells of a change of the text only.
    select();
    editor.ports.overlay?.changed();
  }, [editor, emitted, onChange, select]);
  const initial = useMemo(() => editor.children, [editor]);
  const empty = !composing && isEmpty(blocksOf(editor));

  return (
    <Slate key={idOf(editor)} editor={editor} initialValue={initial} onValueChange={change} onSelectionChange={select}>
      <div
        className={styles['frame']}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) props.onLeave?.();
        }}
      >
        {props.toolbar}
        <div ref={wrapper} className={styles['wrapper']} data-rich={editor.richText || undefined}>
          {empty && props.placeholder !== undefined && <div className={styles['placeholder']} aria-hidden>{props.placeholder}</div>}
          <Surface
            editor={editor}
            language={props.language}
            ariaLabel={props.ariaLabel}
            ariaDescribedBy={props.ariaDescribedBy}
            placeholder={props.placeholder}
            readOnly={readOnly}
          />
        </div>
      </div>
    </Slate>
  );
}

interface SurfaceProps {
  readonly editor: TextEditor;
  readonly language: Language;
  readonly ariaLabel: string;
  readonly ariaDescribedBy: string | undefined;
  readonly placeholder: string | undefined;
  readonly readOnly: boolean;
}

/**
 * Slate's own part. It is rendered only when the text or one of these properties changes: each
 * render puts the caret where the model has it, and the model learns of an arrow key up to 100 ms
 * late (slate-react throttles `selectionchange`), so that a needless one would take the caret back.
 */
const Surface = memo(function Surface({ editor, language, ariaLabel, ariaDescribedBy, placeholder, readOnly }: SurfaceProps): JSX.Element {
  return (
    <Editable
      className={styles['editable']}
      lang={language}
      role="textbox"
      aria-multiline
      aria-label={ariaLabel}
      aria-describedby={ariaDescribedBy}
      aria-placeholder={placeholder}
      aria-readonly={readOnly}
      tabIndex={0}
      readOnly={readOnly}
      // Spelling is checked by the core (features/compose/spelling); Chromium's own would look for dictionaries on the network.
      spellCheck={false}
      autoCorrect="off"
      renderElement={TextElement}
      renderLeaf={TextLeaf}
      onKeyDown={(event) => handleKey(editor, event)}
      onDrop={(event) => dropImages(editor, event.dataTransfer, readOnly)}
    />
  );
});

const ids = new WeakMap<TextEditor, number>();
let nextId = 0;

/** A key for React: Slate's component belongs to one editor for its whole life. */
function idOf(editor: TextEditor): number {
  let id = ids.get(editor);
  if (id === undefined) {
    id = nextId;
    nextId += 1;
    ids.set(editor, id);
  }
  return id;
}

function isEmpty(blocks: Blocks): boolean {
  const [only] = blocks;
  return blocks.length === 1 && only !== undefined && only.type === 'paragraph' && only.children.every((child) => !('type' in child) && child.text === '');
}

interface Watching {
  readonly changed: (composing: boolean) => void;
  /** A character outside any composition, before it is there. */
  readonly typing: (character: string) => void;
  readonly typed: () => void;
  readonly released: () => void;
}

/** Native listeners on the wrapper: React's own come too late for the first key, and not at all when an empty editor loses the focus in mid-syllable (slate #5830). */
function watchComposition(root: HTMLElement, editor: TextEditor, on: Watching): () => void {
  const belongs = (event: Event): boolean => event.target instanceof HTMLElement && event.target.isContentEditable;
  const start = (event: Event): void => {
    if (!belongs(event)) return;
    if (event.target instanceof HTMLElement) learnCaret(editor, event.target);
    compositionStarted(editor);
    on.changed(true);
  };
  const end = (event: Event): void => {
    if (!belongs(event)) return;
    compositionEnded(editor, () => {
      on.changed(false);
      on.released();
      on.typed();
    });
  };
  const input = (event: Event): void => {
    if (belongs(event) && event instanceof InputEvent && event.isComposing) on.typed();
  };
  const before = (event: InputEvent): void => {
    if (belongs(event) && event.inputType === 'insertText' && event.data !== null) on.typing(event.data);
  };
  root.addEventListener('compositionstart', start, true);
  root.addEventListener('compositionend', end, true);
  root.addEventListener('input', input, true);
  root.addEventListener('beforeinput', before, true);
  return () => {
    root.removeEventListener('compositionstart', start, true);
    root.removeEventListener('compositionend', end, true);
    root.removeEventListener('input', input, true);
    root.removeEventListener('beforeinput', before, true);
  };
}

/** By the place of the key, so that undo works while the Hangul mode sends jamo. */
function handleKey(editor: TextEditor, event: KeyboardEvent): boolean | undefined {
  if (isCompositionKey(event.nativeEvent)) return undefined;
  if (editor.ports.overlay?.takesKey(event) === true) {
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  if (moveToEdge(editor, event)) return true;
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return undefined;
  switch (event.code) {
    case 'KeyZ':
      event.preventDefault();
      if (event.shiftKey) editor.redo();
      else editor.undo();
      return true;
    case 'KeyY':
      event.preventDefault();
      editor.redo();
      return true;
    case 'KeyB':
      event.preventDefault();
      toggleBold(editor);
      return true;
    default:
      return undefined;
  }
}

/** Picture files that are dropped on the text go to the workspace; everything else is Slate's to handle. */
function dropImages(editor: TextEditor, data: DataTransfer, readOnly: boolean): boolean | undefined {
  const images = [...data.files].filter((file) => file.type.startsWith('image/'));
  if (images.length === 0 || readOnly) return undefined;
  insertImages(editor, images);
  return true;
}
