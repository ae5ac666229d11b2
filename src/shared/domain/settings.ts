import { z } from 'zod';
import { canonicalJson } from '../document/canonical.ts';
import { accountRefusal, AccountSetting } from './account-setting.ts';
import { derivedId } from './derived-id.ts';
import { FigureSetting } from './figure-setting.ts';
import type { Id } from './ids.ts';
import { ClosingLineSetting, HandleSetting, HashtagGroupSetting, TemplateSetting } from './insert-setting.ts';
import { MediaCreditSetting } from './media-credit-setting.ts';
import { AbsenceSetting, GroupSetting, maySetOwnAbsences } from './policy-setting.ts';
import { PlainWordSetting, TermSetting, WordSetting } from './word-setting.ts';
import { type Account, type Member, NamedPolicy, type Role } from './workspace.ts';

/**
 * What a newsroom agrees on and keeps together: words, lists, figures. Each is one value under a key of a collection; of two
 * that were set apart the later in the log counts. Never a place for secrets, nor for what a reader of a channel would see.
 */
interface Collection<Schema extends z.ZodType> {
  readonly value: Schema;
  /** Who may set and remove. Everybody may read. */
  readonly roles: readonly Role[];
}

const WRITING: readonly Role[] = ['writer', 'translator', 'editor', 'admin'];
const DECIDING: readonly Role[] = ['editor', 'admin'];
const ADMIN: readonly Role[] = ['admin'];

/** Every collection, by name. A name is never given another meaning: it is in the log for good. */
export const COLLECTIONS = {
  /** A name or a word that the dictionary does not know and this newsroom does, under itself. */
  word: { value: WordSetting, roles: WRITING },
  /** What to write instead of a hard word, under the hard word. */
  'plain-word': { value: PlainWordSetting, roles: WRITING },
  /** A name or term in the form that the newsroom uses, under itself, with the forms that it does not. */
  term: { value: TermSetting, roles: WRITING },
  /** A channel's figure as this newsroom knows it, under `<channel>/<figure>`. */
  figure: { value: FigureSetting, roles: DECIDING },
  /** An account of a channel (domain/account-setting.ts), under its id. It is never removed, only retired. */
  account: { value: AccountSetting, roles: ADMIN },
  /** Which kind of its channel an account is (`premium` of X), under the account's id. */
  'account-kind': { value: z.string().min(1).max(60), roles: DECIDING },
  /** Credit and licence of a picture or video, under the SHA-256 of the original. */
  'media-credit': { value: MediaCreditSetting, roles: WRITING },
  /** Who must approve which texts (domain/policy.ts), under the policy's name. */
  policy: { value: NamedPolicy, roles: ADMIN },
  /** Members who belong together, under the group's name. */
  group: { value: GroupSetting, roles: ADMIN },
  /** When somebody is away and who stands in, under the member's id. Admins set any; who it is about their own, as far as no say goes to somebody without it. */
  absence: { value: AbsenceSetting, roles: ADMIN },
  /** A person or department with its name on each channel, under its Korean name. */
  handle: { value: HandleSetting, roles: WRITING },
  /** Hashtags that go together, under the group's name. */
  'hashtag-group': { value: HashtagGroupSetting, roles: WRITING },
  /** A text to begin with, under its name. */
  template: { value: TemplateSetting, roles: WRITING },
  /** A text to end with, under its name. */
  'closing-line': { value: ClosingLineSetting, roles: WRITING },
} as const satisfies Readonly<Record<string, Collection<z.ZodType>>>;

export type CollectionName = keyof typeof COLLECTIONS;
export const CollectionName = z.enum(Object.keys(COLLECTIONS) as [CollectionName, ...CollectionName[]]);
export type SettingValue<Name extends CollectionName> = z.infer<(typeof COLLECTIONS)[Name]['value']>;

/** Composed, without space around it: what is typed the same is the same key. */
export const SettingKey = z.string().trim().min(1).max(200).refine((key) => key === key.normalize('NFC'), 'not composed (NFC)');

/** In characters of its canonical JSON. */
const VALUE_MAX = 20_000;

/** One setting as it stands. */
export interface Setting<Name extends CollectionName = CollectionName> {
  readonly collection: Name;
  readonly key: string;
  readonly value: SettingValue<Name>;
}

/** The subject of every entry about one setting. */
export function settingSubject(workspace: Id, collection: string, key: string): Id {
  return derivedId(`sotong setting|${workspace}|${collection}|${key}`);
}

export function isCollection(name: string): name is CollectionName {
  return Object.hasOwn(COLLECTIONS, name);
}

export function maySet({ roles }: Pick<Member, 'roles'>, collection: CollectionName): boolean {
  const may: readonly Role[] = COLLECTIONS[collection].roles;
  return roles.some((role) => may.includes(role));
}

/** The value as its collection has it; null when it cannot be one. */
export function parseSetting<Name extends CollectionName>(collection: Name, value: unknown): SettingValue<Name> | null {
  const parsed = COLLECTIONS[collection].value.safeParse(value);
  if (!parsed.success || canonicalJson(parsed.data).length > VALUE_MAX) return null;
  return parsed.data as SettingValue<Name>;
}

/** Why a setting may not be recorded in the newsroom as it is, where `present` is set (null: nothing); null when it may. `value` null removes. */
export function settingRefusal({ accounts, members }: { readonly accounts: readonly Account[]; readonly members: readonly Member[] }, member: Pick<Member, 'id' | 'roles'>, { collection, key, value }: { readonly collection: string; readonly key: string; readonly value: unknown }, present: unknown): 'bad-input' | 'not-allowed' | 'conflict' | null {
  if (!isCollection(collection) || !SettingKey.safeParse(key).success) return 'bad-input';
  if (value !== null && parseSetting(collection, value) === null) return 'bad-input';
  const isOwn = collection === 'absence' && maySetOwnAbsences(members, member, key, parseSetting('absence', present), value as AbsenceSetting | null);
  if (!maySet(member, collection) && !isOwn) return 'not-allowed';
  return collection === 'account' ? accountRefusal(accounts, key, value as AccountSetting | null) : null;
}
