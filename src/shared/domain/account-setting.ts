import { z } from 'zod';
import { ChannelId } from './channel-id.ts';
import { Id } from './ids.ts';
import type { Account } from './workspace.ts';

/** What is shown of an account, in characters: far above what any channel allows for a name or a handle. */
export const ACCOUNT_NAME_MAX = 100;
const Shown = z.string().trim().max(ACCOUNT_NAME_MAX).regex(/^\P{Cc}*$/u);

/** An account of a channel as an admin has it, under the account's id: a new one, or other words for one that the newsroom began with. */
export const AccountSetting = z.strictObject({
  channel: ChannelId,
  name: z.strictObject({ ko: Shown.min(1), en: Shown.min(1) }),
  handle: Shown,
  /** Nothing new is written for it; what there is stays. */
  retired: z.boolean(),
});
export type AccountSetting = z.infer<typeof AccountSetting>;

export interface KeptAccount {
  readonly key: string;
  readonly value: AccountSetting;
}

/** The accounts that a newsroom began with, as they are called now, and after them those that were added, by id. */
export function accountsWith(configured: readonly Account[], kept: readonly KeptAccount[]): Account[] {
  const known = new Map(kept.map(({ key, value }) => [key, value]));
  const ids = new Set(configured.map(({ id }) => id));
  const called = configured.map((account): Account => {
    const now = known.get(account.id);
    return now === undefined ? account : { ...account, name: now.name, handle: now.handle };
  });
  const added = kept.filter(({ key }) => !ids.has(key)).map(({ key, value: { channel, name, handle } }): Account => ({ id: key, channel, name, handle }));
  return [...called, ...added.toSorted((a, b) => (a.id < b.id ? -1 : 1))];
}

/**
 * Why a setting of an account may not be recorded, or null: its key is no id, it would be on another channel than its
 * texts are, or it would be removed (it is retired instead, since texts name it for good).
 */
export function accountRefusal(accounts: readonly Account[], key: string, value: { readonly channel?: unknown } | null): 'bad-input' | 'conflict' | null {
  if (value === null || !Id.safeParse(key).success) return 'bad-input';
  const known = accounts.find(({ id }) => id === key);
  return known !== undefined && known.channel !== value.channel ? 'conflict' : null;
}
