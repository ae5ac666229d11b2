import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../../src/shared/doctor/report.ts';
import type { Entry } from '../../../src/shared/sync/entry.ts';
import { doubledWords, lostActs, lostWords, otherHeads, wrongHandPosts, wrongPosts } from './judge.ts';
import { readNewsroom } from './newsroom-file.ts';
import { ofKind, publicationsOf } from './standing.ts';
import type { World } from './world.ts';

const programs = new URL('../../../out/main/', import.meta.url);

/** Looks at everything once all has come to rest, and says what is wrong, in words; the apps and the server are gone afterwards. */
export async function examine(world: World): Promise<readonly string[]> {
  const { server, desks } = world;
  const log = await server.log();
  const posts = await server.posts();
  for (const desk of Object.values(desks)) await desk.close();
  await server.killAll();
  count(world, log, [...posts.values()].reduce((sum, each) => sum + each.length, 0));
  return [
    ...Object.values(desks).flatMap((desk) => {
      const file = readNewsroom(desk.newsroom);
      return [...lostWords(desk, file), ...lostActs(desk, file, log), ...otherHeads(log, file)].map((wrong) => `The ${desk.who}’s desktop: ${wrong}`);
    }),
    ...doubledWords(log, Object.values(desks).flatMap(({ saved }) => saved)),
    ...wrongPosts(log, posts),
    ...wrongHandPosts(log, world.handPosts),
    ...(await doctor(server, Object.values(desks).map(({ newsroom }) => newsroom))),
  ];
}

/** What really happened, by the log and the lines: not what the schedule had in mind. */
function count({ desks, handPosts, happened }: World, log: readonly Entry[], posts: number): void {
  for (const { line, saved } of Object.values(desks)) {
    for (const name of ['droppedAnswers', 'droppedNews', 'slowRequests', 'cutLines'] as const) happened[name] += line.counts[name];
    happened.saves += saved.length;
  }
  happened.merges = ofKind(log, 'revision').filter(({ body }) => body.parents.length > 1).length;
  happened.sent = ofKind(log, 'submission').length;
  happened.approvals = ofKind(log, 'decision').length;
  happened.posts = posts;
  happened.postedByHand = handPosts.length;
  happened.calledOffByHand = publicationsOf(log).filter(({ byHand, states }) => byHand && states.at(-1) === 'cancelled' && states.includes('by-hand')).length;
  happened.uncertain = publicationsOf(log).filter(({ states }) => states.includes('uncertain')).length;
  happened.refused = Object.values(desks).reduce((sum, { newsroom }) => sum + readNewsroom(newsroom).entries.filter(({ state }) => state === 'parked').length, 0);
}

/** What the doctor's two programs find, as `npm run doctor` runs them. */
async function doctor(server: World['server'], newsrooms: readonly string[]): Promise<readonly string[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'sotong-simulation-'));
  try {
    const ledger = join(scratch, 'ledger.json');
    const found = await findings('doctor-backend.js', ['--data', server.data, '--ledger', ledger], { ...process.env, DATABASE_URL: server.databaseUrl });
    for (const newsroom of newsrooms) found.push(...(await findings('doctor-newsroom.js', ['--newsroom', newsroom, '--ledger', ledger], process.env)));
    return found;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function findings(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  const said = await new Promise<string>((resolve, reject) => {
    // It ends with 1 where something is wrong, and with 2 where it could not look.
    execFile(process.execPath, [fileURLToPath(new URL(program, programs)), ...args, '--json'], { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => (error !== null && error.code !== 1 ? reject(new Error(`The doctor could not look (${program}): ${stderr}`)) : resolve(stdout)));
  });
  const report = JSON.parse(said) as Report;
  return report.lines.flatMap(({ invariant, findings: all }) => all.map(({ sentence }) => `${report.of}: ${invariant}: ${sentence}`));
}
