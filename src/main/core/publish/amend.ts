import type { ErrorCode } from '#shared/contract/errors.ts';
import type { AmendmentView, AmendOffer } from '#shared/contract/publication-views.ts';
import { blocksReview } from '#shared/channels/check.ts';
import { assetsOf } from '#shared/document/payload.ts';
import { amendmentApproval, amendmentGivers, checkAmendmentDecision, checkAmendmentRequest, isCorrection, isWithdrawn, offeredWays, textOnChannel } from '#shared/domain/amendment.ts';
import type { Id, Sha256 } from '#shared/domain/ids.ts';
import type { AmendmentFact, PublicationFact, VariantFacts } from '#shared/domain/variant-facts.ts';
import type { AmendmentWay, PublicNote } from '#shared/sync/entry.ts';
import { isFinal } from '#shared/sync/publication-machine.ts';
import type { Core } from '../core.ts';
import { entryBase, seatedMember } from '../core.ts';
import type { ReadableDb } from '../db/types.ts';
import { textHash } from '../db/verify.ts';
import { appendEntry } from '../log/append.ts';
import { mediaFacts } from '../media/asset-rows.ts';
import { approvalAs, hasSay, rulesOf } from '../read-models/rules.ts';
import { profilesOf } from '../read-models/settings.ts';
import { accountOf, factsOf, findingsOf, statusOfDraft } from '../read-models/variant-row.ts';
import { refuse } from '../refusal.ts';
import { openVariant } from '../stories/guards.ts';
import { isSample, loadStory } from '../stories/store.ts';
import { reconcile } from '../sync/reconcile.ts';
import type { Unit } from '../unit.ts';
import { reviseVariant } from '../variants/revise.ts';
import { loadVariant, type VariantDraft } from '../variants/store.ts';
import { loadRevision } from '../views/revision-view.ts';

/** How many corrections and withdrawals a list shows at once. */
const LISTED = 200;

/** What can be done about what is published of a variant; null where nothing is out, and for samples, which never left this device. Refuses with `not-found`, `content-damaged`. */
export function amendOffer(core: Core, variant: Id): AmendOffer | null {
  const { read } = core.db;
  const draft = loadVariant(read, variant);
  const facts = factsOf(read, variant);
  const publication = publishedOf(facts);
  if (publication === null || isSample(read, draft.story)) return null;
  const profile = profileOf(read, draft);
  return {
    publication: publication.id, variant, account: accountOf(core.state(), draft), language: draft.language, storyTitle: titleOf(read, draft.story), url: publication.url,
    ways: offeredWays(profile, publication.remoteId).map(({ way, by }) => ({ way, by })),
    textOnly: profile.amending.edit.reach === 'text',
    before: loadRevision(read, textOnChannel(facts, publication).revision).content,
    after: draft.content,
    open: facts.amendments.find((each) => each.publication === publication.id && !isFinal(each.state))?.id ?? null,
  };
}

/** The latest post that is out and has not been taken down. */
function publishedOf(facts: VariantFacts): PublicationFact | null {
  return facts.publications.filter((each) => each.state === 'confirmed' && each.seq !== null && !isWithdrawn(facts, each.id)).toSorted((a, b) => a.order - b.order).at(-1) ?? null;
}

export type AmendInput = { readonly publication: Id; readonly way: AmendmentWay; readonly reason: string; readonly note: PublicNote };

/** Asks for a correction, with the words of the draft as they are, or for a withdrawal. See the contract for what it refuses with. */
export function askAmendment(core: Core, { publication: id, way, reason, note }: AmendInput): { amendment: Id } {
  return core.write((unit) => {
    const { variant } = unit.get<{ variant: Id }>('SELECT variant FROM publications WHERE id = ? AND amends IS NULL', id) ?? refuse('not-found', id);
    const draft = isCorrection(way) ? openVariant(unit, variant) : loadVariant(unit, variant);
    if (isSample(unit, draft.story)) refuse('not-allowed', 'sample');
    const publication = factsOf(unit, variant).publications.find((each) => each.id === id) ?? refuse('not-published', id);
    const before = textOnChannel(factsOf(unit, variant), publication);
    const { revision, contentHash } = isCorrection(way) ? reviseForCorrection(core, unit, draft, before.contentHash) : before;
    const facts = factsOf(unit, variant);
    const request = { publication: id, way, revision, contentHash, note };
    const checked = checkAmendmentRequest(facts, request, { profile: profileOf(unit, draft), language: draft.language, before: loadRevision(unit, before.revision).content, after: loadRevision(unit, revision).content });
    if (!checked.ok) refuse(checked.error.code, variant);
    const amendment = core.newId();
    appendEntry(unit, { ...entryBase(core, variant), kind: 'amendment-request', body: { amendment, ...request, reason: reason.trim() } }, false);
    return { amendment };
  });
}

/** The draft as a revision that could be approved; the same checks as for a review. */
function reviseForCorrection(core: Core, unit: Unit, draft: VariantDraft, published: Sha256): { readonly revision: Id; readonly contentHash: Sha256 } {
  if (textHash(draft.text) === published) refuse('same-text', draft.id);
  if (blocksReview(findingsOf(unit, draft))) refuse('checks-failed', JSON.stringify([draft.id]));
  const assets = assetsOf(draft.content);
  if (mediaFacts(unit, assets).length < assets.length) refuse('media-missing', draft.id);
  reviseVariant(core, unit, draft.id);
  reconcile(core, unit, draft.id);
  const now = loadVariant(unit, draft.id);
  if (statusOfDraft(unit, core.state(), now, factsOf(unit, draft.id), core.clock.now()).conflict || now.base === null) refuse('conflict', draft.id);
  const { hash } = unit.get<{ hash: string }>('SELECT hash FROM revisions WHERE id = ?', now.base) ?? refuse('unknown-revision', now.base);
  return { revision: now.base, contentHash: hash };
}

