import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFiles, ensureDir, type DataFiles } from '#core/db/files.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { quiet, worldClock, type World } from './clock.ts';
import { boot, desktopOf, die, openWhatIsLeft, type Desktop, type DesktopParts } from './desktop.ts';
import { discard } from './disk.ts';
import { MUTANTS } from './mutants.ts';
import { noFloors, type Floors } from './floors.ts';
import type { Desk } from './people.ts';
import { idsOf, rngOf, type Rng } from './rng.ts';
import { serverOf, type Server } from './server.ts';
import type { SeededRandom } from '../publish/seeded-random.ts';

/** The whole of a simulated newsroom: people's desktops, one server of one or two nodes, the channels. */
export type Newsroom = {
  readonly world: World;
  readonly server: Server;
  readonly desktops: readonly Desktop[];
  readonly parts: readonly DesktopParts[];
  readonly workspace: Workspace;
  readonly files: DataFiles;
  readonly floors: Floors;
  readonly rng: Rng;
  readonly restartRng: (seed: number) => void;
  /** The desktop of the step that is being taken. */
  acting: number;
  /** While set, messages are lost and calls go wrong. */
  faults: boolean;
  readonly chosen: Set<string>;
  readonly archived: { acts: number };
  /** People change the rules for approving, and nights pass in which approvals expire: in every second newsroom, so that the others show what they did before there were rules. */
  readonly governs: boolean;
  /** Ids of entries that no server may take, and nobody may keep. */
  readonly forged: Set<string>;
  readonly newId: () => string;
  readonly word: () => string;
  readonly picture: string;
  /** The newest image of the server's tables that can be gone back to, with what had been asked of channels and done by then. */
  backup: { readonly image: Buffer; readonly calls: number; readonly done: ReadonlySet<string> } | null;
};

/** A 1×1 PNG. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let shared: { readonly files: DataFiles; readonly sha256: string } | null = null;

/** One folder for all seeds, with the one picture: nothing else is ever written to it. */
function folder(): { readonly files: DataFiles; readonly sha256: string } {
  if (shared !== null) return shared;
  const files = dataFiles(join(mkdtempSync(join(tmpdir(), 'sotong-simulation-')), 'newsroom'));
  process.once('exit', () => rmSync(join(files.dir, '..'), { recursive: true, force: true }));
  ensureDir(files.media);
  const sha256 = createHash('sha256').update(PICTURE).digest('hex');
  writeFileSync(join(files.media, sha256), PICTURE);
  shared = { files, sha256 };
  return shared;
}

export async function newsroomOf(seed: number): Promise<Newsroom> {
  const { rng, restart } = rngOf(seed);
  const first: SeededRandom = rng();
  const world = worldClock();
  const floors = noFloors();
  const { files, sha256 } = folder();
  const workspace: Workspace = { ...SAMPLE_WORKSPACE, members: SAMPLE_WORKSPACE.members.slice(0, 3).map((member, index) => (index === 2 && first.chance(0.5) ? { ...member, roles: ['writer', 'editor', 'publisher'] } : index === 1 ? { ...member, roles: [...member.roles, 'admin'] } : member)) };
  const room = { faults: true, backup: null, acting: 0 } as unknown as { -readonly [Key in keyof Newsroom]: Newsroom[Key] };
  const server = serverOf({ world, rng, floors, workspace, newId: idsOf(90), nodes: first.chance(0.6) ? 2 : 1, faults: () => room.faults });
  const members = workspace.members.slice(0, first.chance(0.7) ? 3 : 2);
  const parts = members.map((member, index): DesktopParts => ({
    index, member: member.id, workspace, world, newId: idsOf(index + 1), random: () => rng().next(), skew: first.pick([0, 0, 3_600_000, -86_400_000]), files, picture: { sha256, bytes: PICTURE.byteLength },
    wire: { world, rng, floors, server, members: [member.id], faults: () => room.faults },
  }));
  let typed = 0;
  Object.assign(room, {
    governs: governs(seed),
    world, server, parts, workspace, files, floors, rng, restartRng: restart, chosen: new Set(), archived: { acts: 0 }, forged: new Set(), newId: idsOf(66), picture: sha256,
    desktops: parts.map(desktopOf),
    word: () => `말${(typed += 1).toString(36)}`,
  });
  for (const index of server.nodes.keys()) await server.boot(index);
  await quiet();
  return room;
}

/** With a fault planted: wherever it shows, and nowhere else. */
function governs(seed: number): boolean {
  const { planted } = globalThis as { planted?: string | null };
  return planted == null ? seed % 2 === 0 : MUTANTS.some(({ name, rules }) => name === planted && rules === true);
}

/** Somebody at one of its desktops. */
export function deskOf(room: Newsroom, desktop: Desktop): Desk {
  return { desktop, server: room.server, random: room.rng(), floors: room.floors, picture: room.picture, word: room.word, chosen: room.chosen, archived: room.archived, governs: room.governs };
}

/** What has died is buried, so that the next step finds it down. */
export function buryDesktops(room: Newsroom): void {
  for (const desktop of room.desktops) if (!desktop.process.alive) die(desktop);
}

export function restartDesktop(room: Newsroom, desktop: Desktop): void {
  const parts = room.parts[desktop.index];
  if (parts === undefined) return;
  die(desktop);
  room.floors.desktopCrashes += 1;
  openWhatIsLeft(desktop);
  boot(desktop, parts);
}

export function tearDown(room: Newsroom): void {
  for (const desktop of room.desktops) {
    die(desktop);
    desktop.db.close();
    discard(desktop.file);
  }
  for (const index of room.server.nodes.keys()) room.server.kill(index);
  room.server.ground.raw.close();
}
