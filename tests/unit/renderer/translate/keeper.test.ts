import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { TranslationView } from '#shared/contract/views.ts';
import { createKeeper, type Desk, type Keeper, type KeeperPorts, PAUSE_MS, type SaveInput, shownText, TITLE } from '#renderer/features/translate/model/keeper.ts';

const desk = (sources: readonly string[], targets: readonly string[], draftVersion: number, title: Desk['title'] = null): Desk => ({
  view: {
    segments: sources.map((source, index) => ({ index, source, target: targets[index] ?? '', state: 'draft', previousSource: null })),
    orphans: [], draftVersion, sourceRevision: null, sourceIsDraft: false,
  } as unknown as TranslationView,
  title,
});

class Refusal extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

/** A core that keeps the target lines, refuses stale versions, and answers when it is told to. */
function fakeCore(sources: readonly string[]) {
  const targets = sources.map(() => '');
  let version = 1;
  let title = '';
  const saves: SaveInput[] = [];
  const failures: ErrorCode[] = [];
  const gates: (() => void)[] = [];
  const timers: { readonly ms: number; run: (() => void) | null }[] = [];
  let held = false;
  const now = (): Desk => desk(sources, targets, version, { source: '제목', target: title });
  const ports: KeeperPorts = {
    save: async (input) => {
      if (held) await new Promise<void>((resolve) => gates.push(resolve));
      saves.push(input);
      const failure = failures.shift();
      if (failure !== undefined) throw new Refusal(failure);
      if (input.draftVersion !== version) throw new Refusal('stale-draft');
      version += 1;
      if (input.index === TITLE) title = input.text;
      else targets[input.index] = input.text.trim();
      return now();
    },
    reload: async () => now(),
    codeOf: (error) => (error instanceof Refusal ? error.code : 'internal'),
    after: (ms, run) => {
      const timer = { ms, run: run as (() => void) | null };
      timers.push(timer);
      return () => {
        timer.run = null;
      };
    },
  };
  return {
    ports, saves, failures, targets, now,
    hold: () => { held = true; },
    release: () => { held = false; for (const open of gates.splice(0)) open(); },
    changeElsewhere: () => { version += 1; },
    pass: () => { for (const timer of timers.splice(0)) timer.run?.(); },
    waits: () => timers.filter((timer) => timer.run !== null).map((timer) => timer.ms),
  };
}

/** Until nothing is being saved any more. */
async function settled(keeper: Keeper): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (keeper.state().saving);
}

