import { type ReactNode, type RefObject, useCallback, useEffect, useId, useImperativeHandle, useMemo, useRef } from 'react';
import type { VariantRow } from '#shared/contract/views.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import { plainText } from '#shared/document/plain-text.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import type { Id, Language } from '#shared/domain/ids.ts';
import { atSafeMoment, focusEditor, goToRange } from '../../../editor/index.ts';
import styles from '../compose.module.css';
import type { StoryDraft } from '../draft/drafts.ts';
import type { OpenText } from '../draft/open-texts.ts';
import { useDraftPart, useSettledContent } from '../draft/use-draft.ts';
import { SpellingChecks } from '../spelling/spelling-checks.tsx';
import { SpellingPopover } from '../spelling/spelling-popover.tsx';
import { NO_FIELDS, useSpelling } from '../spelling/use-spelling.ts';
import { NO_FIELDS_PORT, useSpellingChoice } from '../spelling/use-spelling-choice.ts';
import { findPlace } from '../facts/places.ts';
import { useFollowedCaret } from '../focus/use-followed-caret.ts';
import { InsertList } from '../insert/insert-list.tsx';
import { useInsertItems } from '../insert/use-insert-items.ts';
import { useInsertMenu } from '../insert/use-insert-menu.ts';
import { useTexts } from '../texts.ts';
import { CounterLine } from './counter-line.tsx';
import { FindBar } from './find-bar.tsx';
import { marksOf } from './marks.ts';
import { measuresInWords } from './measures.tsx';
import { SaveBanner } from './save-banner.tsx';
import { useEditorPorts } from './use-editor-ports.ts';
import { useFind } from './use-find.ts';
import { useFindingsWalk } from './use-findings-walk.ts';
import type { WritingHandle } from './writing-handle.ts';
import { WritingText } from './writing-text.tsx';

export interface CommonWritingProps {
  readonly story: Id;
  readonly draft: StoryDraft;
  readonly language: Language;
  readonly open: OpenText;
  readonly rows: readonly VariantRow[];
  readonly isReadOnly: boolean;
  readonly handle: RefObject<WritingHandle | null>;
}

const titleIn = (story: StoryContent): string => story.title;
const noPictures = (): Promise<readonly never[]> => Promise.resolve([]);

/** The text that linked variants follow, in one language. Nobody publishes it, so nothing limits it. */
export function CommonWriting({ story, draft, language, open, rows, isReadOnly, handle }: CommonWritingProps): ReactNode {
  const t = useTexts();
  const counterId = useId();
  const withCommon = useCallback((story: StoryContent, blocks: Blocks): StoryContent => ({ ...story, common: { ...story.common, [language]: blocks } }), [language]);
  const commonIn = useCallback((story: StoryContent): Blocks => story.common[language], [language]);
  const blocks = useSettledContent(draft, open, withCommon, commonIn).common[language];
  const text = useMemo(() => plainText(blocks), [blocks]);
  const pane = useRef<HTMLDivElement>(null);
  const place = `${story}:${language}`;
  const spelling = useSpelling({ text, fields: NO_FIELDS, editor: open.editor, place });
  const find = useFind(text, open);
  const marks = useMemo(() => marksOf({ text, entities: [], findings: [], spelling: spelling.findings, comments: [], found: find.found, currentFound: find.index }), [text, spelling.findings, find.found, find.index]);
  const menu = useInsertMenu(open.editor, useInsertItems({ profile: null, language, title: useDraftPart(draft, titleIn), link: '' }));
  const ports = useEditorPorts(noPictures, menu.overlay);
  useEffect(() => draft.setGate((change) => atSafeMoment(open.editor, change)), [draft, open]);
  const read = useCallback(() => draft.content().common[language], [draft, language]);
  const edit = useCallback((next: Blocks) => draft.edit({ common: { [language]: next } }), [draft, language]);

  const choices = useSpellingChoice({ findings: spelling.findings, editor: open.editor, textNow: () => plainText(read()), place, isReadOnly, fields: NO_FIELDS_PORT });
  useFollowedCaret(open.editor);
  const walk = useFindingsWalk(spelling.findings, open.editor, pane, choices);

  useImperativeHandle(handle, (): WritingHandle => ({
    walkProblems: walk.walk,
    fixProblem: walk.fixCurrent,
    showError: () => undefined,
    insertImages: () => undefined, insertAsset: () => undefined, takeWayOut: () => undefined,
    showPlace: (place) => {
      const found = findPlace(plainText(draft.content().common[language]), place);
      if (found === null) focusEditor(open.editor);
      else goToRange(open.editor, found);
    },
    insertItem: menu.insert,
    openFind: find.start,
    measures: () => measuresInWords(t, text, language, open.selected.get()),
    show: (_field, range) => goToRange(open.editor, range),
    focus: () => focusEditor(open.editor),
  }));

  const label = t('editor.common', { language: t(`common:language.${language}`) });
  return (
    <div className={styles.writing} ref={pane}>
      <div className={styles.notices}>
        <SaveBanner draft={draft} />
      </div>
      <header className={styles.writingHead}>
        <h2 className={styles.writingTitle}>{label}</h2>
      </header>
      {find.isOpen && <FindBar query={find.query} count={find.found.length} index={find.index} others={rows} onQuery={find.search} onStep={find.step} onClose={() => { find.close(); focusEditor(open.editor); }} />}
      <div className={styles.scroll} {...choices.pointer}>
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
        />
      </div>
      <CounterLine id={counterId} profile={null} count={null} text={text} language={language} open={open} label={label} />
      <SpellingChecks spelling={spelling} current={walk.current} isReadOnly={isReadOnly} onGo={walk.go} onFix={walk.fix} />
      <SpellingPopover choices={choices} />
      <InsertList editor={open.editor} menu={menu} />
    </div>
  );
}
