import { msOf } from '../std/instant.ts';
import { canonicalJson, sha256Hex } from '../document/canonical.ts';
import type { AmendmentWay, Entry, EntryOf, LogEntry, PublicationState, PublicNote, TranslationSource, Verdict } from '../sync/entry.ts';
import { followArchiving, type Overtaken } from './archiving.ts';
import type { GraphNode } from './graph.ts';
import type { Id, Sha256 } from './ids.ts';
import type { z } from 'zod';

export type RevisionFact = GraphNode & {
  readonly contentHash: Sha256;
  readonly author: Id;
  /** The server's number, or null while the entry waits on this device. */
  readonly seq: number | null;
  readonly source: z.infer<typeof TranslationSource> | null;
};

export type SubmissionFact = { readonly revision: Id; readonly contentHash: Sha256; readonly author: Id; readonly seq: number | null; readonly order: number };

export type DecisionFact = {
  readonly id: Id;
  readonly revision: Id;
  readonly contentHash: Sha256;
  readonly verdict: Verdict;
  readonly reviewer: Id;
  readonly policyVersion: number;
  readonly reason: string;
  readonly seq: number | null;
  /** When the server recorded it, in milliseconds; what it has not is as old as its device says. */
  readonly at: number;
  /** Position among all the entries read, the only order there is: log order, then what waits here. */
  readonly order: number;
};

export type PublicationFact = {
  readonly id: Id;
  readonly revision: Id;
  readonly contentHash: Sha256;
  readonly account: Id;
  /** 0 where only the server's word of the publication is known, not the request for it. */
  readonly slot: number;
  readonly state: PublicationState;
  readonly reason: string;
  /** What the channel calls the post; empty where that is not known. */
  readonly remoteId: string;
  readonly url: string;
  /** The number of the server's latest `publication` entry; null while the server has said nothing, even if it has the request. */
  readonly seq: number | null;
  /** Position of the request (or of the first word about it): the latest slot is the one with the highest. */
  readonly order: number;
};

/** A correction or a withdrawal of a publication, and how far it has come: by the same machine as a publication. */
export type AmendmentFact = Omit<PublicationFact, 'account' | 'slot' | 'reason'> & {
  readonly publication: Id;
  readonly way: AmendmentWay;
  readonly author: Id;
  /** What a decision has to name (see the entry). */
  readonly asked: Sha256;
  readonly why: string;
  readonly note: PublicNote;
  /** The server's code for where it stands; empty where the state says it all. */
  readonly reason: string;
  /** Those that name exactly this request; a refusal reads as `request-changes`. */
  readonly decisions: readonly DecisionFact[];
};

/** All that is known of one variant. Everything about its status, decisions and gates is computed from this and nothing else. */
export type VariantFacts = {
  readonly revisions: readonly RevisionFact[];
  readonly submissions: readonly SubmissionFact[];
  readonly decisions: readonly DecisionFact[];
  readonly publications: readonly PublicationFact[];
  readonly amendments: readonly AmendmentFact[];
  readonly archived: boolean;
  /** An edit came in after the variant was archived: it is back, and the interface says why. Null where none did, or a person has said since what is to be. */
  readonly archiveOvertaken: Overtaken | null;
};

/** An entry that the server has numbered, or one that waits on this device. */
export type FactEntry = Pick<LogEntry, 'entry'> & { readonly seq: number | null; readonly receivedAt?: string | null };

type Draft = {
  revisions: Map<Id, RevisionFact>;
  submissions: SubmissionFact[];
  decisions: Map<Id, DecisionFact>;
  publications: Map<Id, PublicationFact>;
  amendments: Map<Id, AmendmentFact>;
  archiving: ReturnType<typeof followArchiving>;
};

/**
 * The facts of one variant from its entries: those of the log in log order, then those that wait on
 * this device in the order they were made. The same entry twice counts once, with the server's number.
 */
