import { memo, type ReactNode, useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Blocks } from '#shared/document/blocks.ts';
import type { Language } from '#shared/domain/ids.ts';
import { EditorToolbar, VariantEditor, type EditorPorts, type TextMarks } from '../../../editor/index.ts';
import type { OpenText } from '../draft/open-texts.ts';

export interface WritingTextProps {
  readonly open: OpenText;
  /** Of the draft that keeps the text. */
  readonly subscribe: (listener: () => void) => () => void;
  /** The text as the draft has it. Like `onEdit` it must stay the same function while the draft is the same. */
  readonly read: () => Blocks;
  readonly onEdit: (blocks: Blocks) => void;
  readonly marks: TextMarks;
  readonly ports: EditorPorts;
  readonly withToolbar: boolean;
  readonly language: Language;
  readonly label: string;
  readonly describedBy: string;
  readonly placeholder: string;
  readonly isReadOnly: boolean;
}

/** The text in hand between its draft and its editor: the one part of the screen that is rendered within a key. */
export const WritingText = memo(function WritingText({ open, subscribe, read, onEdit, marks, ports, withToolbar, language, label, describedBy, placeholder, isReadOnly }: WritingTextProps): ReactNode {
  const value = useSyncExternalStore(subscribe, read);
  const change = useCallback((next: Blocks) => {
    open.live.set(null);
    onEdit(next);
  }, [open, onEdit]);
  const follow = useCallback((next: Blocks) => open.live.set(next === read() ? null : next), [open, read]);
  const toolbar = useMemo(() => (withToolbar ? <EditorToolbar editor={open.editor} isDisabled={isReadOnly} /> : undefined), [withToolbar, open, isReadOnly]);
  return (
    <VariantEditor
      editor={open.editor}
      value={value}
      onChange={change}
      onLiveChange={follow}
      onSelect={open.selected.set}
      marks={marks}
      ports={ports}
      language={language}
      ariaLabel={label}
      ariaDescribedBy={describedBy}
      placeholder={placeholder}
      readOnly={isReadOnly}
      toolbar={toolbar}
    />
  );
});
