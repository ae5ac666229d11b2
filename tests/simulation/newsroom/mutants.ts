import type { Plugin } from 'vite';

/**
 * A fault planted on purpose: in one place of the product, or two, switched on by name while the simulation runs.
 * A simulation that does not notice one of them proves nothing by its silence. `find` must stand in the file
 * exactly once, so that a mutant cannot quietly come to nothing when the code changes.
 */
export type Mutant = Place & { readonly name: string; readonly what: string; /** What it needs elsewhere, where one guard stands behind another. */ readonly and?: Place; /** It shows only where people change the rules for approving. */ readonly rules?: true };
type Place = { readonly file: string; readonly find: string; readonly put: string };

/** Stands for the question whether this mutant is switched on. */
const ON = '__ON__';

const PUSH = 'src/backend/log/push.ts';
const RULES = 'src/backend/log/rules.ts';
const RULES_OF = 'src/backend/log/rules-of.ts';
const GATE = 'src/backend/publish/gate.ts';
const HOLDS = 'src/backend/publish/holds.ts';
const AMEND = 'src/backend/publish/amend.ts';
const AMEND_CALL = 'src/backend/publish/amend-call.ts';
const FIND_OUT = 'src/backend/publish/find-out.ts';
const SEND = 'src/backend/publish/send.ts';
const CLAIM = 'src/backend/publish/claim.ts';
const OUTBOX = 'src/main/core/sync/outbox.ts';
const RESYNC = 'src/main/core/sync/resync.ts';
const RECONCILE = 'src/main/core/sync/reconcile.ts';
const PULL = 'src/main/core/sync/pull.ts';

