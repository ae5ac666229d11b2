import { channelProfile } from '#shared/channels/registry.ts';
import type { HandOver, PublicationView } from '#shared/contract/publication-views.ts';
import { payloadOf } from '#shared/document/payload.ts';
import { isSafeUrl } from '#shared/document/url.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { EntryOf } from '#shared/sync/entry.ts';
import { isWithPerson, step } from '#shared/sync/publication-machine.ts';
import type { Core } from '../core.ts';
import { entryBase, seatedMember } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { appendEntry } from '../log/append.ts';
import { refuse } from '../refusal.ts';
import { isSample } from '../stories/store.ts';
import type { Unit } from '../unit.ts';
import { loadVariant } from '../variants/store.ts';
import { loadRevision, publicationViews } from '../views/revision-view.ts';
import { findAsset } from '../media/asset-rows.ts';
import { withdrawRequest } from './withdraw.ts';

/** How many publications a list shows at once. */
const LISTED = 500;

export function listPublications(core: Core): PublicationView[] {
  return publicationViews(core.db.read, core.state(), '1 = 1', LISTED);
}

function loadPublication(core: Core, db: ReadableDb, id: Id): PublicationView & { readonly entry: Id } {
  return publicationViews(db, core.state(), 'p.id = ?', 1, id)[0] ?? refuse('not-found', id);
}

type Action = EntryOf<'publish-action'>['body']['action'];

/**
 * What a person says of a publication. A request that has not left this device is simply called off.
 * Refuses with `not-found`, `not-allowed` (a publisher's act), `conflict` (its state has no such step),
 * `bad-input` (posted by hand without the post's address), `on-hold` (released while a hold covers it).
 */
export function actOnPublication(core: Core, id: Id, action: Action, url: string): void {
  core.write((unit) => actWithin(core, unit, id, action, url));
}

/** The same as part of a transaction. What a hold in force here has stopped before the server heard of it can be released as well. */
export function actWithin(core: Core, unit: Unit, id: Id, action: Action, url: string): void {
  const publication = loadPublication(core, unit, id);
  const member = seatedMember(core);
  const callsOffOwn = action === 'cancel' && publication.amends !== null && unit.get('SELECT 1 FROM entries WHERE id = ? AND author = ?', publication.entry, member.id) !== undefined;
  if (!member.roles.includes('publisher') && !callsOffOwn) refuse('not-allowed', action);
  if (url !== '' && !isSafeUrl(url)) refuse('bad-input', 'url');
  // Of a post that was edited or taken down by hand the address is known, or gone.
  if (action === 'posted-by-hand' && url === '' && publication.way !== 'edit' && publication.way !== 'remove') refuse('bad-input', 'url');
  const waiting = unit.get<{ state: string }>('SELECT state FROM entries WHERE id = ?', publication.entry);
  if (action === 'cancel' && !publication.confirmed && (waiting?.state === 'waiting' || waiting?.state === 'parked')) {
    withdrawRequest(unit, publication.entry);
    unit.touchVariant(publication.variant);
    return;
  }
  if (action === 'release' && publication.holds.length > 0) refuse('on-hold', id);
  // The server holds what it hears of after the hold: by then the request has the step that it lacks here.
  const state = action === 'release' && !publication.confirmed ? 'held' : publication.state;
  // Whether a post exists is a person's to say only once the server has stopped looking, as it holds too.
  const looks = action === 'found-posted' || action === 'not-posted';
  if (step(state, action) === null || (looks && !isWithPerson(state))) refuse('conflict', state);
  const draft = loadVariant(unit, publication.variant);
  appendEntry(unit, { ...entryBase(core, publication.variant), kind: 'publish-action', body: { publication: id, action, url } }, isSample(unit, draft.story));
}

/**
 * Exactly the approved text and pictures, and where to post them: with the backend that comes with the app
 * (its address; null with another, or before it has been started) that is its practice page.
 * Refuses with `not-found`, `content-damaged`.
 */
export function handOver(core: Core, id: Id, embedded: string | null): HandOver {
  const publication = loadPublication(core, core.db.read, id);
  const payload = payloadOf(loadRevision(core.db.read, publication.revision).content);
  const post = publication.amends === null ? null : loadPublication(core, core.db.read, publication.amends);
  return {
    way: publication.way,
    postUrl: post?.url ?? '',
    text: [payload.title, payload.text, ...(payload.thread ?? [])].filter((part, index) => index === 1 || part !== '').join('\n\n'),
    html: payload.html,
    media: payload.media.map(({ sha256, alt }) => ({ sha256, alt, fileName: findAsset(core.db.read, sha256)?.fileName ?? sha256 })),
    openUrl: embedded === null ? channelProfile(publication.account.channel).postUrl : `${embedded}/sandbox/${publication.account.id}`,
  };
}
