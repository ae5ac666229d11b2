import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '#backend/clock.ts';
import { openStore, type Store } from '#backend/db/store.ts';
import { pushLog } from '#backend/log/push.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { Entry, EntryOf } from '#shared/sync/entry.ts';
import { ACT_NAMES, begin, holdOf, relabel, type Step } from '../support/any-entries.ts';
import { EDITOR, onEveryStore, WRITER } from '../support/backend.ts';
import { type Asked, bareLog, counted } from '../support/bare-log.ts';
import { actionOf, approvedSet, archiveOf, commentOf, contentOf, decisionOf, edited, revisionOf, settingOf, submissionOf } from '../support/entries.ts';

const LEAD = SAMPLE_WORKSPACE.members[3]?.id ?? '';
const EVERYBODY = SAMPLE_WORKSPACE.members.map(({ id }) => id);

describe('A page of entries', () => {
  it('comes to what the same entries come to one by one', async () => {
    const seen = new Set<string>();
    const step: fc.Arbitrary<Step> = fc.tuple(fc.constantFrom(...ACT_NAMES), fc.nat(3), fc.nat(11));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), fc.boolean(), async (steps, published) => {
        const [whole, single] = [bareLog(), bareLog()];
        const { before, after } = begin();
        for (const log of [whole, single]) {
          await log.push(before);
          if (published) await log.publish();
        }
        const entries = after(steps);
        const outcomes = await whole.push(entries);
        for (const [index, entry] of entries.entries()) expect((await single.push([entry]))[0]).toEqual(outcomes[index]);
        expect(whole.tables()).toEqual(single.tables());
        for (const [index, outcome] of outcomes.entries()) seen.add(`${entries[index]?.kind ?? ''} ${outcome.result}`);
        for (const row of whole.tables()['publications'] as { readonly state: string; readonly reason: string; readonly way: string | null }[]) seen.add([row.way ?? 'post', row.state, row.reason].join(' ').trim());
      }),
      { seed: 1, numRuns: 150 },
    );
    // What would show nothing if it never came.
    for (const kind of ['revision', 'submission', 'decision', 'publish-request', 'publish-action', 'hold', 'hold-lifted', 'story-revision', 'setting', 'archive', 'amendment-request', 'amendment-decision']) expect(seen).toContain(`${kind} accepted`);
    for (const state of ['post held held', 'post queued', 'post cancelled stale-head', 'post cancelled not-approved', 'post cancelled archived', 'post needs-person held', 'edit requested', 'edit held approved', 'edit cancelled stale-head', 'post cancelled channel-rules']) expect([...seen]).toContain(state);
  });

  it('goes by what its own entries have just said: a hold and its end', async () => {
    const log = bareLog();
    const { request, all } = approvedSet(contentOf(), { writer: WRITER, editor: EDITOR });
    const hold = holdOf({ kind: 'workspace' });
    const lifted: Entry = { ...hold, id: v7(), kind: 'hold-lifted', body: {} };
    const release = (): Entry => actionOf(EDITOR, request, 'release');
    const outcomes = await log.push([hold, ...all, release(), lifted, release()]);
    expect(outcomes.flatMap((outcome) => (outcome.result === 'rejected' ? [outcome.code] : []))).toEqual(['on-hold']);
    expect(log.tables()['publications']).toMatchObject([{ state: 'queued' }]);
  });
});

onEveryStore('The questions of a push', (kind) => {
  let store: Store | null = null;
  afterEach(async () => {
    await store?.close();
    store = null;
  });

  /** What it asked to take in the last of these pages, all of which it must take in. */
  const questions = async (...pages: readonly (readonly Entry[])[]): Promise<Asked> => {
    store = await openStore(kind.fresh(), { epoch: v7(), workspace: SAMPLE_WORKSPACE.id, now: '2026-11-23T05:00:00.000Z' });
    const asked: Asked = new Map();
    const push = pushLog({ store: counted(store, asked), workspace: SAMPLE_WORKSPACE, clock: systemClock, newId: () => v7() });
    for (const page of pages) {
      asked.clear();
      const { outcomes } = await push(EVERYBODY, page);
      expect(outcomes.filter(({ result }) => result === 'rejected')).toEqual([]);
    }
    await store.close();
    store = null;
    return asked;
  };

  type Set = { readonly story: Entry; readonly revision: EntryOf<'revision'> };
  const setsOf = (count: number): Set[] =>
    Array.from({ length: count }, (_, index) => {
      const content = contentOf({ text: `소식 ${String(index)}` });
      return { story: relabel({ stories: new Map() }, content.story, ['축제']), revision: revisionOf(WRITER, content) };
    });
  const waiting = approvedSet(contentOf({ channel: 'facebook' }), { writer: WRITER, editor: EDITOR }).all;
  /** A newsroom with rules, a hold and a post that waits. */
  const busy: readonly Entry[] = [settingOf(LEAD, 'group', '한 팀', { members: [LEAD] } as never), holdOf({ kind: 'channel', channel: 'kakaostory' }), ...waiting];
  const written = (sets: readonly Set[]): Entry[] => sets.flatMap(({ story, revision }) => [story, revision]);

  const pages: Readonly<Record<string, (sets: readonly Set[]) => readonly (readonly Entry[])[]>> = {
    'new stories and texts': (sets) => [busy, written(sets)],
    'revisions of texts that are there': (sets) => [[...busy, ...written(sets)], sets.map(({ revision }) => revisionOf(WRITER, edited(revision.body.content, '고친 글'), [revision.body.revision]))],
    'submissions and comments': (sets) => [[...busy, ...written(sets)], sets.flatMap(({ revision }) => [submissionOf(WRITER, revision), commentOf(EDITOR, revision, '좋습니다')])],
    decisions: (sets) => [[...busy, ...written(sets), ...sets.map(({ revision }) => submissionOf(WRITER, revision))], sets.map(({ revision }) => decisionOf(EDITOR, revision))],
    'texts with all that leads to an approval': (sets) => [busy, sets.flatMap(({ story, revision }) => [story, revision, submissionOf(WRITER, revision), decisionOf(EDITOR, revision)])],
    'what is put away': (sets) => [[...busy, ...written(sets)], sets.map(({ revision }) => archiveOf(WRITER, revision.subject))],
    'what it has already': (sets) => [[...busy, ...written(sets)], written(sets)],
  };
  it.each(Object.keys(pages))('do not grow with its entries: %s', async (name) => {
    const page = pages[name] ?? (() => []);
    const [few, many] = [await questions(...page(setsOf(2))), await questions(...page(setsOf(24)))];
    expect(Object.fromEntries(many)).toEqual(Object.fromEntries(few));
  });

  it('are one insert for each hundred of its entries', async () => {
    const asked = await questions(written(setsOf(150)));
    expect(asked.get('insert into log')).toBe(3);
  });
});
