import { v7 } from 'uuid';
import { afterEach, expect, it } from 'vitest';
import { PRESENCE_LIFETIME_MS } from '#shared/contract/backend-contract.ts';
import { EDITOR, onEveryStore, openRoom, WRITER, type Room } from '../support/backend.ts';

onEveryStore('Presence', (kind) => {
  let current: Room | null = null;
  afterEach(async () => {
    await current?.close();
    current = null;
  });

  it('tells others what is open, moves with it, and ends with a word or with silence', async () => {
    const room = (current = await openRoom(kind.fresh()));
    const [mine, theirs, one, two] = [v7(), v7(), v7(), v7()];
    const say = (subject: string | null) => room.client('writer').presence({ device: mine, member: WRITER, open: subject === null ? null : { subject, doing: 'writing' } });
    const hear = async () => (await room.client('editor').presence({ device: theirs, member: EDITOR, open: { subject: one, doing: 'reading' } })).others.map(({ member, subject, doing, since }) => [member, subject, doing, since]);
    expect((await say(one)).others).toEqual([]);
    const since = new Date(room.clock.now()).toISOString();
    room.clock.advance(10_000);
    await say(one);
    expect(await hear()).toEqual([[WRITER, one, 'writing', since]]);
    await say(two);
    expect(await hear()).toEqual([[WRITER, two, 'writing', new Date(room.clock.now()).toISOString()]]);
    await say(null);
    expect(await hear()).toEqual([]);
    await say(two);
    room.clock.advance(PRESENCE_LIFETIME_MS);
    expect(await hear()).toEqual([]);
  });

  it('is said for oneself only', async () => {
    const room = (current = await openRoom(kind.fresh()));
    await expect(room.client('writer').presence({ device: v7(), member: EDITOR, open: null })).rejects.toMatchObject({ status: 403 });
  });
});
