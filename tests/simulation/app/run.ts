import { examine } from './checks.ts';
import { type Desk, setUpDesk } from './desk.ts';
import { type Happened, nothingYet } from './floors.ts';
import { inWords } from './in-words.ts';
import { startLine } from './line.ts';
import { scheduleOf, type Who } from './schedule.ts';
import { startServer, type StoreKind } from './server.ts';
import { take } from './steps.ts';
import type { World } from './world.ts';

export type Ran = { readonly seed: number; readonly store: StoreKind; readonly happened: Happened; /** Milliseconds. */ readonly took: number; readonly failure: { readonly steps: readonly string[]; readonly why: string } | null };

/** Drives one schedule to its end, and looks at everything. A failure is in the answer. */
export async function runSeed(seed: number, wanted: StoreKind, tell: (line: string) => void): Promise<Ran> {
  const started = Date.now();
  const steps: string[] = [];
  const happened = nothingYet();
  const server = await startServer(wanted);
  const lines = { writer: await startLine(server.ports), editor: await startLine(server.ports) };
  const desks: Partial<Record<Who, Desk>> = {};
  const ended = (why: string): Ran => ({ seed, store: server.store, happened, took: Date.now() - started, failure: why === '' ? null : { steps, why } });
  try {
    const writer = (desks.writer = await setUpDesk('writer', lines.writer, server.token));
    const editor = (desks.editor = await setUpDesk('editor', lines.editor, server.token));
    const world: World = { server, desks: { writer, editor }, handPosts: [], happened };
    for (const step of scheduleOf(seed).steps) {
      const began = Date.now();
      const words = `${step.phase}: ${inWords(step)}`;
      steps.push(words);
      const did = await take(world, step);
      happened.steps += 1;
      happened.idle += did ? 0 : 1;
      tell(`${seconds(began - started)}  ${words}${did ? '' : ' (nothing to do)'}, ${seconds(Date.now() - began)}`);
    }
    return ended((await examine(world)).join('\n'));
  } catch (error) {
    return ended(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    for (const desk of Object.values(desks)) await desk.killApp();
    for (const line of Object.values(lines)) await line.close();
    await server.dispose();
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
