import { canonicalJson, contentHash } from '../document/canonical.ts';
import { payloadOf } from '../document/payload.ts';
import type { VariantContent } from '../domain/content.ts';
import type { Id } from '../domain/ids.ts';
import { amendmentKey } from '../domain/amendment.ts';
import { publicationKey } from '../domain/publish-gate.ts';
import { mayBePosted } from '../sync/publication-machine.ts';
import type { Examined } from './finding.ts';
import { startCheck } from './finding.ts';
import type { Judgement } from './judge.ts';
import type { JobRow, PostRow } from './rows.ts';

/** A publication with all that its posts are compared with. */
export type Job = JobRow & {
  /** What the channel must have got: the payload's canonical JSON; null where the log does not have the revision. */
  readonly payload: string | null;
  /** The hash of its revision's content, taken again. */
  readonly storedHash: string | null;
  /** Some attempt of it was right by the log of that moment. */
  readonly approved: boolean;
};

/** A publication's row together with its revision's content and what the judges said of its attempts. */
export function jobOf(row: JobRow, content: VariantContent | null, judgements: readonly Judgement[]): Job {
  return {
    ...row,
    payload: content === null ? null : canonicalJson(payloadOf(content)),
    storedHash: content === null ? null : contentHash(content),
    approved: judgements.some((each) => each.act === 'attempt' && each.about === row.id && each.code === null),
  };
}

/** Which publications each post belongs to, and which posts each publication has. */
export type Posted = { readonly owners: ReadonlyMap<PostRow, readonly Job[]>; readonly posts: ReadonlyMap<Id, readonly PostRow[]> };

/**
 * Puts posts and publications together: by the id that the channel gave, then by the key that it was
 * given, then by the very same bytes where a post may be that nobody has claimed.
 */
export function matchPosts(posts: readonly PostRow[], jobs: readonly Job[]): Posted {
  const owners = new Map<PostRow, readonly Job[]>();
  const ofJob = new Map<Id, PostRow[]>();
  const own = (post: PostRow, found: readonly Job[]): void => {
    owners.set(post, found);
    for (const job of found) ofJob.set(job.id, [...(ofJob.get(job.id) ?? []), post]);
  };
  const left: PostRow[] = [];
  const posting = jobs.filter(({ way }) => way === null || way === 'reply');
  for (const post of posts) {
    const here = posting.filter((job) => job.account === post.account);
    const named = here.filter((job) => job.remoteId === post.postId);
    const found = named.length > 0 ? named : here.filter((job) => post.key !== null && job.key === post.key);
    if (found.length > 0) own(post, found);
    else left.push(post);
  }
  for (const post of left) {
    const same = posting.filter((job) => job.account === post.account && job.payload === post.payload && mayBePosted(job.state));
    const best = same.find((job) => !ofJob.has(job.id)) ?? same[0];
    own(post, best === undefined ? [] : [best]);
  }
  return { owners, posts: ofJob };
}

/** 1: each post belongs to exactly one publication. */
export function checkPostsBelong({ owners }: Posted): Examined {
  const check = startCheck('1', 'posts');
  for (const [post, jobs] of owners) {
    check.look();
    if (jobs.length === 0) check.found(post.postId, 'post-without-publication', { account: post.account });
    if (jobs.length > 1) check.found(post.postId, 'post-of-several', { account: post.account, count: jobs.length });
  }
  return check.done();
}

/** 2: what the channel got is what the revision gives, the revision has the job's hash, and the text was approved when it was sent. */
export function checkPostsApproved(jobs: readonly Job[], { posts }: Posted): Examined {
  const check = startCheck('2', 'publications with a post');
  for (const job of jobs) {
    const own = posts.get(job.id) ?? [];
    if (own.length === 0) continue;
    check.look();
    if (job.storedHash !== job.contentHash) check.found(job.id, 'job-hash-differs', { job: job.contentHash, revision: job.revision });
    for (const post of own) if (post.payload !== job.payload) check.found(job.id, 'payload-differs', { post: post.postId, revision: job.revision });
    if (!job.approved) check.found(job.id, 'posted-unapproved');
  }
  return check.done();
}

/** 3: a publication has at most one post, and its key is its own. */
export function checkPostedOnce(jobs: readonly Job[], { posts }: Posted): Examined {
  const check = startCheck('3', 'publications');
  const keys = new Set<string>();
  for (const job of jobs) {
    check.look();
    const count = posts.get(job.id)?.length ?? 0;
    if (count > 1) check.found(job.id, 'posted-twice', { count, account: job.account });
    if (job.key !== (job.amends === null ? publicationKey(job.contentHash, job.account, job.slot) : amendmentKey(job.id))) check.found(job.id, 'key-differs');
    if (keys.has(job.key)) check.found(job.id, 'key-twice');
    keys.add(job.key);
  }
  return check.done();
}

/**
 * 15: confirmed exactly when there is one post. Only for accounts whose record is at hand; where a post
 * may or may not be (unknown, with a person) none and one are both right.
 */
export function checkConfirmed(jobs: readonly Job[], { posts }: Posted, recorded: ReadonlySet<Id>): Examined {
  const check = startCheck('15', 'publications');
  for (const job of jobs) {
    // What an edit or a withdrawal leaves is looked at by itself (changes.ts).
    if (!recorded.has(job.account) || job.way === 'edit' || job.way === 'remove') continue;
    check.look();
    const count = posts.get(job.id)?.length ?? 0;
    if (job.state === 'confirmed' && count === 0) {
      // Without the channel's own id it was a person who said so.
      if (job.remoteId === '') check.found(job.id, 'confirmed-on-word', { account: job.account }, 'warning');
      else check.found(job.id, 'confirmed-without-post', { account: job.account });
    }
    if (count > 1) check.found(job.id, 'posted-twice', { count, account: job.account });
    if (!mayBePosted(job.state) && count > 0) check.found(job.id, 'posted-not-confirmed', { state: job.state, account: job.account });
  }
  return check.done();
}
