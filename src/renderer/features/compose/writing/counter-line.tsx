import { memo, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { Count } from '#shared/channels/types.ts';
import type { ChannelId, Language } from '#shared/domain/ids.ts';
import { useFormats } from '../../../components/formats.ts';
import { announce } from '../../../components/toast.tsx';
import styles from '../compose.module.css';
import { useTexts } from '../texts.ts';
import { remainingText, usedText } from '../variants/counter-text.ts';
import { CostPopover, type CostPopoverProps } from './cost-popover.tsx';

export interface CounterLineProps {
  readonly id: string;
  /** Null for the common text, which no channel counts. */
  readonly channel: ChannelId | null;
  readonly count: Count | null;
  /** How many posts the text is; `count` is the fullest one's. */
  readonly posts?: number;
  readonly text: string;
  readonly language: Language;
  /** Shows a place of the text. */
  readonly onGo?: CostPopoverProps['onGo'];
}

/** What the text costs on its channel and what still fits; words and paragraphs beside it. Crossing the limit is announced, each key is not. */
export const CounterLine = memo(function CounterLine({ id, channel, count, posts = 1, text, language, onGo }: CounterLineProps): ReactNode {
  const t = useTexts();
  const { number } = useFormats();
  const remaining = count === null || channel === null ? null : remainingText(t, count, t(`common:channel.${channel}`), language);
  const over = count !== null && count.remaining !== null && count.remaining < 0;
  const wasOver = useRef(over);
  useEffect(() => {
    if (over && !wasOver.current && remaining !== null) announce(remaining, 'assertive');
    wasOver.current = over;
  }, [over, remaining]);
  const { characters, words, lines } = useMemo(() => sizesOf(text), [text]);
  const facts = [
    // Where the channel has no limit, its count is this number already.
    ...(count === null || count.limit !== null ? [t('status.characters', { count: characters })] : []),
    t('status.words', { count: words }),
    t('status.blocks', { count: lines }),
  ];
  return (
    <div id={id} className={styles.counter}>
      {posts > 1 && <span>{t('counter.thread', { count: posts })}</span>}
      {count !== null && (
        <Used channel={count.limit === null ? null : channel} text={text} over={over} onGo={onGo}>
          <span className="visually-hidden">{t('counter.label')}: </span>
          {usedText(t, number, count.used, count.limit)}
        </Used>
      )}
      {remaining !== null && <span className={over ? styles.over : undefined}>{remaining}</span>}
      <span className={styles.counterSide}>
        {facts.join(' · ')}
      </span>
    </div>
  );
});

/** Without a limit there is nothing to explain. */
function Used({ channel, text, over, onGo, children }: Omit<CostPopoverProps, 'channel' | 'onGo'> & { readonly channel: ChannelId | null; readonly onGo: CostPopoverProps['onGo'] | undefined }): ReactNode {
  if (channel === null || onGo === undefined) return <span className={styles.counterUsed}>{children}</span>;
  return (
    <CostPopover channel={channel} text={text} over={over} onGo={onGo}>
      {children}
    </CostPopover>
  );
}

function sizesOf(text: string): { readonly characters: number; readonly words: number; readonly lines: number } {
  const trimmed = text.trim();
  return {
    characters: Array.from(text).length,
    words: trimmed === '' ? 0 : trimmed.split(/\s+/u).length,
    lines: text.split('\n').filter((line) => line.trim() !== '').length,
  };
}