export type AmendmentVerdict = { readonly amendment: Id; readonly asked: Sha256; readonly verdict: 'approve' | 'refuse'; readonly reason: string };

/** Says what the seat has decided of exactly what was asked. The server's record is what counts. See the contract for what it refuses with. */
export function decideAmendment(core: Core, { amendment, asked, verdict, reason }: AmendmentVerdict): void {
  core.write((unit) => {
    const { variant } = unit.get<{ variant: Id }>('SELECT variant FROM publications WHERE id = ? AND amends IS NOT NULL', amendment) ?? refuse('not-found', amendment);
    const draft = loadVariant(unit, variant);
    const context = contextOf(core, unit, draft);
    const checked = checkAmendmentDecision(factsOf(unit, variant), { amendment, asked, verdict }, context);
    if (!checked.ok) refuse(checked.error.code satisfies ErrorCode, amendment);
    if (verdict === 'refuse' && reason.trim() === '') refuse('bad-input', 'reason');
    const { policy, ref, now } = context;
    const body = { amendment, asked, verdict, reason, policyVersion: policy.version, ...(ref === null ? {} : { policy: ref }) };
    appendEntry(unit, { ...entryBase(core, variant), at: new Date(now).toISOString(), kind: 'amendment-decision', body }, false);
  });
}

/** Those that are not at an end first, newest first within each. Refuses with `content-damaged`. */
export function listAmendments(core: Core): AmendmentView[] {
  const rows = core.db.read.all<AmendmentRow>(`SELECT p.id, p.variant, p.confirmed, e.at FROM publications p JOIN entries e ON e.id = p.entry WHERE p.amends IS NOT NULL ORDER BY p.position DESC LIMIT ${LISTED}`);
  const views = rows.flatMap((row) => viewOf(core, row) ?? []);
  return [...views.filter(({ state }) => !isFinal(state)), ...views.filter(({ state }) => isFinal(state))];
}

interface AmendmentRow {
  readonly id: Id;
  readonly variant: Id;
  readonly confirmed: number;
  readonly at: string;
}

function viewOf(core: Core, row: AmendmentRow): AmendmentView | null {
  const { read } = core.db;
  const draft = loadVariant(read, row.variant);
  const facts = factsOf(read, row.variant);
  const amendment = facts.amendments.find(({ id }) => id === row.id);
  const publication = facts.publications.find(({ id }) => id === amendment?.publication);
  if (amendment === undefined || publication === undefined) return null;
  const context = contextOf(core, read, draft);
  const cannot = checkAmendmentDecision(facts, { amendment: amendment.id, asked: amendment.asked, verdict: 'approve' }, context);
  return {
    id: row.id, publication: publication.id, variant: row.variant, story: draft.story, storyTitle: titleOf(read, draft.story), account: accountOf(core.state(), draft), language: draft.language,
    url: amendment.url === '' ? publication.url : amendment.url,
    way: amendment.way, by: offeredWays(profileOf(read, draft), publication.remoteId).find(({ way }) => way === amendment.way)?.by ?? 'hand',
    state: amendment.state, code: amendment.reason, confirmed: row.confirmed === 1,
    asked: amendment.asked, author: amendment.author, at: row.at, reason: amendment.why, note: amendment.note,
    before: loadRevision(read, standingBefore(facts, publication, amendment).revision).content,
    after: isCorrection(amendment.way) ? loadRevision(read, amendment.revision).content : null,
    approval: approvalAs(context, amendmentApproval(facts, amendment, context), amendmentGivers(facts, amendment, context), hasSay(context, context.member.id, draft.source !== null)),
    decisions: amendment.decisions.map(({ verdict, reviewer, reason, seq }) => ({ verdict: verdict === 'approve' ? 'approve' : 'refuse', reviewer, reason, confirmed: seq !== null })),
    cannot: cannot.ok ? null : cannot.error.code,
  };
}

/** What stood on the channel when it was asked for: later edits, and its own, left out. */
function standingBefore(facts: VariantFacts, publication: PublicationFact, { order }: AmendmentFact): { readonly revision: Id } {
  return textOnChannel({ ...facts, amendments: facts.amendments.filter((each) => each.order < order) }, publication);
}

function contextOf(core: Core, db: ReadableDb, draft: VariantDraft): ReturnType<typeof rulesOf> & Pick<Parameters<typeof checkAmendmentDecision>[2], 'member' | 'mediaPresent' | 'offlineMs'> {
  const assets = assetsOf(draft.content);
  return { ...rulesOf(db, core.state(), draft, core.clock.now()), member: seatedMember(core), mediaPresent: mediaFacts(db, assets).length === assets.length, offlineMs: core.lineDown() ? 0 : null };
}

function profileOf(db: ReadableDb, draft: VariantDraft): ReturnType<ReturnType<typeof profilesOf>> {
  return profilesOf(db)({ id: draft.account, channel: draft.channel });
}

function titleOf(db: ReadableDb, story: Id): string {
  return loadStory(db, story).content.title;
}
