import { implement, ORPCError } from '@orpc/server';
import { coreContract } from '#shared/contract/core-contract.ts';
import { MAX_IMPORT_BYTES, PART_BYTES } from '#shared/contract/core-contract.ts';
import type { ErrorData } from '#shared/contract/errors.ts';
import { exportActs } from './audit/export-acts.ts';
import { listActs } from './audit/list-acts.ts';
import { backupItems, lookAtBackup, prepareToGoBack, stayWhereWeAre } from './backups/backups.ts';
import { exportBundle, exportList } from './bundle/export-bundle.ts';
import { bundleImport } from './bundle/import-bundle.ts';
import type { Core } from './core.ts';
import { asRefusal } from './db/sql-errors.ts';
import { readBrief } from './import/read-brief.ts';
import { cropOf, cutPicture, mendPicture } from './media/derived.ts';
import { altTextsFor, libraryPage } from './media/library.ts';
import { fetchLinkCard, getLinkCard } from './link-cards/link-cards.ts';
import { getMedia, importMedia } from './media/media.ts';
import { openUploads } from './media/uploads.ts';
import { actOnPublication, handOver, listPublications } from './publish/act.ts';
import { listNotifications, markNotificationsSeen } from './notifications/notifications.ts';
import { listSettings } from './read-models/settings.ts';
import { putSetting } from './settings/settings.ts';
import { amendOffer, askAmendment, decideAmendment, listAmendments } from './publish/amend.ts';
import { liftHold, listHolds, placeHold } from './publish/holds.ts';
import { requestPublication } from './publish/request.ts';
import { readCounts } from './read-models/counters.ts';
import { Refusal, refuse } from './refusal.ts';
import { addComment, resolveComment } from './review/comments.ts';
import { decide, reasonAgainst } from './review/decide.ts';
import { reviewQueue } from './review/queue.ts';
import { submitForReview } from './review/submit.ts';
import { listStories } from './stories/list.ts';
import { archiveStory } from './stories/archiving.ts';
import { createStory, duplicateStory, removeSamples, saveStory, storyDetail } from './stories/stories.ts';
import type { RunningCore } from './start-core.ts';
import { discardItem, exportItem, retryItem, syncItems } from './sync/items.ts';
import { mediaProgress } from './sync/assets.ts';
import { cursorOf } from './sync/pull.ts';
import { finishJoining } from './sync/resync.ts';
import { getMeta } from './workspace/state.ts';
import { conflictOf, keepOneSide, resolveByChoice } from './sync/conflicts.ts';
import { reconcile } from './sync/reconcile.ts';
import { SyncFailure } from './sync/sync-failure.ts';
import { dropOrphans, saveSegment, translationView } from './translate/translate.ts';
import { keptUp, markMachineMade } from './variants/adapted.ts';
import { settledSeen } from './views/story-settled.ts';
import { dismissFact, storyFacts } from './variants/facts.ts';
import { addVariants, archiveVariant, checkpointVariant, relinkVariant, restoreRevision, revisionOf, saveVariant, variantHistory } from './variants/variants.ts';
import { variantDetail } from './views/variant-detail.ts';
import { takeSeat, workspaceView } from './workspace/workspace.ts';
import { openVariant } from './stories/guards.ts';

