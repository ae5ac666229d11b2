import { plainText } from '#shared/document/plain-text.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { LogEntry } from '#shared/sync/entry.ts';
import { isFinal } from '#shared/sync/publication-machine.ts';
import { contentOfRevision, type Server } from './server.ts';
import type { Workplace } from './worker.ts';

/** The first invariant that does not hold, or null. Numbers are those of the protocol's list. */
export function broken(place: Workplace): string | null {
  return postsBroken(place) ?? intentsBroken(place) ?? logBroken(place.server) ?? callsBroken(place);
}

/** What must hold besides once everything has come to rest. */
export function brokenAtRest(place: Workplace): string | null {
  for (const job of place.server.jobs.values()) if (!isFinal(job.state)) return `13: ${job.id} is stuck in ${job.state}`;
  return broken(place) ?? confirmedBroken(place);
}

function postsBroken({ server, channels }: Workplace): string | null {
  for (const channel of channels.values()) {
    const keys = new Set<string>();
    for (const post of channel.posts) {
      const job = server.jobs.get(post.publication);
      if (job === undefined) return `1: the post ${post.id} belongs to no publication`;
      if (keys.has(post.key)) return `3: two posts for one key on ${channel.class}`;
      keys.add(post.key);
      const content = contentOfRevision(server, job.variant, job.revision);
      if (content === null || plainText(content.blocks) !== post.text) return `2: the channel got another text than ${job.revision}`;
    }
  }
  return null;
}

/**
 * Told from the log alone, by other means than the code under test: was this text approved, by somebody
 * who may, and does the only head still say just this? A revision that repeats its only parent's words
 * shares what was decided of them.
 */
function goodAt(log: readonly LogEntry[], variant: string, revision: string): boolean {
  const own = log.filter(({ entry }) => entry.subject === variant).map(({ entry }) => entry);
  const revisions = new Map(own.flatMap((entry) => (entry.kind === 'revision' ? [[entry.body.revision, { hash: entry.body.contentHash, parents: entry.body.parents, author: entry.author }] as const] : [])));
  const withChild = new Set([...revisions.values()].flatMap((each) => each.parents));
  const heads = [...revisions.keys()].filter((id) => !withChild.has(id));
  const line: string[] = [];
  for (let at = heads[0]; at !== undefined; ) {
    line.push(at);
    const now = revisions.get(at);
    const parent = now?.parents.length === 1 ? now.parents[0] : undefined;
    at = parent !== undefined && revisions.get(parent)?.hash === now?.hash ? parent : undefined;
  }
  const last = own.filter((entry) => entry.kind === 'archive' || entry.kind === 'revision').at(-1);
  const archived = last?.kind === 'archive' && last.body.archived;
  let verdict = '';
  for (const entry of own) {
    if (entry.kind !== 'decision' || !line.includes(entry.body.revision)) continue;
    const may = SAMPLE_WORKSPACE.members.some((member) => member.id === entry.author && member.roles.includes('editor')) && !line.some((id) => revisions.get(id)?.author === entry.author);
    if (entry.body.verdict !== 'approve') verdict = entry.body.verdict;
    else if (may) verdict = 'approve';
  }
  return heads.length === 1 && line.includes(revision) && verdict === 'approve' && !archived;
}

function isOnlyHead(parents: ReadonlyMap<string, readonly string[]>, revision: string): boolean {
  const withChild = new Set([...parents.values()].flat());
  return parents.has(revision) && [...parents.keys()].every((id) => id === revision || withChild.has(id)) && !withChild.has(revision);
}

function intentsBroken({ server, seen }: Workplace): string | null {
  // Each is looked at once, against the log as it was at that moment.
  for (const { job: id, seq } of seen.intents.splice(0)) {
    const job = server.jobs.get(id);
    if (job === undefined) return `16: an intent for nothing`;
    if (!goodAt(server.log.slice(0, seq), job.variant, job.revision)) return `16: an attempt started with ${job.revision}, which was not approved at that moment`;
  }
  return null;
}

const lookedAt = new WeakMap<Server, number>();

function logBroken(server: Server): string | null {
  const from = lookedAt.get(server) ?? 0;
  for (let index = from; index < server.log.length; index += 1) {
    const each = server.log[index] as LogEntry;
    if (each.seq !== index + 1) return `4: number ${each.seq} at place ${index + 1}`;
    if (server.log.findIndex((other) => other.entry.id === each.entry.id) !== index) return `6: the entry ${each.entry.id} had two effects`;
    if (each.entry.kind === 'decision' && each.entry.body.verdict === 'approve') {
      const past = server.log.slice(0, index);
      const { revision } = each.entry.body;
      const parents = new Map(past.flatMap(({ entry }) => (entry.kind === 'revision' && entry.subject === each.entry.subject ? [[entry.body.revision, entry.body.parents] as const] : [])));
      if (!isOnlyHead(parents, revision)) return `14: an approval of ${revision} was recorded, which was not the only head`;
      const member = SAMPLE_WORKSPACE.members.find((one) => one.id === each.entry.author);
      if (member === undefined || !member.roles.includes('editor')) return `8: an approval by somebody without the role`;
    }
  }
  lookedAt.set(server, server.log.length);
  return null;
}

function callsBroken({ seen }: Workplace): string | null {
  for (const call of seen.calls.splice(0)) {
    if (!call.current) return `17: a call under an old fencing number for ${call.job}`;
    if (call.state !== 'intent') return `16: a call without a durable intent for ${call.job}`;
  }
  return null;
}

function confirmedBroken({ server, channels }: Workplace): string | null {
  for (const job of server.jobs.values()) {
    const posts = channels.get(job.account)?.posts.filter((post) => post.key === job.key).length ?? 0;
    if (job.state === 'confirmed' && posts !== 1) return `15: ${job.id} is confirmed with ${posts} posts`;
    if (job.state !== 'confirmed' && posts !== 0) return `15: ${job.id} is ${job.state} with ${posts} posts`;
  }
  return null;
}
