import type { Count } from '#shared/channels/types.ts';
import type { Language } from '#shared/domain/ids.ts';
import type { Texts } from '../texts.ts';

/** "126/280", or only the number where the channel has no limit. */
export function usedText(t: Texts, number: (value: number) => string, used: number, limit: number | null): string {
  return limit === null ? t('variants.noLimit', { count: used }) : t('variants.counter', { used: number(used), limit: number(limit) });
}

/** How much still fits, for a Korean text in Hangul where a Hangul costs more than one step; in words when it is over. */
export function remainingText(t: Texts, count: Count, channel: string, language: Language): string | null {
  if (count.remaining === null || count.remainingHangul === null) return null;
  if (count.unit === 'utf8-byte') return bytesText(t, count.remaining, count.remainingHangul, channel, language);
  const weighted = count.unit === 'weighted' && language === 'ko';
  if (count.remaining < 0) return weighted ? t('counter.overHangul', { channel, count: -count.remainingHangul }) : t('counter.over', { channel, count: -count.remaining });
  return weighted ? t('counter.remainingHangul', { count: count.remainingHangul }) : t('counter.remaining', { count: count.remaining });
}

/** A limit in bytes: in Korean with the Hangul that the bytes make, as nobody writes in bytes. */
function bytesText(t: Texts, remaining: number, hangul: number, channel: string, language: Language): string {
  if (remaining < 0) return t('counter.overBytes', { channel, count: -remaining });
  return language === 'ko' ? t('counter.remainingHangul', { count: hangul }) : t('counter.remainingBytes', { count: remaining });
}