/** A refusal as the contract says it; a bug as `internal`, with its trace in the log and not in the answer. */
function atTheEdge(core: Core, error: unknown, path: readonly string[]): unknown {
  // What was asked in a wrong form is answered so; an answer of a wrong form (a damaged row) is a bug like any other.
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error;
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

/** Which window asks; in a test that has none, nothing. */
export interface AskedBy {
  readonly window?: string;
}

/** Every procedure of the core's contract. The handlers only hand over: the rules are in the functions that they call. */
export function createRouter(running: RunningCore) {
  const { core, sync, account, presence, network, tickets } = running;
  const os = implement(coreContract).$context<AskedBy>().use(async ({ next, path }) => {
    try {
      return await next();
    } catch (error) {
      throw atTheEdge(core, error, path);
    }
  });
  const view = () => workspaceView(core, running.notices());
  const uploads = openUploads(core);
  const bundles = bundleImport(core);
  const remote = (): string => sync.remoteUrl() ?? refuse('no-accounts');
  return os.router({
    workspace: {
      get: os.workspace.get.handler(view),
      takeSeat: os.workspace.takeSeat.handler(({ input }) => {
        takeSeat(core, input.member);
        return view();
      }),
      dismissNotices: os.workspace.dismissNotices.handler(() => running.dismissNotices()),
      startWorking: os.workspace.startWorking.handler(() => {
        if (getMeta(core.db.read, 'sync.epoch') === null) refuse('not-found');
        finishJoining(core);
      }),
      backupNow: os.workspace.backupNow.handler(() => running.backupNow()),
    },
    account: {
      get: os.account.get.handler(() => {
        const server = sync.remoteUrl();
        return { server, signedIn: server === null ? null : account.signedIn(server), atProvider: { ...account.atProvider() } };
      }),
      signIn: os.account.signIn.handler(async ({ input }) => {
        await account.signIn(remote(), input);
        sync.reconnect();
      }),
      provider: os.account.provider.handler(async () => ({ name: await account.provider(remote()) })),
      startAtProvider: os.account.startAtProvider.handler(async ({ input }) => ({ url: await account.startAtProvider(remote(), input.invitation, () => sync.reconnect()) })),
      cancelAtProvider: os.account.cancelAtProvider.handler(() => account.cancelAtProvider()),
      acceptInvitation: os.account.acceptInvitation.handler(async ({ input }) => {
        await account.acceptInvitation(remote(), input);
        sync.reconnect();
      }),
      signOut: os.account.signOut.handler(async () => {
        const told = await account.signOut(remote());
        sync.reconnect();
        return { told };
      }),
      devices: os.account.devices.handler(async ({ input }) => (await account.ask(remote(), (api, signal) => api.devices(input, { signal }))).devices),
      revokeDevice: os.account.revokeDevice.handler(async ({ input }) => {
        await account.ask(remote(), (api, signal) => api.revokeDevice(input, { signal }));
      }),
      events: os.account.events.handler(({ input: { before } }) => account.ask(remote(), (api, signal) => api.events(before === null ? {} : { before }, { signal }))),
      invitations: os.account.invitations.handler(async () => (await account.ask(remote(), (api, signal) => api.invitations(undefined, { signal }))).invitations),
      withdrawInvitation: os.account.withdrawInvitation.handler(async ({ input }) => {
        await account.ask(remote(), (api, signal) => api.withdrawInvitation(input, { signal }));
      }),
      members: os.account.members.handler(async () => (await account.ask(remote(), (api, signal) => api.members(undefined, { signal }))).members),
      changeMember: os.account.changeMember.handler(async ({ input }) => {
        const changed = await account.ask(remote(), (api, signal) => api.changeMember(input, { signal }));
        // The newsroom as the server tells of it has changed, perhaps for oneself.
        sync.reconnect();
        return changed;
      }),
      unlink: os.account.unlink.handler(async ({ input }) => {
        await account.ask(remote(), (api, signal) => api.unlink(input, { signal }));
      }),
      invite: os.account.invite.handler(({ input }) => account.ask(remote(), (api, signal) => api.invite(input, { signal }))),
    },
    presence: {
      open: os.presence.open.handler(({ input, context }) => presence.open(context.window ?? '', input.open)),
      others: os.presence.others.handler(() => [...presence.others()]),
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
      settledSeen: os.stories.settledSeen.handler(({ input }) => settledSeen(core, input.id, input.revision)),
      facts: os.stories.facts.handler(({ input }) => storyFacts(core, input.id)),
      dismissFact: os.stories.dismissFact.handler(({ input }) => dismissFact(core, input.id, input.key, input.dismissed)),
      removeSamples: os.stories.removeSamples.handler(() => removeSamples(core)),
    },
    imports: { read: os.imports.read.handler(async ({ input }) => readBrief(input.fileName, await bytesOf(input.bytes, MAX_IMPORT_BYTES))) },
    variants: {
      add: os.variants.add.handler(({ input }) => addVariants(core, input.story, input.targets)),
      get: os.variants.get.handler(({ input }) => variantDetail(core, input.id)),
      save: os.variants.save.handler(({ input }) => saveVariant(core, input.id, input.draftVersion, input.patch)),
      relink: os.variants.relink.handler(({ input }) => relinkVariant(core, input.id)),
      keptUp: os.variants.keptUp.handler(({ input }) => keptUp(core, input.id)),
      markMade: os.variants.markMade.handler(({ input }) => markMachineMade(core, input.id, input.draftVersion)),
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
      begin: os.media.begin.handler(({ input }) => uploads.begin(input.fileName, input.bytes)),
      part: os.media.part.handler(async ({ input }) => uploads.part(input.upload, input.offset, await bytesOf(input.bytes, PART_BYTES))),
      finish: os.media.finish.handler(({ input }) => uploads.finish(input.upload)),
      abandon: os.media.abandon.handler(({ input }) => uploads.abandon(input.upload)),
      mend: os.media.mend.handler(({ input }) => mendPicture(core, input.sha256, input.account)),
      crop: os.media.crop.handler(({ input }) => cropOf(core, input.sha256, input.account.channel)),
      cut: os.media.cut.handler(({ input }) => cutPicture(core, input.sha256, input.account, input.focus, input.ratio)),
      library: os.media.library.handler(({ input }) => libraryPage(core.db.read, input)),
      altTexts: os.media.altTexts.handler(({ input }) => altTextsFor(core.db.read, input.sha256, input.variant, input.language)),
    },
    linkCards: {
      get: os.linkCards.get.handler(({ input }) => getLinkCard(core, input.url)),
      fetch: os.linkCards.fetch.handler(({ input }) => (sync.status().connection === 'offline-by-choice' ? refuse('offline') : fetchLinkCard(core, network, input.url))),
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
    notifications: {
      list: os.notifications.list.handler(() => listNotifications(core.db.read)),
      seen: os.notifications.seen.handler(({ input }) => markNotificationsSeen(core, input)),
    },
    settings: {
      list: os.settings.list.handler(({ input }) => listSettings(core.db.read, input.collection)),
      put: os.settings.put.handler(({ input }) => putSetting(core, input.collection, input.key, input.value)),
    },
    spelling: {
      dictionaries: os.spelling.dictionaries.handler(() => running.spelling.dictionaries()),
      lookUp: os.spelling.lookUp.handler(({ input }) => running.spelling.lookUp(input.language, input.words)),
      suggest: os.spelling.suggest.handler(({ input }) => running.spelling.suggest(input.language, input.word)),
    },
    publish: {
      request: os.publish.request.handler(({ input }) => requestPublication(core, input.variants)),
      amendOffer: os.publish.amendOffer.handler(({ input }) => amendOffer(core, input.variant)),
      amend: os.publish.amend.handler(({ input }) => askAmendment(core, input)),
      amendments: os.publish.amendments.handler(() => listAmendments(core)),
      decideAmendment: os.publish.decideAmendment.handler(({ input }) => decideAmendment(core, input)),
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
    backups: {
      list: os.backups.list.handler(() => backupItems(core)),
      look: os.backups.look.handler(({ input }) => lookAtBackup(core, input.name)),
      prepare: os.backups.prepare.handler(({ input }) => prepareToGoBack(core, input.name)),
      stay: os.backups.stay.handler(() => stayWhereWeAre(core)),
    },
    bundles: {
      export: os.bundles.export.handler(async ({ input: { ticket, scope } }) =>
        exportBundle(core, await tickets.take(ticket), scope.kind === 'lacking' ? { kind: 'lacking', listPath: await tickets.take(scope.list) } : scope),
      ),
      exportList: os.bundles.exportList.handler(async ({ input }) => exportList(core, await tickets.take(input.ticket))),
      inspect: os.bundles.inspect.handler(async ({ input }) => bundles.inspect(await tickets.take(input.ticket))),
      apply: os.bundles.apply.handler(({ input }) => bundles.apply(input.bundle)),
      abandon: os.bundles.abandon.handler(({ input }) => bundles.abandon(input.bundle)),
    },
    audit: {
      list: os.audit.list.handler(({ input }) => listActs(core, input)),
      export: os.audit.export.handler(async ({ input }) => exportActs(core, await tickets.take(input.ticket), input.format)),
    },
    sync: {
      status: os.sync.status.handler(() => sync.status()),
      items: os.sync.items.handler(() => syncItems(core)),
      setOnline: os.sync.setOnline.handler(({ input }) => sync.setOnline(input.online)),
      now: os.sync.now.handler(() => sync.now()),
      receiving: os.sync.receiving.handler(() => {
        const { here, wanted } = mediaProgress(core.db.read);
        const done = cursorOf(core);
        const left = sync.status().toReceive;
        return { entries: done + left === 0 ? null : { done, total: done + left }, media: { done: here, total: here + wanted } };
      }),
      retry: os.sync.retry.handler(({ input }) => core.write((unit) => retryItem(unit, input.item))),
      exportItem: os.sync.exportItem.handler(({ input }) => ({ text: exportItem(core.db.read, input.item) })),
      discard: os.sync.discard.handler(({ input }) => core.write((unit) => discardItem(core, unit, input.item))),
    },
  });
}
export type CoreRouter = ReturnType<typeof createRouter>;
