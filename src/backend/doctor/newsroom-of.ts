import { readFile } from 'node:fs/promises';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { Workspace } from '#shared/domain/workspace.ts';
import type { Trx } from '../db/store.ts';
import { CannotLookError } from './open.ts';

/** The newsroom: members and policies are not in the log, so they are given; the sample newsroom is known. */
export async function newsroomOf(trx: Trx, file: string | undefined): Promise<Workspace> {
  const { workspace: id } = await trx.selectFrom('log_head').select('workspace').executeTakeFirstOrThrow();
  if (file === undefined) {
    if (id === SAMPLE_WORKSPACE.id) return SAMPLE_WORKSPACE;
    throw new CannotLookError(`This is the newsroom ${id}: say who is in it with --workspace FILE, the file that the backend is started with.`);
  }
  const parsed = Workspace.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new CannotLookError(`${file} is not a newsroom.`);
  if (parsed.data.id !== id) throw new CannotLookError(`${file} is the newsroom ${parsed.data.id}, the tables belong to ${id}.`);
  return parsed.data;
}