describe('keeping the words of a translation', () => {
  it('saves once after the typing rests, and keeps what is on screen as typed', async () => {
    const core = fakeCore(['하나', '둘']);
    const keeper = createKeeper(core.now(), core.ports);
    for (const text of ['O', 'On', 'One ']) keeper.type(0, text);
    expect(core.waits()).toEqual([PAUSE_MS]);
    expect(core.saves).toEqual([]);
    core.pass();
    await settled(keeper);
    expect(core.saves.map(({ text }) => text)).toEqual(['One ']);
    // The core trims; the field does not jump while it is being written in.
    expect(shownText(keeper.state(), 0)).toBe('One ');
    keeper.leave(0);
    await settled(keeper);
    expect(shownText(keeper.state(), 0)).toBe('One');
    expect(core.saves).toHaveLength(1);
  });

  it('saves one after the other, each on the version that the one before made', async () => {
    const core = fakeCore(['하나', '둘', '셋']);
    const keeper = createKeeper(core.now(), core.ports);
    core.hold();
    keeper.type(0, 'One');
    keeper.type(1, 'Two');
    keeper.type(2, 'Three');
    const flushed = keeper.flush();
    await new Promise((resolve) => setImmediate(resolve));
    core.release();
    expect(await flushed).toBe(true);
    expect(core.saves.map(({ draftVersion }) => draftVersion)).toEqual([1, 2, 3]);
    expect(core.targets).toEqual(['One', 'Two', 'Three']);
    expect(keeper.hasUnsaved()).toBe(false);
  });

  it('does not call words saved that were typed while the save was under way', async () => {
    const core = fakeCore(['하나']);
    const keeper = createKeeper(core.now(), core.ports);
    core.hold();
    keeper.type(0, 'One');
    core.pass();
    await new Promise((resolve) => setImmediate(resolve));
    keeper.type(0, 'One more');
    core.release();
    await settled(keeper);
    expect(keeper.hasUnsaved()).toBe(true);
    expect(shownText(keeper.state(), 0)).toBe('One more');
    core.pass();
    await settled(keeper);
    expect(core.targets).toEqual(['One more']);
  });

  it('reads a draft again that changed elsewhere, and saves on top of it', async () => {
    const core = fakeCore(['하나']);
    const keeper = createKeeper(core.now(), core.ports);
    core.changeElsewhere();
    keeper.type(0, 'One');
    expect(await keeper.flush()).toBe(true);
    expect(core.targets).toEqual(['One']);
    expect(core.saves.map(({ draftVersion }) => draftVersion)).toEqual([1, 2]);
  });

  it('keeps aside what somebody else has put into the same segment, and shows it', async () => {
    const core = fakeCore(['하나', '둘']);
    const keeper = createKeeper(core.now(), core.ports);
    keeper.type(0, 'One');
    core.targets[0] = 'Theirs';
    core.targets[1] = 'Two';
    core.changeElsewhere();
    expect(await keeper.flush()).toBe(true);
    expect(core.targets).toEqual(['One', 'Two']);
    expect(keeper.state().replaced).toEqual(['Theirs']);
    // What one saved oneself is nobody else's, with the spaces that the core takes away.
    keeper.type(0, 'One more ');
    expect(await keeper.flush()).toBe(true);
    keeper.type(0, 'One more time');
    expect(await keeper.flush()).toBe(true);
    expect(keeper.state().replaced).toEqual(['Theirs']);
    // It came in while the words on screen were saved, and is typed over.
    core.targets[0] = 'Theirs again';
    core.changeElsewhere();
    keeper.receive(core.now());
    keeper.type(0, 'One more time!');
    expect(await keeper.flush()).toBe(true);
    expect(core.targets[0]).toBe('One more time!');
    expect(keeper.state().replaced).toEqual(['Theirs', 'Theirs again']);
  });

  it('takes its own words for nobody else’s, though the news of them comes before the answer', async () => {
    const core = fakeCore(['하나']);
    const keeper = createKeeper(core.now(), core.ports);
    keeper.type(0, 'One ');
    core.hold();
    const saving = keeper.flush();
    await new Promise((resolve) => setImmediate(resolve));
    keeper.type(0, 'One more');
    keeper.receive(desk(['하나'], ['One'], 2));
    core.release();
    await saving;
    expect(await keeper.flush()).toBe(true);
    expect(keeper.state().replaced).toEqual([]);
  });

  it('keeps the words when the core refuses, says why, and tries again', async () => {
    const core = fakeCore(['하나']);
    const keeper = createKeeper(core.now(), core.ports);
    core.failures.push('disk-full');
    keeper.type(0, 'One');
    expect(await keeper.flush()).toBe(false);
    expect(keeper.state()).toMatchObject({ failure: 'disk-full' });
    expect(shownText(keeper.state(), 0)).toBe('One');
    keeper.leave(0);
    await settled(keeper);
    expect(keeper.state().failure).toBeNull();
    expect(core.targets).toEqual(['One']);
  });

  it('tries again by itself after the core was restarted', async () => {
    const core = fakeCore(['하나']);
    const keeper = createKeeper(core.now(), core.ports);
    core.failures.push('core-restarted');
    keeper.type(0, 'One');
    expect(await keeper.flush()).toBe(false);
    core.pass();
    await settled(keeper);
    expect(core.targets).toEqual(['One']);
    expect(keeper.state().failure).toBeNull();
  });

  it('confirms what is on screen, also where nothing was typed', async () => {
    const core = fakeCore(['하나', '둘']);
    core.targets[1] = 'Two';
    const keeper = createKeeper(core.now(), core.ports);
    expect(await keeper.confirm(1)).toBe(true);
    keeper.type(0, 'One');
    expect(await keeper.confirm(0)).toBe(true);
    expect(core.saves.map(({ index, text, confirm }) => [index, text, confirm])).toEqual([[1, 'Two', true], [0, 'One', true]]);
    core.pass();
    await settled(keeper);
    expect(core.saves).toHaveLength(2);
  });

  it('moves words along with their segment when the source changes, and keeps aside those whose segment went', () => {
    const core = fakeCore(['하나', '둘']);
    const keeper = createKeeper(core.now(), core.ports);
    keeper.type(0, 'One');
    keeper.type(1, 'Two');
    keeper.receive(desk(['새 줄', '하나'], ['', ''], 7));
    expect(shownText(keeper.state(), 1)).toBe('One');
    expect(shownText(keeper.state(), 0)).toBe('');
    expect(keeper.state().strays).toEqual(['Two']);
  });

  it('keeps the headline by itself', async () => {
    const core = fakeCore(['하나']);
    const keeper = createKeeper(core.now(), core.ports);
    keeper.type(TITLE, 'Title');
    expect(await keeper.flush()).toBe(true);
    expect(core.saves[0]).toMatchObject({ index: TITLE, text: 'Title' });
    expect(core.now().title?.target).toBe('Title');
  });
});
