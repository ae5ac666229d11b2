import type { EntryKind } from './entry.ts';

/** The oldest and the newest version of the entries' schema that a program reads and writes. */
export type SchemaRange = { readonly min: number; readonly max: number };

/**
 * The versions of the entries' schema:
 * 1 stories, variants, revisions, reviews, publications, holds and settings
 * 2 corrections and withdrawals of what is published
 *
 * A new kind of entry, or a new field of one that is there, makes a new version; nothing is ever taken away.
 */
export const ENTRY_SCHEMA: SchemaRange = { min: 1, max: 2 };

const SINCE: Readonly<Partial<Record<EntryKind, number>>> = { 'amendment-request': 2, 'amendment-decision': 2 };

/** The version from which on programs know this kind of entry. */
export function schemaOf(kind: EntryKind): number {
  return SINCE[kind] ?? ENTRY_SCHEMA.min;
}

/** The kinds of entries that a program of this version does not know. */
export function kindsAfter(schema: number): readonly EntryKind[] {
  return (Object.keys(SINCE) as EntryKind[]).filter((kind) => schemaOf(kind) > schema);
}

/**
 * The version that two programs speak with one another: the newest that both know; null where there is none, or where it
 * would be too old for what is in the log already (`needed`). Who cannot read all of a log must not go on writing to it.
 */
export function agreedSchema(one: SchemaRange, other: SchemaRange, needed: number = ENTRY_SCHEMA.min): number | null {
  const schema = Math.min(one.max, other.max);
  return schema < Math.max(one.min, other.min, needed) ? null : schema;
}
