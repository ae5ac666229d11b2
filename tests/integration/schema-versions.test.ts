import { afterEach, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/backend/index.ts';
import type { StoreLocation } from '../../src/backend/db/store.ts';
import { plainText } from '../../src/shared/document/plain-text.ts';
import type { Id } from '../../src/shared/domain/ids.ts';
import type { SchemaRange } from '../../src/shared/sync/schema.ts';
import { onEveryStore } from '../support/backend.ts';
import { closeCore, decideAs, EDITOR, storyWith, tempFolder, type TestCore, write, WRITER } from '../support/core.ts';
import { closeServer, closeServers, deskAt, serve, settled } from '../support/newsroom-servers.ts';

/** Two released versions of the app and the server side by side: the first knows no corrections, the second does. */
const FIRST: SchemaRange = { min: 1, max: 1 };
const SECOND: SchemaRange = { min: 1, max: 2 };
const NOTE = { ko: '날짜가 틀렸습니다. 3일이 맞습니다.', en: '' };

afterEach(closeServers);

const server = (store: StoreLocation, schema: SchemaRange, port = 0): Promise<Backend> => serve({ store, schema, port });
const app = (backend: Backend, schema: SchemaRange, dataDir = tempFolder()): Promise<TestCore> => deskAt(backend, { dataDir, schema });

/** A post on Facebook that is out, with the writer seated at the app that asked for it. */
async function published(desk: TestCore): Promise<{ readonly variant: Id; readonly publication: Id }> {
  const { client } = desk;
  const { variant } = await storyWith(client, '행사는 2일입니다.', 'facebook');
  await client.review.submit({ variants: [variant], note: '' });
  await settled(desk);
  await decideAs(client, EDITOR, variant, 'approve');
  await settled(desk);
  const { publications: [publication = ''] } = await client.publish.request({ variants: [variant] });
  await settled(desk);
  await expect.poll(async () => (await client.variants.get({ id: variant })).row.status.status, { timeout: 30_000 }).toBe('published');
  await client.workspace.takeSeat({ member: WRITER });
  return { variant, publication };
}

async function correct({ client }: TestCore, variant: Id, publication: Id): Promise<Id> {
  await write(client, variant, '행사는 3일입니다.');
  return (await client.publish.amend({ publication, way: 'edit', reason: '날짜', note: NOTE })).amendment;
}

const shown = async ({ client }: TestCore, variant: Id): Promise<string> => plainText((await client.variants.get({ id: variant })).content.blocks);

onEveryStore('Two versions of the schema', (store) => {
  describe('a newer app and an older server', () => {
    it('go on together; what the server does not know waits, says why, and goes out once it is updated', async () => {
      const place = store.fresh();
      const older = await server(place, FIRST);
      const desk = await app(older, SECOND);
      const { variant, publication } = await published(desk);
      const amendment = await correct(desk, variant, publication);
      await settled(desk, 1);
      expect((await desk.client.sync.items()).find(({ publication: id }) => id === amendment)).toMatchObject({ group: 'waiting', reason: 'server-too-old' });
      // What comes after it does not wait for it.
      await storyWith(desk.client, '다른 소식입니다.');
      await settled(desk, 1);
      const { port } = new URL(older.url);
      await closeServer(older);
      await server(place, SECOND, Number(port));
      // The stream has ended: whoever answers next is asked anew what it knows.
      await settled(desk);
      expect((await desk.client.publish.amendments())[0]).toMatchObject({ id: amendment, confirmed: true, state: 'requested' });
    });
  });

  describe('an older app and a newer server', () => {
    it('go on together until there is something that it could not read; then it keeps all, says so, and catches up once it is updated', async () => {
      const backend = await server(store.fresh(), SECOND);
      const newer = await app(backend, SECOND);
      const dataDir = tempFolder();
      const older = await app(backend, FIRST, dataDir);
      const { variant, publication } = await published(newer);
      await settled(older);
      expect(await shown(older, variant)).toBe('행사는 2일입니다.');
      await correct(newer, variant, publication);
      await settled(newer);
      const cursor = older.running.core.db.read.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'sync.cursor'`)?.value;
      older.running.sync.reconnect();
      await expect.poll(() => older.running.sync.status(), { timeout: 30_000 }).toMatchObject({ connection: 'refused', error: 'schema-mismatch' });
      // It has taken in nothing of what it cannot read all of, and writing goes on.
      expect(older.running.core.db.read.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'sync.cursor'`)?.value).toBe(cursor);
      const mine = await storyWith(older.client, '그동안 쓴 글입니다.');
      expect(await shown(older, mine.variant)).toBe('그동안 쓴 글입니다.');
      await closeCore(older);
      const updated = await app(backend, SECOND, dataDir);
      await settled(updated);
      expect(await shown(updated, variant)).toBe('행사는 3일입니다.');
      expect(await shown(updated, mine.variant)).toBe('그동안 쓴 글입니다.');
      expect(await updated.client.publish.amendments()).toHaveLength(1);
    });
  });

  it('have nothing to say to one another when no version is common', async () => {
    const desk = await app(await server(store.fresh(), { min: 2, max: 2 }), FIRST);
    await expect.poll(() => desk.running.sync.status(), { timeout: 30_000 }).toMatchObject({ connection: 'refused', error: 'schema-mismatch' });
  });

  it('are kept to by the server also against a client that does not', async () => {
    const backend = await server(store.fresh(), FIRST);
    const desk = await app(backend, SECOND);
    const { variant, publication } = await published(desk);
    await correct(desk, variant, publication);
    await settled(desk, 1);
    desk.running.core.write((unit) => unit.run(`UPDATE meta SET value = '2' WHERE key = 'sync.schema'`));
    // The session goes on as if more had been agreed.
    desk.running.sync.kick();
    await expect.poll(async () => (await desk.client.sync.items()).filter(({ group }) => group === 'problem').map(({ reason }) => reason), { timeout: 30_000 }).toEqual(['schema-mismatch']);
  });
});
