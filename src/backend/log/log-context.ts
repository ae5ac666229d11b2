import type { ProfileOf } from '#shared/channels/newsroom-profile.ts';
import type { HoldScope } from '#shared/domain/hold.ts';
import type { Agreed } from '#shared/domain/policy.ts';
import type { Account, Workspace } from '#shared/domain/workspace.ts';
import { readTeam } from '../accounts/members.ts';
import { instantOf, type Clock } from '../clock.ts';
import type { Trx } from '../db/store.ts';
import { readHolds } from '../publish/holds.ts';
import { waitingVariants, type Waiting } from '../publish/waiting.ts';
import { logTail, type LogTail } from './append.ts';
import { archivedStories, type ArchivedStories } from './archived.ts';
import { kept, type Kept } from './kept.ts';
import { lockHead } from './read.ts';
import { readAgreed } from './rules-of.ts';
import { profilesOf, readChannelAccounts } from './settings.ts';
import { subjectsOf, type Subjects } from './subjects.ts';

/** What the checks and effects of one transaction under the log's lock share. What it has asked once it knows, so that a page of entries costs what one does. */
export type LogContext = {
  readonly trx: Trx;
  readonly workspace: Workspace;
  readonly suspended: ReadonlySet<string>;
  /** Every entry about a subject so far, those of this transaction included. */
  readonly subject: Subjects['of'];
  readonly readAhead: Subjects['readAhead'];
  readonly tail: LogTail;
  /** Those of channels, with what this transaction has changed of them. */
  readonly accounts: Kept<readonly Account[]>;
  readonly agreed: Kept<Agreed>;
  readonly profiles: Kept<ProfileOf>;
  /** Those in force. */
  readonly holds: Kept<readonly HoldScope[]>;
  readonly waiting: Waiting;
  readonly archived: ArchivedStories;
  readonly now: string;
  readonly nowMs: number;
  readonly newId: () => string;
};

/** The same, on behalf of somebody: the members that the caller may act for. */
export type PushContext = LogContext & { readonly members: readonly string[] };

type Parts = { readonly workspace: Workspace; readonly clock: Clock; readonly newId: () => string };

/** Takes the log's lock until the transaction ends, runs, and writes what was recorded meanwhile. */
export async function withLog<T>(trx: Trx, parts: Parts, run: (context: LogContext) => Promise<T>): Promise<T> {
  await lockHead(trx);
  // Who holds which role, under the same lock that a change of roles takes.
  const { workspace, suspended } = await readTeam(trx, parts.workspace);
  const now = instantOf(parts.clock);
  const subjects = subjectsOf(trx);
  const tail = logTail(trx, now);
  const answer = await run({
    trx, workspace, suspended, tail, now, nowMs: parts.clock.now(), newId: parts.newId,
    subject: subjects.of,
    readAhead: subjects.readAhead,
    accounts: kept(() => readChannelAccounts(trx, parts.workspace)),
    agreed: kept(() => readAgreed(trx)),
    profiles: kept(() => profilesOf(trx)),
    holds: kept(() => readHolds(trx)),
    waiting: waitingVariants(trx),
    archived: archivedStories(trx),
  });
  await tail.write();
  return answer;
}
