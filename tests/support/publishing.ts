import { v7 } from 'uuid';
import { expect } from 'vitest';
import type { PushOutcome } from '#shared/contract/backend-contract.ts';
import { payloadOf } from '#shared/document/payload.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import type { Entry, EntryOf, LogEntry, PublicationState } from '#shared/sync/entry.ts';
import { ENTRY_SCHEMA } from '#shared/sync/schema.ts';
import { EDITOR, WRITER, type Room } from './backend.ts';
import { accountId, approvedSet, PIXEL, type ContentChanges, contentOf } from './entries.ts';
import { sha256Hex } from '#shared/document/canonical.ts';

export const PIXEL_HASH = sha256Hex(PIXEL);

/** Pushes as everybody, and expects all to be taken unless told otherwise. */
export async function push(room: Room, entries: readonly Entry[]): Promise<PushOutcome[]> {
  const epoch = await epochOf(room);
  return (await room.client('everyone').push({ epoch, entries: [...entries] })).outcomes;
}

export async function pushAll(room: Room, entries: readonly Entry[]): Promise<void> {
  const outcomes = await push(room, entries);
  expect(outcomes.filter((outcome) => outcome.result === 'rejected')).toEqual([]);
}

/** The code of the last entry's rejection, or "accepted". */
export async function codeOf(room: Room, entries: readonly Entry[]): Promise<string> {
  const last = (await push(room, entries)).at(-1);
  return last?.result === 'rejected' ? last.code : (last?.result ?? 'nothing');
}

export async function epochOf(room: Room): Promise<string> {
  return (await room.client('everyone').hello({ app: 'test', schema: ENTRY_SCHEMA, device: v7() })).epoch;
}

async function log(room: Room): Promise<LogEntry[]> {
  const epoch = await epochOf(room);
  return (await room.client('everyone').changes({ epoch, after: 0, limit: 500 })).entries as LogEntry[];
}

/** Where a publication stood, one after the other, as people could see it. */
export async function story(room: Room, request: EntryOf<'publish-request' | 'amendment-request'>): Promise<PublicationState[]> {
  return (await said(room, request)).map((body) => body.state);
}

/** What the server has said of a publication, in order. */
export async function said(room: Room, request: EntryOf<'publish-request' | 'amendment-request'>): Promise<EntryOf<'publication'>['body'][]> {
  return (await log(room)).flatMap(({ entry }) => (entry.kind === 'publication' && entry.body.publication === idOf(request) ? [entry.body] : []));
}

function idOf(request: EntryOf<'publish-request' | 'amendment-request'>): string {
  return request.kind === 'publish-request' ? request.body.publication : request.body.amendment;
}

export type ChannelPost = { readonly id: string; readonly payload: string; readonly receivedAt: string; readonly payloadSha256: string; readonly editedAt: string | null; readonly inReplyTo: string | null };

/** The fake channel's own record of an account. */
export async function posts(room: Room, channel: ChannelId): Promise<ChannelPost[]> {
  const response = await room.fetch(null, `/sandbox/${accountId(channel)}.json`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { posts: ChannelPost[] }).posts;
}

export async function behave(room: Room, channel: ChannelId, mode: string, times = 1): Promise<void> {
  const response = await room.fetch('editor', `/v1/sandbox/${accountId(channel)}/behaviour`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mode, times }),
  });
  expect(response.status).toBe(204);
}

export async function putPixel(room: Room): Promise<void> {
  const response = await room.fetch('writer', `/v1/media/${PIXEL_HASH}`, { method: 'PUT', body: PIXEL, headers: { 'content-type': 'image/png' } });
  expect([200, 201]).toContain(response.status);
}

/** Lets time pass and the worker work until nothing moves any more. */
export async function settle(room: Room, rounds = 20): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await room.backend.work();
    room.clock.advance(5 * 60_000);
  }
}

/** A text that went the whole way to a publish request, on a channel. */
export async function requested(room: Room, channel: ChannelId, changes: ContentChanges = {}): Promise<ReturnType<typeof approvedSet>> {
  const media = channel === 'instagram' ? [{ sha256: PIXEL_HASH, alt: '점 하나', decorative: false }] : [];
  if (media.length > 0) await putPixel(room);
  const set = approvedSet(contentOf({ channel, media, ...changes }), { writer: WRITER, editor: EDITOR });
  await pushAll(room, set.all);
  return set;
}

/** The bytes that a channel must get for a content. */
export function expectedPayload(content: VariantContent): string {
  return canonicalJson(payloadOf(content));
}
