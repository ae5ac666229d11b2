import { type ReactNode, useId } from 'react';
import type { StoryFactsView, VariantRow } from '#shared/contract/views.ts';
import { Button } from '../../../components/button.tsx';
import { announce, showToast } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import type { StoryDraft } from '../draft/drafts.ts';
import type { Opened } from '../opened.ts';
import { useTexts } from '../texts.ts';
import { FactConflict } from './fact-conflict.tsx';
import styles from './facts.module.css';
import { placeName, type Place } from './places.ts';
import { type Replacement, useReplaceFacts } from './use-replace-facts.ts';

export interface FactsPaneProps {
  readonly facts: StoryFactsView;
  readonly story: StoryDraft;
  readonly opened: Opened;
  readonly rows: readonly VariantRow[];
  readonly isReadOnly: boolean;
  readonly onGo: (place: Place) => void;
}

/** Where the texts of a story say different things of one fact: quoted from each, with the ways to mend it. */
export function FactsPane({ facts, story, opened, rows, isReadOnly, onGo }: FactsPaneProps): ReactNode {
  const t = useTexts();
  const core = useCore();
  const heading = useId();
  const leftHeading = useId();
  const replace = useReplaceFacts(story, opened);
  const nameOf = (textId: string): string => placeName(t, textId, facts, rows);
  const open = facts.conflicts.filter(({ dismissed }) => !dismissed);
  const dismissed = facts.conflicts.filter((conflict) => conflict.dismissed);
  const id = story.content().story;

  const apply = async (replacements: readonly Replacement[]): Promise<void> => {
    const missed = await replace(replacements);
    const count = replacements.length - missed.length;
    if (missed.length > 0) showToast({ tone: 'bad', text: t('facts:moved', { place: missed.map(({ textId }) => nameOf(textId)).join(', ') }) });
    else showToast({ text: t('facts:replaced', { count }) });
  };
  const dismiss = (key: string, on: boolean): void => {
    announce(t(on ? 'facts:dismiss' : 'facts:restore'));
    void core.stories.dismissFact({ id, key, dismissed: on });
  };

  return (
    <div className={styles.pane}>
      <section aria-labelledby={heading}>
        <h3 id={heading} className={styles.title}>{t('facts:title')}</h3>
        <p className={styles.intro}>{open.length === 0 ? t('facts:none') : t('facts:intro')}</p>
        <ul className={styles.list}>
          {open.map((conflict) => (
            <FactConflict key={conflict.key} conflict={conflict} nameOf={nameOf} isReadOnly={isReadOnly} onGo={onGo} onApply={apply} onDismiss={() => dismiss(conflict.key, true)} />
          ))}
        </ul>
      </section>
      {facts.leftOut.length > 0 && (
        <section aria-labelledby={leftHeading}>
          <h3 id={leftHeading} className={styles.title}>{t('facts:leftOut')}</h3>
          <p className={styles.intro}>{t('facts:leftOutHint')}</p>
          <ul className={styles.quiet}>
            {facts.leftOut.map(({ textId, facts: missing }) => (
              <li key={textId}>{t('facts:leftOutRow', { place: nameOf(textId), facts: missing.map(({ text }) => text).join(' · ') })}</li>
            ))}
          </ul>
        </section>
      )}
      {dismissed.length > 0 && (
        <details className={styles.dismissed}>
          <summary>{t('facts:dismissed', { count: dismissed.length })}</summary>
          <ul className={styles.quiet}>
            {dismissed.map((conflict) => (
              <li key={conflict.key} className={styles.dismissedRow}>
                <span>{[...new Set(conflict.sides.map(({ text }) => text))].join(' · ')}</span>
                <Button size="small" variant="quiet" onPress={() => dismiss(conflict.key, false)}>{t('facts:restore')}</Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
