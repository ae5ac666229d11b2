import type { VariantRow } from '#shared/contract/views.ts';
import { ChannelId } from '#shared/domain/channel-id.ts';
import type { Id, Language } from '#shared/domain/ids.ts';
import type { Account } from '#shared/domain/workspace.ts';

export type Direction = 'ko-en' | 'en-ko';
export const DIRECTIONS: readonly Direction[] = ['ko-en', 'en-ko'];

export function sourceLanguage(direction: Direction): Language {
  return direction === 'ko-en' ? 'ko' : 'en';
}

export function targetLanguage(direction: Direction): Language {
  return direction === 'ko-en' ? 'en' : 'ko';
}

/** The variants of one account: what is translated into what stays on its channel. */
export interface AccountPair {
  readonly account: Account;
  readonly ko: VariantRow | null;
  readonly en: VariantRow | null;
}


/** A story's accounts with their variants in either language; archived variants do not count. */
export function accountPairs(rows: readonly VariantRow[]): readonly AccountPair[] {
  const byAccount = new Map<Id, AccountPair>();
  for (const row of rows) {
    if (row.status.status === 'archived') continue;
    const known = byAccount.get(row.account.id) ?? { account: row.account, ko: null, en: null };
    byAccount.set(row.account.id, { ...known, [row.language]: row });
  }
  return [...byAccount.values()].toSorted((a, b) => ChannelId.options.indexOf(a.account.channel) - ChannelId.options.indexOf(b.account.channel) || a.account.id.localeCompare(b.account.id));
}

export interface Choice {
  readonly account: Id;
  readonly direction: Direction;
}

/** What still asks for a translator: a target that is out of date, sent back or not yet sent for review; or one that is missing. */
function asksForWork(pair: AccountPair, direction: Direction, missing: boolean): boolean {
  const source = pair[sourceLanguage(direction)];
  const target = pair[targetLanguage(direction)];
  if (source === null) return false;
  if (target === null || missing) return missing && target === null;
  return target.sourceChanged || target.status.status === 'draft' || target.status.status === 'changes-requested';
}

/**
 * Which account and direction to open: those asked for where they exist; else the first whose translation
 * asks for work, else the first without one, from Korean before from English; else the first. Null for a story without variants.
 */
export function choosePair(pairs: readonly AccountPair[], asked: { readonly source: Id | null; readonly target: Id | null }): Choice | null {
  for (const pair of pairs) {
    for (const direction of DIRECTIONS) {
      const source = pair[sourceLanguage(direction)];
      const target = pair[targetLanguage(direction)];
      const named = (asked.source !== null && source?.id === asked.source) || (asked.source === null && asked.target !== null && target?.id === asked.target);
      if (named && (asked.target === null || target === null || target.id === asked.target)) return { account: pair.account.id, direction };
    }
  }
  for (const direction of DIRECTIONS) {
    const waiting = pairs.find((pair) => asksForWork(pair, direction, false)) ?? pairs.find((pair) => asksForWork(pair, direction, true));
    if (waiting !== undefined) return { account: waiting.account.id, direction };
  }
  const first = pairs[0];
  return first === undefined ? null : { account: first.account.id, direction: first.ko === null ? 'en-ko' : 'ko-en' };
}
