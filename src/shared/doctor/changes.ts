import type { Id } from '../domain/ids.ts';
import { mayBePosted } from '../sync/publication-machine.ts';
import type { Examined } from './finding.ts';
import { startCheck } from './finding.ts';
import type { Job } from './posts.ts';
import type { ChangeRow } from './rows.ts';

/** Which amendment each change of a post belongs to, and which of the amendments that should have left one have none. */
type Changed = { readonly owners: ReadonlyMap<ChangeRow, Job | null>; readonly without: readonly Job[] };

/** An edit's change has its bytes, a withdrawal's has none; of two alike the earlier request has the earlier change. */
export function matchChanges(changes: readonly ChangeRow[], jobs: readonly Job[]): Changed {
  const remoteIds = new Map<Id, string>(jobs.filter(({ amends }) => amends === null).map(({ id, remoteId }) => [id, remoteId]));
  const amending = jobs.filter(({ way, state }) => (way === 'edit' || way === 'remove') && mayBePosted(state)).toSorted((a, b) => a.requestedSeq - b.requestedSeq);
  const taken = new Set<Id>();
  const owners = new Map<ChangeRow, Job | null>();
  for (const change of changes) {
    const owner = amending.find((job) => !taken.has(job.id) && job.account === change.account && remoteIds.get(job.amends ?? '') === change.postId && change.payload === (job.way === 'remove' ? '' : job.payload));
    if (owner !== undefined) taken.add(owner.id);
    owners.set(change, owner ?? null);
  }
  return { owners, without: amending.filter(({ id, state }) => state === 'confirmed' && !taken.has(id)) };
}

/** 3: each change of a post belongs to one correction or withdrawal, which has no other. */
export function checkChangesBelong({ owners }: Changed): Examined {
  const check = startCheck('3', 'changes of posts');
  for (const [{ postId, account }, owner] of owners) {
    check.look();
    if (owner === null) check.found(postId, 'change-without-amendment', { account });
  }
  return check.done();
}

/** 2: what was put in a post's place, or taken down, was approved as it was when the channel was called. */
export function checkChangesApproved({ owners }: Changed): Examined {
  const check = startCheck('2', 'corrections and withdrawals');
  for (const job of owners.values()) {
    if (job === null) continue;
    check.look();
    if (job.storedHash !== job.contentHash) check.found(job.id, 'job-hash-differs', { job: job.contentHash, revision: job.revision });
    if (!job.approved) check.found(job.id, 'posted-unapproved');
  }
  return check.done();
}

/** 15: a confirmed correction or withdrawal has left its change; a person's word alone is a warning. Only for accounts whose record is at hand. */
export function checkChangesConfirmed({ owners, without }: Changed, recorded: ReadonlySet<Id>): Examined {
  const check = startCheck('15', 'corrections and withdrawals');
  for (const job of owners.values()) if (job !== null) check.look();
  for (const { id, account, remoteId } of without) {
    if (!recorded.has(account)) continue;
    check.look();
    check.found(id, remoteId === '' ? 'confirmed-on-word' : 'confirmed-without-change', { account }, remoteId === '' ? 'warning' : 'error');
  }
  return check.done();
}
