import { type ReactNode, useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { StoryFactsView } from '#shared/contract/views.ts';
import { Button } from '../../../components/button.tsx';
import { useTexts } from '../texts.ts';
import styles from './facts.module.css';
import type { FactSide, Place } from './places.ts';
import type { Replacement } from './use-replace-facts.ts';

export interface FactConflictProps {
  readonly conflict: StoryFactsView['conflicts'][number];
  readonly nameOf: (textId: string) => string;
  readonly isReadOnly: boolean;
  readonly onGo: (place: Place) => void;
  readonly onApply: (replacements: readonly Replacement[]) => Promise<void>;
  readonly onDismiss: () => void;
}

/** One fact with what each text says of it. Choosing the right one shows what would change before it does. */
export function FactConflict({ conflict, nameOf, isReadOnly, onGo, onApply, onDismiss }: FactConflictProps): ReactNode {
  const t = useTexts();
  const heading = useId();
  const [right, setRight] = useState<string | null>(null);
  const { kind, sides } = conflict;
  const values = [...new Set(sides.map(({ text }) => text))].join(' · ');
  return (
    <li className={styles.conflict} aria-labelledby={heading}>
      <h4 id={heading} className={styles.conflictHead}>{t('facts:conflict', { kind: t(`facts:kind.${kind}`), values })}</h4>
      {kind === 'cancelled' && <p className={styles.intro}>{t('facts:cancelledHint')}</p>}
      <ul className={styles.sides}>
        {sides.map((side) => (
          <li key={side.textId} className={styles.side}>
            <AriaButton className={styles.go ?? ''} aria-label={t('facts:go', { place: nameOf(side.textId), text: side.text })} onPress={() => onGo(side)}>
              <span className={styles.place}>{nameOf(side.textId)}</span>
              <q className={styles.quote}>{side.text}</q>
            </AriaButton>
            {kind !== 'cancelled' && (
              <Button size="small" variant="quiet" isDisabled={isReadOnly} aria-label={t('facts:rightLong', { place: nameOf(side.textId), text: side.text })} onPress={() => setRight(side.value)}>
                {t('facts:right')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {right !== null && <Preview sides={sides} right={right} nameOf={nameOf} onCancel={() => setRight(null)} onApply={async (replacements) => { await onApply(replacements); setRight(null); }} />}
      <div className={styles.foot}>
        <Button size="small" variant="quiet" aria-label={t('facts:dismissLong', { values })} onPress={onDismiss}>{t('facts:dismiss')}</Button>
      </div>
    </li>
  );
}

interface PreviewProps {
  readonly sides: readonly FactSide[];
  readonly right: string;
  readonly nameOf: (textId: string) => string;
  readonly onCancel: () => void;
  readonly onApply: (replacements: readonly Replacement[]) => Promise<void>;
}

/** What would be written where. The brief is nobody's to rewrite by rule, and some values a person has to write. */
function Preview({ sides, right, nameOf, onCancel, onApply }: PreviewProps): ReactNode {
  const t = useTexts();
  const wrong = sides.filter(({ value }) => value !== right);
  const replacements = wrong.flatMap((side): Replacement[] => {
    const becomes = side.textId === 'brief' ? undefined : side.becomes[right];
    return becomes === undefined ? [] : [{ textId: side.textId, start: side.start, end: side.end, text: side.text, becomes }];
  });
  const byHand = wrong.filter((side) => !replacements.some(({ textId }) => textId === side.textId));
  return (
    <div className={styles.preview} role="group" aria-label={t('facts:replaceTitle')}>
      <ul className={styles.quiet}>
        {replacements.map((each) => <li key={each.textId}>{t('facts:replaceRow', { place: nameOf(each.textId), before: each.text, after: each.becomes })}</li>)}
        {byHand.map((side) => <li key={side.textId}>{t('facts:byHand', { place: nameOf(side.textId), before: side.text })}</li>)}
      </ul>
      <div className={styles.foot}>
        {replacements.length > 0 && <Button size="small" variant="primary" autoFocus onPress={() => void onApply(replacements)}>{t('facts:replace', { count: replacements.length })}</Button>}
        <Button size="small" autoFocus={replacements.length === 0} onPress={onCancel}>{t('facts:cancel')}</Button>
      </div>
    </div>
  );
}
