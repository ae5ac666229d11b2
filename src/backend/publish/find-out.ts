import { assetsOf, payloadOf } from '#shared/document/payload.ts';
import { retryDelay } from '#shared/sync/backoff.ts';
import type { Connector, PostCall, RemotePost } from '../connectors/connector.ts';
import { revisionEntry } from '../log/revision-entry.ts';
import { readSubject } from '../log/read.ts';
import { readMedia } from '../media/media-store.ts';
import { standingOf, targetNow } from './amend-call.ts';
import { move, UNLEASED, type PublicationRow } from './publication-row.ts';
import { inTime } from './in-time.ts';
import { release, takenPosts } from './send.ts';
import { whileMine, type Claim, type WorkerParts } from './worker-parts.ts';

/** After this many looks that the channel did not answer, a person is asked to look. */
const MOST_LOOKS = 8;

type Look = { readonly kind: 'found'; readonly post: RemotePost } | { readonly kind: 'absent' } | { readonly kind: 'no-answer' } | { readonly kind: 'other'; readonly reason: string };

/**
 * What became of a call that gave no answer. Where the channel can be asked, it is asked before
 * anything else; where it cannot, a person is. Nothing is sent from here.
 */
export async function reconcile(parts: WorkerParts, connector: Connector, claim: Claim): Promise<void> {
  const look = await lookFor(parts, connector, claim);
  await whileMine(parts, claim, async (context, row) => {
    if (look === null) {
      await move(context, row, 'hand-over', { ...UNLEASED, next_at: null, reason: 'unknown-outcome' });
      return;
    }
    switch (look.kind) {
      case 'found':
        await move(context, row, 'found-posted', { ...UNLEASED, next_at: context.nowMs, remote_id: look.post.remoteId, url: look.post.url, reason: '' });
        return;
      case 'absent':
        await move(context, row, 'not-posted', { ...UNLEASED, next_at: context.nowMs + retryDelay(row.attempt, parts.random()), reason: 'not-found' });
        return;
      case 'other':
        await move(context, row, 'hand-over', { ...UNLEASED, next_at: null, reason: look.reason });
        return;
      case 'no-answer':
        if (row.looks + 1 >= MOST_LOOKS) await move(context, row, 'hand-over', { ...UNLEASED, next_at: null, reason: 'unknown-outcome' });
        else await release(context, row, context.nowMs + retryDelay(row.looks + 1, parts.random()), row.looks + 1);
    }
  });
}

/** Reads a sent post back. Where a channel cannot be read, its answer to the call was the confirmation. */
export async function confirm(parts: WorkerParts, connector: Connector, claim: Claim): Promise<void> {
  const look = await lookFor(parts, connector, claim);
  await whileMine(parts, claim, async (context, row) => {
    if (look === null || (look.kind === 'found' && look.post.remoteId === row.remote_id)) {
      await move(context, row, 'confirm', { ...UNLEASED, next_at: null, reason: '' });
    } else if (row.looks + 1 >= MOST_LOOKS) {
      await move(context, row, 'hand-over', { ...UNLEASED, next_at: null, reason: 'not-found' });
    } else {
      await release(context, row, context.nowMs + retryDelay(row.looks + 1, parts.random()), row.looks + 1);
    }
  });
}

/** Null: the channel offers no way to look. */
async function lookFor(parts: WorkerParts, connector: Connector, claim: Claim): Promise<Look | null> {
  if (claim.way === 'edit' || claim.way === 'remove') return lookAtAmended(parts, connector, claim);
  if (connector.find === null) return null;
  try {
    const post = await inTime(parts, connector.find(await callOf(parts, claim), takenPosts(parts, claim.key)));
    return post === null ? { kind: 'absent' } : { kind: 'found', post };
  } catch {
    return { kind: 'no-answer' };
  }
}

/** What stands on the channel now says whether an edit or a withdrawal has been done. */
async function lookAtAmended(parts: WorkerParts, connector: Connector, claim: Claim): Promise<Look | null> {
  const target = await targetNow(parts, claim);
  if (target === null || connector.read === null) return null;
  try {
    const standing = await standingOf(parts, connector, await callOf(parts, claim), target);
    if (standing === 'done') return { kind: 'found', post: { remoteId: target.remoteId, url: target.way === 'remove' ? '' : target.url } };
    return standing === 'as-before' ? { kind: 'absent' } : { kind: 'other', reason: standing };
  } catch {
    return { kind: 'no-answer' };
  }
}

async function callOf(parts: WorkerParts, row: PublicationRow): Promise<PostCall> {
  const content = revisionEntry(await readSubject(parts.store.db, row.variant), row.revision)?.body.content;
  if (content === undefined) throw new Error('A publication of a revision that the log does not have');
  const inReplyTo = row.way === 'reply' ? ((await targetNow(parts, row))?.remoteId ?? null) : null;
  return { account: row.account, payload: payloadOf(content), files: await readMedia(parts.store.db, assetsOf(content)), key: row.key, inReplyTo };
}
