import { implement, ORPCError } from '@orpc/server';
import { coreContract } from '#shared/contract/core-contract.ts';
import { MAX_IMPORT_BYTES } from '#shared/contract/core-contract.ts';
import type { ErrorData } from '#shared/contract/errors.ts';
import type { Core } from './core.ts';
import { asRefusal } from './db/sql-errors.ts';
import { readBrief } from './import/read-brief.ts';
import { getMedia, importMedia } from './media/media.ts';
import { actOnPublication, handOver, listPublications } from './publish/act.ts';
import { liftHold, listHolds, placeHold } from './publish/holds.ts';
import { requestPublication } from './publish/request.ts';
import { readCounts } from './read-models/counters.ts';
import { Refusal, refuse } from './refusal.ts';
import { addComment, resolveComment } from './review/comments.ts';
import { decide, reasonAgainst } from './review/decide.ts';
import { reviewQueue } from './review/queue.ts';
import { submitForReview } from './review/submit.ts';
import { listStories } from './stories/list.ts';
import { archiveStory, createStory, duplicateStory, removeSamples, saveStory, storyDetail } from './stories/stories.ts';
import type { RunningCore } from './start-core.ts';
import { discardItem, exportItem, retryItem, syncItems } from './sync/items.ts';
import { conflictOf, keepOneSide, resolveByChoice } from './sync/conflicts.ts';
import { reconcile } from './sync/reconcile.ts';
import { SyncFailure } from './sync/sync-failure.ts';
import { dropOrphans, saveSegment, translationView } from './translate/translate.ts';
import { addVariants, archiveVariant, checkpointVariant, relinkVariant, restoreRevision, revisionOf, saveVariant, variantHistory } from './variants/variants.ts';
import { variantDetail } from './views/variant-detail.ts';
import { takeSeat, workspaceView } from './workspace/workspace.ts';
import { openVariant } from './stories/guards.ts';

