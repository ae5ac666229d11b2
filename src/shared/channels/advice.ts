import type { ContentKind, Purpose } from '../domain/content.ts';
import type { CheckKey } from '../i18n/en/checks.ts';
import { type ChannelId, type ChannelProfile, CHANNELS } from './registry.ts';
import type { Fit, MeasuredRate } from './types.ts';

export interface ChannelAdviceItem {
  readonly channel: ChannelId;
  /** 3 what the channel is best at, 2 well, 1 possible, 0 not a use for it. */
  readonly fit: Fit;
  /** A key of the `checks` namespace; `values` has the measured rates in percent by name (sharing, sympathy, comment). */
  readonly key: CheckKey;
  readonly values: Readonly<Record<string, number>>;
  /** What was measured and by whom, for those who want to see it. */
  readonly measured: readonly MeasuredRate[];
}

/**
 * Every channel, the one that suits best first; equal ones by the highest rate measured, then as the registry has them.
 * The rates are one city's of 2016, of different things on different channels: they order equals and explain, and decide nothing else.
 */
export function adviseChannels(kind: ContentKind, purpose: Purpose): ChannelAdviceItem[] {
  return CHANNELS.map((profile) => adviceOf(profile, kind, purpose)).toSorted((a, b) => b.fit - a.fit || highest(b) - highest(a));
}

function adviceOf({ id, advice }: ChannelProfile, kind: ContentKind, purpose: Purpose): ChannelAdviceItem {
  const forKind = kind === 'administration' ? advice.reasonForKind.administration : advice.reasonForKind.nonAdministration;
  return {
    channel: id,
    fit: advice.fit[purpose],
    key: advice.reasonFor[purpose] ?? forKind ?? advice.reason,
    values: Object.fromEntries(advice.measured.map(({ rate, percent }) => [rate, percent])),
    measured: advice.measured,
  };
}

function highest({ measured }: ChannelAdviceItem): number {
  return Math.max(0, ...measured.map(({ percent }) => percent));
}
