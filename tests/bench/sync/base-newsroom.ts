import { PGlite } from '@electric-sql/pglite';
import type { StoreLocation } from '#backend/db/store.ts';
import { startBackend } from '#backend/index.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { Kysely, PGliteDialect } from 'kysely';
import type { Selectable } from 'kysely';
import type { Tables } from '#backend/db/tables.ts';
import { epochOf, pagesOf, push, pushBody, TOKEN } from './backend-calls.ts';
import { finishedStory, PUBLISHED_EVERY } from './entries.ts';
import { idMaker } from './ids.ts';

type Row<Name extends keyof Tables> = Selectable<Tables[Name]>;

/** A newsroom as a server has it: what every copy is made of. */
export interface BaseNewsroom {
  readonly stories: number;
  readonly log: readonly Row<'log'>[];
  readonly publications: readonly Row<'publications'>[];
  readonly attempts: readonly Row<'attempts'>[];
  readonly posts: readonly Row<'sandbox_posts'>[];
}

/** Stories through the server's own front door, and those that are asked for published by its own worker. Nothing in it is made up. */
export async function makeBase(stories: number): Promise<BaseNewsroom> {
  const engine = await PGlite.create('memory://');
  const store: StoreLocation = { kind: 'pglite', engine, schema: 'base' };
  // What the server makes itself has ids that can be told apart in copies as well.
  const backend = await startBackend({
    store, workspace: SAMPLE_WORKSPACE, newId: idMaker(3), autoWork: false, publicUrl: 'https://newsroom.example',
    tokens: [{ token: TOKEN, members: SAMPLE_WORKSPACE.members.map(({ id }) => id) }], limits: { burst: 1_000_000, perSecond: 1_000_000 },
  });
  const newId = idMaker(2);
  const epoch = await epochOf(backend.url);
  for (const page of pagesOf(Array.from({ length: stories }, (_, n) => finishedStory(n, newId)).flat())) await push(backend.url, pushBody(epoch, page));
  await backend.work();
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: engine }) });
  const base: BaseNewsroom = {
    stories,
    log: await db.selectFrom('log').selectAll().orderBy('seq').execute(),
    publications: await db.selectFrom('publications').selectAll().orderBy('requested_seq').execute(),
    attempts: await db.selectFrom('attempts').selectAll().execute(),
    posts: await db.selectFrom('sandbox_posts').selectAll().orderBy('id').execute(),
  };
  await backend.close();
  await engine.close();
  const published = base.publications.filter(({ state }) => state === 'confirmed').length;
  if (published !== Math.ceil(stories / PUBLISHED_EVERY)) throw new Error(`${String(published)} posts of the base were published`);
  return base;
}
