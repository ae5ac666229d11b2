import { afterEach, expect, it } from 'vitest';
import type { ChannelId } from '#shared/domain/ids.ts';
import { isFinal, isWithPerson } from '#shared/sync/publication-machine.ts';
import { EDITOR, onEveryStore, openRoom, WRITER, type Room } from '../support/backend.ts';
import { actionOf, approvedSet, contentOf, decisionOf, edited, publishOf, revisionOf, submissionOf } from '../support/entries.ts';
import { behave, expectedPayload, posts, push, pushAll, putPixel, PIXEL_HASH, requested, said, settle, story } from '../support/publishing.ts';
import { seededRandom } from '../simulation/publish/seeded-random.ts';

const CALLED: readonly ChannelId[] = ['x', 'instagram', 'facebook', 'blog'];
const SEEDS = [1, 2, 3, 4, 5, 6];

onEveryStore('Several workers', (kind) => {
  const rooms: Room[] = [];
  afterEach(async () => {
    for (const room of rooms.splice(0)) await room.close();
  });

  it('on one store post each publication once', async () => {
    const store = kind.fresh();
    const first = await openRoom(store);
    rooms.push(first);
    const second = await openRoom(store, { clock: first.clock });
    rooms.push(second);
    const sets = [];
    for (let index = 0; index < 12; index += 1) sets.push(await requested(first, CALLED[index % CALLED.length] as ChannelId, { text: `소식 ${index}` }));
    await Promise.all([first.backend.work(), second.backend.work(), first.backend.work(), second.backend.work()]);
    await settle(first, 3);
    for (const { request } of sets) expect(await story(first, request)).toEqual(['queued', 'intent', 'sent', 'confirmed']);
    for (const channel of CALLED) {
      const there = (await posts(first, channel)).map((post) => post.payload);
      expect(there.toSorted()).toEqual(sets.filter(({ revision }) => revision.body.content.channel === channel).map(({ revision }) => expectedPayload(revision.body.content)).toSorted());
    }
  });

  // Where the channel itself can tell a repeated post; elsewhere a call that arrives two minutes late is more than looking can catch.
  it.each(['instagram', 'x'] as const)('do not overwrite what another did after the first was held up past its lease (%s)', async (channel) => {
    const store = kind.fresh();
    const first = await openRoom(store);
    rooms.push(first);
    const second = await openRoom(store, { clock: first.clock });
    rooms.push(second);
    await behave(first, channel, 'slow');
    const { request } = await requested(first, channel);
    const stuck = first.backend.work();
    await first.clock.untilWaiting(2);
    // The first one's machine sleeps: its timers do not fire, the lease runs out, the other looks and sends.
    const timers = first.clock.pause();
    first.clock.advance(120_000);
    await settle(second, 3);
    expect((await story(second, request)).at(-1)).toBe('confirmed');
    timers.resume();
    await stuck;
    await settle(second, 3);
    expect((await story(second, request)).filter((state) => state === 'confirmed')).toHaveLength(1);
    expect(await posts(first, channel)).toHaveLength(1);
  });

  it.each(SEEDS)('that die at any step, with channels that fail in any way, publish each approved text once (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    let faults = true;
    // A worker that dies here has done all before this point and nothing after.
    const onCrashPoint = (): void => {
      if (faults && random.chance(0.15)) throw new Error('The worker died');
    };
    let room = await openRoom(kind.fresh(), { channelOptions: { onCrashPoint }, random: random.next });
    rooms.push(room);
    await putPixel(room);
    const variants: { heads: ReturnType<typeof approvedSet>['revision'][] }[] = [];
    const requests: { readonly set: ReturnType<typeof publishOf>; readonly revision: ReturnType<typeof revisionOf> }[] = [];
    for (let step = 0; step < 30; step += 1) {
      const draw = random.below(8);
      const variant = variants.length > 0 ? random.pick(variants) : undefined;
      const head = variant?.heads.at(-1);
      if (draw <= 1) {
        const channel = random.pick([...CALLED, 'kakaostory'] as const);
        const media = channel === 'instagram' ? [{ sha256: PIXEL_HASH, alt: '점', decorative: false }] : [];
        const set = approvedSet(contentOf({ channel, media, text: `글 ${seed} ${step}` }), { writer: WRITER, editor: EDITOR });
        await pushAll(room, set.all);
        variants.push({ heads: [set.revision] });
        requests.push({ set: set.request, revision: set.revision });
      } else if (draw === 2 && head !== undefined) {
        const next = revisionOf(WRITER, edited(head.body.content, `고친 글 ${seed} ${step}`), [head.body.revision]);
        await pushAll(room, [next, submissionOf(WRITER, next)]);
        variant?.heads.push(next);
        if (random.chance(0.5)) {
          const request = publishOf(EDITOR, next);
          await pushAll(room, [decisionOf(EDITOR, next), request]);
          requests.push({ set: request, revision: next });
        }
      } else if (draw === 3) await behave(room, random.pick(CALLED), random.pick(['fail', 'reject', 'timeout-after-post', 'timeout-before-post'] as const), 1 + random.below(2));
      else if (draw === 4 && random.chance(0.3)) {
        const next = await room.restart();
        rooms[0] = next;
        room = next;
      } else {
        await room.backend.work();
        room.clock.advance(random.below(120_000));
      }
    }
    faults = false;
    for (let round = 0; round < 4; round += 1) {
      await settle(room, 8);
      for (const { set, revision } of requests) {
        const last = (await said(room, set)).at(-1);
        if (last === undefined || !isWithPerson(last.state)) continue;
        const { channel } = revision.body.content;
        const there = (await posts(room, channel)).some((post) => post.payload === expectedPayload(revision.body.content));
        const action = last.state === 'by-hand' ? actionOf(EDITOR, set, 'cancel') : there ? actionOf(EDITOR, set, 'found-posted') : actionOf(EDITOR, set, 'not-posted');
        await push(room, [action]);
      }
    }
    for (const { set, revision } of requests) {
      const last = (await said(room, set)).at(-1);
      const count = (await posts(room, revision.body.content.channel)).filter((post) => post.payload === expectedPayload(revision.body.content)).length;
      expect(last !== undefined && isFinal(last.state), `${set.body.publication} is ${last?.state ?? 'unknown'}`).toBe(true);
      expect(count, `${last?.state ?? ''} ${revision.body.content.channel}`).toBe(last?.state === 'confirmed' ? 1 : 0);
    }
  });
});