export const MUTANTS: readonly Mutant[] = [
  // The log
  { name: 'applies-twice', what: 'The server takes an entry that it knows as a new one.', file: PUSH, find: 'const earlier = known.get(id);', put: `if (${ON} && known.has(id)) return { ...(await takeIn(context, known, { ...entry, id: context.newId() })), id };\n  const earlier = known.get(id);` },
  { name: 'leaves-gaps', what: 'The counter skips a number now and then.', file: 'src/backend/log/append.ts', find: 'const seq = last.seq + 1;', put: `const seq = last.seq + (${ON} && entry.kind === 'comment' ? 2 : 1);` },
  { name: 'breaks-the-chain', what: 'An entry does not stand on the one before it.', file: 'src/backend/log/append.ts', find: 'chainHash(last.chain, {', put: `chainHash(${ON} ? chainStart(entry.workspace) : last.chain, {` },
  { name: 'believes-hashes', what: 'The server does not take the hash of a text again.', file: RULES, find: `'No such account on this channel');\n  if (contentHash(content) !== stated)`, put: `'No such account on this channel');\n  if (!${ON} && contentHash(content) !== stated)` },
  { name: 'believes-names', what: 'The server takes entries in the name of somebody else than the token’s members.', file: RULES, find: '|| !context.members.includes(entry.author))', put: `|| (!${ON} && !context.members.includes(entry.author)))` },
  { name: 'orphans-welcome', what: 'A revision is taken without its parent.', file: RULES, find: 'for (const parent of parents) if (revisionEntry(entries, parent) === null)', put: `for (const parent of parents) if (!${ON} && revisionEntry(entries, parent) === null)` },
  // Approval
  { name: 'takes-stale-approvals', what: 'An approval of what is not the head any more is recorded.', file: RULES, find: `return checked.ok ? null : refuse(checked.error.code, 'The decision does not hold');`, put: `return checked.ok || (${ON} && checked.error.code === 'stale-head') ? null : refuse(checked.error.code, 'The decision does not hold');` },
  { name: 'roles-on-the-client', what: 'Who may decide, and not on their own words, is checked on the desktop only.', file: RULES, find: '{ ...rules, ...made, member, content, mediaPresent });\n', put: `{ ...rules, ...made, member, content, mediaPresent });\n  if (${ON} && !checked.ok && (checked.error.code === 'not-allowed' || checked.error.code === 'self-approval')) return null;\n` },
  { name: 'approvals-never-expire', what: 'An approval counts after its hours are over.', file: RULES_OF, find: '...about }, context.nowMs)', put: `...about }, ${ON} ? 0 : context.nowMs)`, rules: true },
  { name: 'own-group-approves', what: 'That colleagues do not approve one another is checked on the desktop only.', file: RULES, find: 'const rules = await rulesOf(context, content);', put: `const rules = { ...(await rulesOf(context, content)), ...(${ON} ? { groups: new Map() } : {}) };`, rules: true },
  { name: 'policy-ignored', what: 'A policy is named, and what the newsroom began with counts all the same.', file: RULES_OF, find: 'return rulesFor(context.workspace, await context.agreed.get(),', put: `return ((...asked: Parameters<typeof rulesFor>) => (${ON} ? { ...rulesFor(...asked), policy: context.workspace.policies.default } : rulesFor(...asked)))(context.workspace, await context.agreed.get(),`, rules: true },
  { name: 'publishes-unapproved', what: 'A request to publish needs no approval.', file: RULES, find: `if (!checked.ok) return refuse(checked.error.code, 'It may not be published');`, put: `if (!checked.ok && !(${ON} && checked.error.code === 'not-approved')) return refuse(checked.error.code, 'It may not be published');` },
  { name: 'no-last-look', what: 'What was approved when it was queued is not looked at again before the call.', file: GATE, find: 'return checked.ok ? { ok: true, content }', put: `return checked.ok || ${ON} ? { ok: true, content }` },
  { name: 'holds-are-forgotten', what: 'A hold stops what waits when it is set, and nothing that comes after.', file: HOLDS, find: 'return scopes.length > 0 && isCovered(', put: `return !${ON} && scopes.length > 0 && isCovered(` },
  // Publishing
  { name: 'random-key', what: 'The key of a publication is another one each time.', file: 'src/backend/publish/request.ts', find: 'key: publicationKey(contentHash, account, slot)', put: `key: publicationKey(${ON} ? context.newId().replaceAll('-', '') : contentHash, account, slot)` },
  { name: 'blind-retry', what: 'An unknown outcome is sent again without looking.', file: FIND_OUT, find: 'const look = await lookFor(parts, connector, claim);\n  await whileMine(parts, claim, async (context, row) => {\n    if (look === null) {\n      await move(context, row, \'hand-over\'', put: `const look: Look | null = ${ON} ? { kind: 'absent' } : await lookFor(parts, connector, claim);\n  await whileMine(parts, claim, async (context, row) => {\n    if (look === null) {\n      await move(context, row, 'hand-over'` },
  { name: 'assumes-done', what: 'An unknown outcome is taken for a post.', file: SEND, find: `case 'unknown':`, put: `case 'unknown':\n      if (${ON}) return void (await move(context, row, 'send-succeeded', { ...UNLEASED, next_at: context.nowMs, remote_id: context.newId(), url: 'https://channel.example/assumed', reason: '' }));` },
  { name: 'looks-too-soon', what: 'A listing is believed at once, while the call may still be under way.', file: SEND, find: 'next_at: context.nowMs + parts.timing.settleMs, reason: outcome.reason', put: `next_at: context.nowMs + (${ON} ? 0 : parts.timing.settleMs), reason: outcome.reason` },
  { name: 'forgets-the-intent', what: 'A lease that runs out in the middle of a call leads back to the queue.', file: CLAIM, find: `await move(context, row, 'lease-lost', { ...free, next_at: context.nowMs + parts.timing.settleMs`, put: `await move(context, row, ${ON} ? 'send-deferred' : 'lease-lost', { ...free, next_at: context.nowMs + parts.timing.settleMs` },
  { name: 'calls-without-intent', what: 'The channel is called before the intent is durable.', file: SEND, find: `const intent = await move(context, row, 'write-intent', { attempt, looks: 0, reason: '' });`, put: `const intent = ${ON} ? { ...row, attempt, state: 'intent' as const } : await move(context, row, 'write-intent', { attempt, looks: 0, reason: '' });` },
  { name: 'steals-leases', what: 'A lease is taken back while its holder is still at work.', file: CLAIM, find: 'const before = all ? Number.MAX_SAFE_INTEGER', put: `const before = all || ${ON} ? Number.MAX_SAFE_INTEGER` },
  { name: 'forgets-to-tell', what: 'That a post was confirmed is not in the log.', file: 'src/backend/publish/publication-row.ts', find: '  await tell(context, next);\n  return next;', put: `  if (!(${ON} && next.state === 'confirmed')) await tell(context, next);\n  return next;` },
  // Corrections and withdrawals
  { name: 'withdraws-unapproved', what: 'A withdrawal goes out as soon as it is asked for.', file: AMEND, find: `state: 'requested',\n    attempt: 0,\n    looks: 0,\n    fence: 0,\n    lease_until: null,\n    next_at: null,`, put: `state: ${ON} && way === 'remove' ? 'queued' : 'requested',\n    attempt: 0,\n    looks: 0,\n    fence: 0,\n    lease_until: null,\n    next_at: ${ON} && way === 'remove' ? context.nowMs : null,`, and: { file: GATE, find: ': checkBeforeAmend(', put: `: ${ON} && row.way === 'remove' ? { ok: true as const } : checkBeforeAmend(` } },
  { name: 'own-amendment', what: 'Who may decide on a correction or a withdrawal, and not on their own, is checked on the desktop only.', file: AMEND, find: `return checked.ok ? null : { code: checked.error.code, reason: 'The decision does not hold' };`, put: `return checked.ok || (${ON} && (checked.error.code === 'not-allowed' || checked.error.code === 'self-approval')) ? null : { code: checked.error.code, reason: 'The decision does not hold' };` },
  { name: 'amendments-overtake', what: 'A post may have several corrections and withdrawals under way.', file: AMEND, find: `if (!checked.ok) return { code: checked.error.code, reason: 'It may not be corrected`, put: `if (!checked.ok && !(${ON} && checked.error.code === 'amendment-open')) return { code: checked.error.code, reason: 'It may not be corrected` },
  { name: 'blind-edit', what: 'A correction goes out without a look at what stands there.', file: AMEND_CALL, find: 'standing = await standingOf(parts, connector, call, target);', put: `standing = ${ON} ? 'as-before' : await standingOf(parts, connector, call, target);` },
  { name: 'repeats-amendments', what: 'A correction or a withdrawal of unknown outcome is sent again without looking.', file: FIND_OUT, find: `return lookAtAmended(parts, connector, claim);`, put: `return ${ON} && claim.state === 'uncertain' ? { kind: 'absent' } : lookAtAmended(parts, connector, claim);`, and: { file: AMEND_CALL, find: `if (standing === 'done') return done;`, put: `if (${ON}) standing = 'as-before';\n  if (standing === 'done') return done;` } },
  { name: 'holds-stop-withdrawals', what: 'A hold stops a withdrawal too.', file: HOLDS, find: `if (row.way === 'remove' || step(`, put: `if ((row.way === 'remove' && !${ON}) || step(`, and: { file: HOLDS, find: `if (row.way === 'remove') return false;`, put: `if (row.way === 'remove' && !${ON}) return false;` } },
  { name: 'holds-let-corrections-by', what: 'A hold does not stop a correction.', file: HOLDS, find: 'const scopes = await context.holds.get();', put: `if (${ON} && row.way !== null) return false;\n  const scopes = await context.holds.get();`, and: { file: HOLDS, find: 'for (const row of rows) {', put: `for (const row of rows) {\n    if (${ON} && row.way !== null) continue;` } },
  { name: 'forgets-earlier-corrections', what: 'A second correction is asked for, and carried out, as if what was published first still stood there.', file: 'src/shared/domain/amendment.ts', find: 'return edits.toSorted((a, b) => a.order - b.order).at(-1) ?? publication;', put: `return (${ON} ? undefined : edits.toSorted((a, b) => a.order - b.order).at(-1)) ?? publication;` },
  // The desktop's side
  { name: 'cursor-before-apply', what: 'The cursor moves before the page is taken in.', file: PULL, find: 'if (entries.length === 0) return;\n', put: `if (entries.length === 0) return;\n  if (${ON}) core.write((unit) => setMeta(unit, 'sync.cursor', String(after + entries.length)));\n` },
  { name: 'split-transaction', what: 'A page is taken in by two transactions, the cursor with the first.', file: PULL, find: '  try {\n    core.write((unit) => {\n      const variants', put: `  try {\n    if (${ON} && entries.length > 1) core.write((unit) => {\n      for (const logged of entries.slice(0, 1)) recordRemote(unit, logged);\n      setMeta(unit, 'sync.cursor', String(after + entries.length));\n    });\n    core.write((unit) => {\n      const variants` },
  { name: 'assumes-sent', what: 'What was sent without an answer is taken for recorded.', file: OUTBOX, find: "for (const row of batch.rows) unit.run(`UPDATE entries SET state = 'waiting'", put: `for (const row of batch.rows) unit.run(\`UPDATE entries SET state = '\${${ON} ? 'accepted' : 'waiting'}'` },
  { name: 'forgets-what-was-sent', what: 'What was on the wire when the app died stays there for ever.', file: OUTBOX, find: "core.write((unit) => unit.run(`UPDATE entries SET state = 'waiting' WHERE state = 'sending'`));", put: `core.write((unit) => (${ON} ? 0 : unit.run(\`UPDATE entries SET state = 'waiting' WHERE state = 'sending'\`)));` },
  { name: 'parked-blocks-all', what: 'Nothing is sent while a refused entry waits for a person.', file: OUTBOX, find: 'const rows: EntryRow[] = [];', put: `if (${ON} && unit.get(\`SELECT 1 FROM entries WHERE state = 'parked'\`) !== undefined) return { rows: [], entries: [], assets: [] };\n    const rows: EntryRow[] = [];` },
  { name: 'resync-sends-nothing', what: 'What a restored server has lost is not sent again.', file: RESYNC, find: "const lost = unit.run(`UPDATE entries", put: `const lost = ${ON} ? 0 : unit.run(\`UPDATE entries` },
  { name: 'resync-deletes', what: 'What another server does not have is deleted here.', file: RESYNC, find: "    // Entries of the server's own hand", put: `    if (${ON}) unit.run('DELETE FROM entries WHERE verify = 1');\n    // Entries of the server's own hand` },
  { name: 'keeps-the-lost-word', what: 'What a server said of a publication and has forgotten counts more than what it says now.', file: RESYNC, find: 'for (const { subject } of words) rebuildPublications(unit, subject);', put: `for (const { subject } of words) if (!${ON}) rebuildPublications(unit, subject);` },
  { name: 'discard-leaves-orphans', what: 'A refused revision is let go, and what was made on top of it stays.', file: 'src/main/core/sync/items.ts', find: 'if (!body.parents.some((parent) => gone.has(parent))) continue;', put: `if (${ON} || !body.parents.some((parent) => gone.has(parent))) continue;` },
  // Texts
  { name: 'last-story-wins', what: 'Of a story’s texts that two changed in the same words the later takes the place of the other.', file: 'src/shared/domain/merge-story.ts', find: `return contested === 'base' ? ofBase : choose(parts, 'both');`, put: `return contested === 'base' ? ofBase : choose(parts, ${ON} ? 'theirs' : 'both');` },
  { name: 'last-writer-wins', what: 'Of two texts written apart the one is kept.', file: RECONCILE, find: 'appendMerge(core, unit, id, [a, b], merge.merged,', put: `appendMerge(core, unit, id, [a, b], ${ON} ? theirs.content : merge.merged,` },
  { name: 'conflicts-are-merged', what: 'Where both changed the same words, the old ones are put back and nobody is asked.', file: RECONCILE, find: 'if (merge.conflicts.length > 0) return false;', put: `if (merge.conflicts.length > 0 && !${ON}) return false;` },
  { name: 'draft-replaced', what: 'What somebody is writing is replaced by what comes in.', file: RECONCILE, find: 'if (!untouched) return;', put: `if (!untouched && !${ON}) return;` },
  { name: 'restore-overwrites', what: 'Going back to an older text throws away the one on screen.', file: 'src/main/core/variants/variants.ts', find: `const draft = openVariant(unit, id);\n    keepInHistory(core, unit, draft);\n    writeDraft(core, unit, loadVariant(unit, id), { content: view.content`, put: `const draft = openVariant(unit, id);\n    if (!${ON}) keepInHistory(core, unit, draft);\n    writeDraft(core, unit, loadVariant(unit, id), { content: view.content` },
  { name: 'last-heard-wins', what: 'Whether a comment is resolved depends on what was heard of last, not on the log.', file: 'src/main/core/log/effects.ts', find: 'settleComment(unit, entry.subject, entry.body.comment);', put: `if (${ON}) unit.run('UPDATE comments SET resolved = ? WHERE id = ?', entry.body.resolved ? 1 : 0, entry.body.comment);\n      else settleComment(unit, entry.subject, entry.body.comment);` },
  { name: 'lists-lag-behind', what: 'The row of a variant is not worked out anew when the server has taken its entries.', file: 'src/main/core/log/append.ts', find: "verify = 0 WHERE id = ?`, seq, receivedAt, row.id);\n  touchSubject(unit, row.kind, row.subject);", put: `verify = 0 WHERE id = ?\`, seq, receivedAt, row.id);\n  if (!${ON}) touchSubject(unit, row.kind, row.subject);` },
  { name: 'writes-down-the-token', what: 'The access token stands in the database.', file: 'src/main/core/sync/engine.ts', find: `core.write((unit) => setMeta(unit, 'sync.last', core.now()));`, put: `core.write((unit) => setMeta(unit, 'sync.last', ${ON} ? \`\${core.now()} \${target.token}\` : core.now()));` },
];

/** Plants all of them, each asleep until its name is called. */
export function plantMutants(): Plugin {
  const files = new Map<string, Planted[]>();
  for (const { name, and, ...place } of MUTANTS) for (const each of and === undefined ? [place] : [place, and]) files.set(each.file, [...(files.get(each.file) ?? []), { ...each, name }]);
  return {
    name: 'sotong-mutants',
    enforce: 'pre',
    transform: (code, id) => {
      const path = id.split('?')[0]?.replaceAll('\\', '/') ?? '';
      const planted = [...files].find(([file]) => path.endsWith(`/${file}`))?.[1];
      if (planted === undefined) return null;
      return planted.reduce((text, mutant) => plant(text, mutant), code);
    },
  };
}

type Planted = Place & { readonly name: string };

function plant(text: string, { name, find, put }: Planted): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`The mutant ${name} no longer finds its place (${parts.length - 1} times)`);
  return parts.join(put.replaceAll(ON, `(globalThis.planted === '${name}')`));
}