export function factsFromEntries(entries: readonly FactEntry[]): VariantFacts {
  const draft: Draft = { revisions: new Map(), submissions: [], decisions: new Map(), publications: new Map(), amendments: new Map(), archiving: followArchiving() };
  const seen = new Set<Id>();
  entries.forEach(({ seq, entry, receivedAt }, order) => {
    if (seen.has(entry.id)) return;
    seen.add(entry.id);
    apply(draft, entry, seq, order, msOf(receivedAt ?? entry.at));
  });
  const { archived, overtaken } = draft.archiving.now();
  return {
    revisions: [...draft.revisions.values()],
    submissions: draft.submissions,
    decisions: [...draft.decisions.values()],
    publications: [...draft.publications.values()],
    amendments: [...draft.amendments.values()],
    archived,
    archiveOvertaken: overtaken,
  };
}

/** What a decision on an amendment names: SHA-256 of the canonical JSON of what was asked. */
export function askedHash(body: EntryOf<'amendment-request'>['body']): Sha256 {
  return sha256Hex(canonicalJson(body));
}

function apply(draft: Draft, entry: Entry, seq: number | null, order: number, at: number): void {
  switch (entry.kind) {
    case 'revision': {
      const { revision, parents, contentHash, source } = entry.body;
      // Two devices make the same merge under the same id; the first one named counts.
      if (draft.revisions.has(revision)) return;
      draft.revisions.set(revision, { id: revision, parents, contentHash, author: entry.author, seq, source });
      draft.archiving.edit(entry.author, entry.subject);
      return;
    }
    case 'submission':
      draft.submissions.push({ revision: entry.body.revision, contentHash: entry.body.contentHash, author: entry.author, seq, order });
      return;
    case 'decision': {
      const { revision, contentHash, verdict, policyVersion, reason } = entry.body;
      draft.decisions.set(entry.id, { id: entry.id, revision, contentHash, verdict, reviewer: entry.author, policyVersion, reason, seq, at, order });
      return;
    }
    case 'publish-request': {
      const { publication, revision, contentHash, account, slot } = entry.body;
      const known = draft.publications.get(publication);
      draft.publications.set(
        publication,
        known === undefined
          ? { id: publication, revision, contentHash, account, slot, state: 'requested', reason: '', remoteId: '', url: '', seq: null, order }
          : { ...known, slot },
      );
      return;
    }
    case 'publication': {
      const { publication, revision, contentHash, account, state, reason, remoteId, url } = entry.body;
      const amendment = draft.amendments.get(publication);
      if (amendment !== undefined) {
        draft.amendments.set(publication, { ...amendment, state, reason, remoteId, url, seq });
        return;
      }
      const known = draft.publications.get(publication);
      draft.publications.set(publication, { id: publication, revision, contentHash, account, slot: known?.slot ?? 0, state, reason, remoteId, url, seq, order: known?.order ?? order });
      return;
    }
    case 'amendment-request': {
      const { amendment, reason: why, ...body } = entry.body;
      if (draft.amendments.has(amendment)) return;
      draft.amendments.set(amendment, { id: amendment, ...body, why, author: entry.author, asked: askedHash(entry.body), state: 'requested', reason: '', remoteId: '', url: '', seq: null, order, decisions: [] });
      return;
    }
    case 'amendment-decision': {
      const { amendment: id, asked, verdict, policyVersion, reason } = entry.body;
      const amendment = draft.amendments.get(id);
      if (amendment?.asked !== asked) return;
      const { revision, contentHash } = amendment;
      const decision: DecisionFact = { id: entry.id, revision, contentHash, verdict: verdict === 'approve' ? 'approve' : 'request-changes', reviewer: entry.author, policyVersion, reason, seq, at, order };
      draft.amendments.set(id, { ...amendment, decisions: [...amendment.decisions, decision] });
      return;
    }
    case 'archive':
      draft.archiving.mark(entry);
      return;
    case 'story-revision':
    case 'comment':
    case 'comment-resolved':
    case 'publish-action':
    case 'hold':
    case 'hold-lifted':
    case 'setting':
      return;
  }
}
