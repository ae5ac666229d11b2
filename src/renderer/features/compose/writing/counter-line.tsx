import { memo, type ReactNode, useEffect, useRef } from 'react';
import type { ChannelProfile } from '#shared/channels/registry.ts';
import type { Count } from '#shared/channels/types.ts';
import type { Language } from '#shared/domain/ids.ts';
import { useFocusMode } from '../../../app/focus-mode.ts';
import { useFormats } from '../../../components/formats.ts';
import { announce } from '../../../components/toast.tsx';
import styles from '../compose.module.css';
import type { OpenText } from '../draft/open-texts.ts';
import { LeaveFocusMode } from '../focus/leave-focus-mode.tsx';
import { useTexts } from '../texts.ts';
import { remainingText, usedText } from '../variants/counter-text.ts';
import { CostPopover, type CostPopoverProps } from './cost-popover.tsx';
import { Measures } from './measures.tsx';

export interface CounterLineProps {
  readonly id: string;
  /** Null for the common text, which no channel counts. */
  readonly profile: ChannelProfile | null;
  readonly count: Count | null;
  /** How many posts the text is; `count` is the fullest one's. */
  readonly posts?: number;
  readonly text: string;
  readonly language: Language;
  readonly open: OpenText;
  /** Which text it is: in focus mode nothing else says so. */
  readonly label: string;
  /** Shows a place of the text. */
  readonly onGo?: CostPopoverProps['onGo'];
}

/** What the text costs on its channel and what still fits; beside it how long it is. Crossing the limit is announced, each key is not. */
export const CounterLine = memo(function CounterLine({ id, profile, count, posts = 1, text, language, open, label, onGo }: CounterLineProps): ReactNode {
  const t = useTexts();
  const { number } = useFormats();
  const remaining = count === null || profile === null ? null : remainingText(t, count, t(`common:channel.${profile.id}`), language);
  const over = count !== null && count.remaining !== null && count.remaining < 0;
  const wasOver = useRef(over);
  useEffect(() => {
    if (over && !wasOver.current && remaining !== null) announce(remaining, 'assertive');
    wasOver.current = over;
  }, [over, remaining]);
  const isAlone = useFocusMode();
  return (
    <div className={styles.counter}>
      {isAlone && <span className={styles.muted}>{label}</span>}
      <span id={id} className={styles.counterMain}>
        {posts > 1 && <span>{t('counter.thread', { count: posts })}</span>}
        {count !== null && (
          <Used profile={count.limit === null ? null : profile} text={text} over={over} onGo={onGo}>
            <span className="visually-hidden">{t('counter.label')}: </span>
            {usedText(t, number, count.used, count.limit)}
          </Used>
        )}
        {remaining !== null && <span className={over ? styles.over : undefined}>{remaining}</span>}
      </span>
      <Measures text={text} language={language} open={open} withCharacters={count === null || count.limit !== null} />
      <LeaveFocusMode />
    </div>
  );
});

/** Without a limit there is nothing to explain. */
function Used({ profile, text, over, onGo, children }: Omit<CostPopoverProps, 'profile' | 'onGo'> & { readonly profile: ChannelProfile | null; readonly onGo: CostPopoverProps['onGo'] | undefined }): ReactNode {
  if (profile === null || onGo === undefined) return <span className={styles.counterUsed}>{children}</span>;
  return (
    <CostPopover profile={profile} text={text} over={over} onGo={onGo}>
      {children}
    </CostPopover>
  );
}