/** A refusal as the contract says it; a bug as `internal`, with its trace in the log and not in the answer. */
function atTheEdge(core: Core, error: unknown, path: readonly string[]): unknown {
  if (error instanceof ORPCError) return error;
  const mapped = error instanceof SyncFailure ? new Refusal(error.code, error.message) : asRefusal(error);
  const data: ErrorData =
    mapped instanceof Refusal ? { code: mapped.code, ...(mapped.detail === undefined ? {} : { detail: mapped.detail.slice(0, 2_000) }) } : { code: 'internal' };
  if (data.code === 'internal') core.log('error', `${path.join('.')}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return new ORPCError('REFUSED', { data });
}

async function bytesOf(file: Uint8Array | File, limit: number): Promise<Uint8Array> {
  if ((file instanceof Uint8Array ? file.byteLength : file.size) > limit) refuse('too-large');
  return file instanceof Uint8Array ? file : new Uint8Array(await file.arrayBuffer());
}

/** Every procedure of the core's contract. The handlers only hand over: the rules are in the functions that they call. */
export function createRouter(running: RunningCore) {
  const { core, sync, account } = running;
  const os = implement(coreContract).use(async ({ next, path }) => {
    try {
      return await next();
    } catch (error) {
      throw atTheEdge(core, error, path);
    }
  });
  const view = () => workspaceView(core, running.notices());
  const remote = (): string => sync.remoteUrl() ?? refuse('no-accounts');
  return os.router({
    workspace: {
      get: os.workspace.get.handler(view),
      takeSeat: os.workspace.takeSeat.handler(({ input }) => {
        takeSeat(core, input.member);
        return view();
      }),
      dismissNotices: os.workspace.dismissNotices.handler(() => running.dismissNotices()),
      backupNow: os.workspace.backupNow.handler(() => running.backupNow()),
    },
    account: {
      get: os.account.get.handler(() => {
        const server = sync.remoteUrl();
        return { server, signedIn: server === null ? null : account.signedIn(server) };
      }),
      signIn: os.account.signIn.handler(async ({ input }) => {
        await account.signIn(remote(), input);
        sync.reconnect();
      }),
      acceptInvitation: os.account.acceptInvitation.handler(async ({ input }) => {
        await account.acceptInvitation(remote(), input);
        sync.reconnect();
      }),
      signOut: os.account.signOut.handler(async () => {
        const told = await account.signOut(remote());
        sync.reconnect();
        return { told };
      }),
      devices: os.account.devices.handler(async () => (await account.ask(remote(), (api, signal) => api.devices({}, { signal }))).devices),
      revokeDevice: os.account.revokeDevice.handler(async ({ input }) => {
        await account.ask(remote(), (api, signal) => api.revokeDevice(input, { signal }));
      }),
      members: os.account.members.handler(async () => (await account.ask(remote(), (api, signal) => api.members(undefined, { signal }))).members),
      changeMember: os.account.changeMember.handler(async ({ input }) => {
        const changed = await account.ask(remote(), (api, signal) => api.changeMember(input, { signal }));
        // The newsroom as the server tells of it has changed, perhaps for oneself.
        sync.reconnect();
        return changed;
      }),
      invite: os.account.invite.handler(({ input }) => account.ask(remote(), (api, signal) => api.invite(input, { signal }))),
    },
    live: { changes: os.live.changes.handler(({ signal }) => core.live.subscribe(signal)) },
    stories: {
      list: os.stories.list.handler(({ input }) => listStories(core, input)),
      counts: os.stories.counts.handler(() => readCounts(core.db.read, core.state().seat)),
      create: os.stories.create.handler(({ input }) => createStory(core, input)),
      get: os.stories.get.handler(({ input }) => storyDetail(core, input.id)),
      save: os.stories.save.handler(({ input }) => saveStory(core, input.id, input.draftVersion, input.patch)),
      duplicate: os.stories.duplicate.handler(({ input }) => duplicateStory(core, input.id)),
      archive: os.stories.archive.handler(({ input }) => archiveStory(core, input.id, input.archived)),
      removeSamples: os.stories.removeSamples.handler(() => removeSamples(core)),
    },
    imports: { read: os.imports.read.handler(async ({ input }) => readBrief(input.fileName, await bytesOf(input.bytes, MAX_IMPORT_BYTES))) },
    variants: {
      add: os.variants.add.handler(({ input }) => addVariants(core, input.story, input.targets)),
      get: os.variants.get.handler(({ input }) => variantDetail(core, input.id)),
      save: os.variants.save.handler(({ input }) => saveVariant(core, input.id, input.draftVersion, input.patch)),
      relink: os.variants.relink.handler(({ input }) => relinkVariant(core, input.id)),
      archive: os.variants.archive.handler(({ input }) => archiveVariant(core, input.id, input.archived)),
      checkpoint: os.variants.checkpoint.handler(({ input }) => checkpointVariant(core, input.id, input.name)),
      history: os.variants.history.handler(({ input }) => variantHistory(core, input.id)),
      restore: os.variants.restore.handler(({ input }) => restoreRevision(core, input.id, input.revision)),
      conflict: os.variants.conflict.handler(({ input }) =>
        core.write((unit) => {
          openVariant(unit, input.id);
          return conflictOf(core, unit, input.id);
        }),
      ),
      merge: os.variants.merge.handler(({ input }) => {
        core.write((unit) => {
          openVariant(unit, input.id);
          resolveByChoice(core, unit, input.id, input, input.choices);
          reconcile(core, unit, input.id);
        });
      }),
      resolve: os.variants.resolve.handler(({ input }) => {
        core.write((unit) => {
          openVariant(unit, input.id);
          keepOneSide(core, unit, input.id, input.keep);
          reconcile(core, unit, input.id);
        });
      }),
    },
    media: {
      import: os.media.import.handler(async ({ input }) => importMedia(core, input.fileName, await bytesOf(input.bytes, MAX_IMPORT_BYTES))),
      get: os.media.get.handler(({ input }) => getMedia(core, input.sha256)),
    },
    review: {
      queue: os.review.queue.handler(() => reviewQueue(core)),
      submit: os.review.submit.handler(({ input }) => submitForReview(core, input.variants, input.note)),
      decide: os.review.decide.handler(({ input }) => decide(core, input.decisions)),
      reason: os.review.reason.handler(({ input }) => reasonAgainst(core, input.variant)),
      revision: os.review.revision.handler(({ input }) => revisionOf(core, input.id)),
      comment: os.review.comment.handler(({ input }) => addComment(core, input)),
      resolveComment: os.review.resolveComment.handler(({ input }) => resolveComment(core, input.comment, input.resolved)),
    },
    translate: {
      get: os.translate.get.handler(({ input }) => translationView(core, input.source, input.target)),
      save: os.translate.save.handler(({ input }) => saveSegment(core, input)),
      dropOrphans: os.translate.dropOrphans.handler(({ input }) => dropOrphans(core, input.source, input.target)),
    },
    publish: {
      request: os.publish.request.handler(({ input }) => requestPublication(core, input.variants)),
      list: os.publish.list.handler(() => listPublications(core)),
      act: os.publish.act.handler(({ input }) => actOnPublication(core, input.publication, input.action, input.url)),
      holds: os.publish.holds.handler(() => listHolds(core)),
      hold: os.publish.hold.handler(({ input }) => placeHold(core, input.scope, input.reason)),
      lift: os.publish.lift.handler(({ input }) => liftHold(core, input.hold, input.release, input.cancel)),
      handOver: os.publish.handOver.handler(({ input }) => {
        const { kind, url } = sync.status().backend;
        return handOver(core, input.publication, kind === 'embedded' && url !== '' ? url : null);
      }),
    },
    sync: {
      status: os.sync.status.handler(() => sync.status()),
      items: os.sync.items.handler(() => syncItems(core)),
      setOnline: os.sync.setOnline.handler(({ input }) => sync.setOnline(input.online)),
      now: os.sync.now.handler(() => sync.now()),
      retry: os.sync.retry.handler(({ input }) => core.write((unit) => retryItem(unit, input.item))),
      exportItem: os.sync.exportItem.handler(({ input }) => ({ text: exportItem(core.db.read, input.item) })),
      discard: os.sync.discard.handler(({ input }) => core.write((unit) => discardItem(unit, input.item))),
    },
  });
}
export type CoreRouter = ReturnType<typeof createRouter>;
