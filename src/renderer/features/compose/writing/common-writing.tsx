import { type ReactNode, type RefObject, useCallback, useEffect, useId, useImperativeHandle, useMemo } from 'react';
import type { VariantRow } from '#shared/contract/views.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import { plainText } from '#shared/document/plain-text.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import type { Language } from '#shared/domain/ids.ts';
import { atSafeMoment, focusEditor } from '../../../editor/index.ts';
import { announce } from '../../../components/toast.tsx';
import styles from '../compose.module.css';
import type { StoryDraft } from '../draft/drafts.ts';
import type { OpenText } from '../draft/open-texts.ts';
import { useSettledContent } from '../draft/use-draft.ts';
import { useTexts } from '../texts.ts';
import { CounterLine } from './counter-line.tsx';
import { FindBar } from './find-bar.tsx';
import { marksOf } from './marks.ts';
import { SaveBanner } from './save-banner.tsx';
import { useEditorPorts } from './use-editor-ports.ts';
import { useFind } from './use-find.ts';
import type { WritingHandle } from './writing-handle.ts';
import { WritingText } from './writing-text.tsx';

export interface CommonWritingProps {
  readonly draft: StoryDraft;
  readonly language: Language;
  readonly open: OpenText;
  readonly rows: readonly VariantRow[];
  readonly isReadOnly: boolean;
  readonly spelling: boolean;
  readonly handle: RefObject<WritingHandle | null>;
}

const noPictures = (): Promise<readonly never[]> => Promise.resolve([]);

/** The text that linked variants follow, in one language. Nobody publishes it, so nothing limits it. */
export function CommonWriting({ draft, language, open, rows, isReadOnly, spelling, handle }: CommonWritingProps): ReactNode {
  const t = useTexts();
  const counterId = useId();
  const withCommon = useCallback((story: StoryContent, blocks: Blocks): StoryContent => ({ ...story, common: { ...story.common, [language]: blocks } }), [language]);
  const commonIn = useCallback((story: StoryContent): Blocks => story.common[language], [language]);
  const blocks = useSettledContent(draft, open, withCommon, commonIn).common[language];
  const text = useMemo(() => plainText(blocks), [blocks]);
  const find = useFind(text, open);
  const marks = useMemo(() => marksOf({ text, entities: [], findings: [], comments: [], found: find.found, currentFound: find.index }), [text, find.found, find.index]);
  const ports = useEditorPorts(noPictures);
  useEffect(() => draft.setGate((change) => atSafeMoment(open.editor, change)), [draft, open]);
  const read = useCallback(() => draft.content().common[language], [draft, language]);
  const edit = useCallback((next: Blocks) => draft.edit({ common: { [language]: next } }), [draft, language]);

  useImperativeHandle(handle, (): WritingHandle => ({
    walkProblems: () => announce(t('checks.noneLeft')),
    fixProblem: () => undefined,
    insertImages: () => undefined, takeWayOut: () => undefined,
    openFind: find.start,
    focus: () => focusEditor(open.editor),
  }));

  const label = t('editor.common', { language: t(`common:language.${language}`) });
  return (
    <div className={styles.writing}>
      <div className={styles.notices}>
        <SaveBanner draft={draft} />
      </div>
      <header className={styles.writingHead}>
        <h2 className={styles.writingTitle}>{label}</h2>
      </header>
      {find.isOpen && <FindBar query={find.query} count={find.found.length} index={find.index} others={rows} onQuery={find.search} onStep={find.step} onClose={() => { find.close(); focusEditor(open.editor); }} />}
      <div className={styles.scroll}>
        <WritingText
          open={open}
          subscribe={draft.subscribe}
          read={read}
          onEdit={edit}
          marks={marks}
          ports={ports}
          withToolbar={false}
          language={language}
          label={label}
          describedBy={counterId}
          placeholder={t('editor.placeholderCommon')}
          isReadOnly={isReadOnly}
          spelling={spelling}
        />
      </div>
      <CounterLine id={counterId} channel={null} count={null} text={text} language={language} />
    </div>
  );
}
