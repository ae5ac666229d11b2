import { CircleAlert, CircleCheck, CircleDashed, PencilLine, TriangleAlert } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { SegmentView } from '#shared/contract/views.ts';
import { diffWords } from '#shared/document/diff.ts';
import type { Language } from '#shared/domain/ids.ts';
import type { z } from 'zod';
import { cx } from '../../components/class-names.ts';
import { useT } from '../../components/use-t.ts';
import { type DeskFinding } from './model/findings.ts';
import { shownText, TITLE } from './model/keeper.ts';
import styles from './table.module.css';
import type { DeskHandle } from './use-desk.ts';
import { findingText } from './words.ts';

type Segment = z.infer<typeof SegmentView>;
type State = Segment['state'];

const ICONS = { untranslated: CircleDashed, draft: PencilLine, confirmed: CircleCheck, 'source-changed': TriangleAlert } as const;

export interface SegmentTableProps {
  readonly desk: DeskHandle;
  readonly source: Language;
  readonly target: Language;
  readonly sourceLine: string;
  readonly readOnly: boolean;
  readonly findings: readonly DeskFinding[];
  /** Whether the checks are told in full in the row, because no pane beside the table does. */
  readonly details: boolean;
  readonly onFocus: (index: number) => void;
  readonly onNext: (index: number) => void;
}

/** The field of a segment: where F8 and Ctrl+Enter go. */
export function segmentFieldId(index: number): string {
  return `segment-${index}`;
}

/** The source and its translation, line beside line. */
export function SegmentTable(props: SegmentTableProps): ReactNode {
  const { t } = useT('translate');
  const { desk, source, target, sourceLine } = props;
  const { title, view } = desk.state.desk;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={styles.numberHead}>
            <span className="visually-hidden">{t('common:statusLabel', { status: '' })}</span>
          </th>
          <th scope="col">
            {t('source.heading', { language: t(`common:language.${source}`) })} <span className={styles.revision}>{sourceLine}</span>
          </th>
          <th scope="col">{t('target.heading', { language: t(`common:language.${target}`) })}</th>
        </tr>
      </thead>
      <tbody>
        {title !== null && <Row {...props} index={TITLE} segment={{ index: TITLE, source: title.source, target: title.target, state: title.target === '' ? 'untranslated' : 'draft', previousSource: null }} />}
        {view.segments.map((segment) => (
          <Row key={segment.index} {...props} index={segment.index} segment={segment} />
        ))}
      </tbody>
    </table>
  );
}

/** What the mark says: words that are not confirmed yet are in progress, whatever the core last heard. */
function stateOf(segment: Segment, shown: string): State {
  if (shown.trim() === '') return 'untranslated';
  if (segment.state === 'source-changed') return 'source-changed';
  return segment.state === 'confirmed' && shown.trim() === segment.target ? 'confirmed' : 'draft';
}

function Row({ desk, index, segment, source, target, readOnly, findings, details, onFocus, onNext }: SegmentTableProps & { readonly index: number; readonly segment: Segment }): ReactNode {
  const { t } = useT('translate');
  const shown = shownText(desk.state, index);
  const state = stateOf(segment, shown);
  const Icon = ICONS[state];
  const own = findings.filter((found) => found.segment === index);
  const number = index === TITLE ? t('segment.title') : String(index + 1);
  const name = index === TITLE ? t('segment.title') : t('target.field', { index: index + 1 });
  const { keeper } = desk;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // A segment is one line: Enter goes on. One that ends a composition belongs to the composition.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onNext(index);
  };
  return (
    <tr className={styles.row} data-state={state}>
      <th scope="row" className={styles.number}>
        <span className={styles.index}>{number}</span>
        <span className={styles.state}>
          <Icon size={14} strokeWidth={1.5} aria-hidden />
          {t(`state.${state}`)}
        </span>
      </th>
      <td className={styles.source} lang={source}>
        {state === 'source-changed' && segment.previousSource !== null ? <ChangedSource before={segment.previousSource} after={segment.source} language={source} /> : <p className="selectable">{segment.source === '' ? '–' : segment.source}</p>}
      </td>
      <td className={styles.target}>
        <textarea
          id={segmentFieldId(index)}
          className={styles.field}
          lang={target}
          aria-label={name}
          aria-describedby={own.length > 0 ? `${segmentFieldId(index)}-checks` : undefined}
          placeholder={t('target.placeholder')}
          rows={1}
          maxLength={index === TITLE ? 500 : 20_000}
          readOnly={readOnly}
          value={shown}
          onChange={(event) => keeper.type(index, event.currentTarget.value)}
          onFocus={() => onFocus(index)}
          onBlur={() => keeper.leave(index)}
          onKeyDown={onKeyDown}
        />
        {own.length > 0 && !details && (
          <p className={styles.count}>
            <TriangleAlert size={14} strokeWidth={1.5} aria-hidden />
            {t('checks.title', { count: own.length })}
          </p>
        )}
        {own.length > 0 && (
          <ul id={`${segmentFieldId(index)}-checks`} className={styles.checks} hidden={!details}>
            {own.map((found) => (
              <li key={found.key} data-level={found.finding.level}>
                {found.finding.level === 'error' ? <CircleAlert size={14} strokeWidth={1.5} aria-hidden /> : <TriangleAlert size={14} strokeWidth={1.5} aria-hidden />}
                {findingText(t, found.finding)}
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

/** The source with what changed since the translation was made: removed words struck, added ones underlined, both named. */
function ChangedSource({ before, after, language }: { readonly before: string; readonly after: string; readonly language: Language }): ReactNode {
  const { t } = useT('translate');
  return (
    <p className="selectable">
      {diffWords(before, after, language).map((part, index) => {
        if (part.kind === 'same') return part.text;
        const Element = part.kind === 'added' ? 'ins' : 'del';
        return (
          <Element key={index} className={cx(part.kind === 'added' ? styles.ins : styles.del)}>
            <span className="visually-hidden">{t(part.kind === 'added' ? 'review:compare.addedStart' : 'review:compare.removedStart')} </span>
            {part.text}
            <span className="visually-hidden">, {t('review:compare.end')} </span>
          </Element>
        );
      })}
    </p>
  );
}
