import { beforeEach, describe, expect, it, vi } from 'vitest';

const story = '00000000-0000-7000-8000-000000000001';
const other = '00000000-0000-7000-8000-000000000002';

function storage(initial: Record<string, string> = {}) {
  const kept = new Map(Object.entries(initial));
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), kept };
}

async function load(initial?: Record<string, string>) {
  vi.resetModules();
  const session = storage(initial);
  vi.stubGlobal('sessionStorage', session);
  const navigation = await import('#renderer/app/navigation.ts');
  const at = () => JSON.parse(session.kept.get('sotong.history') ?? '{"entries":[{"screen":"library"}],"index":0}') as { entries: unknown[]; index: number };
  return { ...navigation, at, here: () => at().entries[at().index] };
}

describe('navigation', () => {
  beforeEach(() => vi.unstubAllGlobals());

  it('goes back and forward, and a new way forgets the old one', async () => {
    const { navigate, goBack, goForward, here, at } = await load();
    navigate({ screen: 'compose', story, variant: null });
    navigate({ screen: 'settings' });
    goBack();
    expect(here()).toEqual({ screen: 'compose', story, variant: null });
    goForward();
    expect(here()).toEqual({ screen: 'settings' });
    goBack();
    navigate({ screen: 'review', story, variant: null });
    goForward();
    expect(here()).toEqual({ screen: 'review', story, variant: null });
    expect(at().entries).toHaveLength(3);
  });

  it('does not go past an end', async () => {
    const { goBack, goForward, navigate, here } = await load();
    navigate({ screen: 'settings' });
    goForward();
    expect(here()).toEqual({ screen: 'settings' });
    goBack();
    goBack();
    expect(here()).toEqual({ screen: 'library' });
  });

  it('replaces the entry for a selection within a screen', async () => {
    const { navigate, at } = await load();
    navigate({ screen: 'compose', story, variant: null });
    navigate({ screen: 'compose', story, variant: other }, { replace: true });
    expect(at()).toEqual({ entries: [{ screen: 'library' }, { screen: 'compose', story, variant: other }], index: 1 });
  });

  it('opens another screen on the story in hand, and a screen as it was left', async () => {
    const { navigate, goToScreen, here, lastStory } = await load();
    navigate({ screen: 'compose', story, variant: other });
    goToScreen('translate');
    expect(here()).toEqual({ screen: 'translate', story, source: null, target: null });
    goToScreen('compose');
    expect(here()).toEqual({ screen: 'compose', story, variant: other });
    expect(lastStory()).toBe(story);
  });

  it('opens a screen that was left empty on the story in hand', async () => {
    const { navigate, goToScreen, here } = await load();
    goToScreen('compose');
    expect(here()).toEqual({ screen: 'compose', story: null, variant: null });
    navigate({ screen: 'review', story, variant: null });
    goToScreen('compose');
    expect(here()).toEqual({ screen: 'compose', story, variant: null });
  });

  it('goes on where a window was that had to be loaded again', async () => {
    const { goToScreen, at } = await load({ 'sotong.history': JSON.stringify({ entries: [{ screen: 'library' }, { screen: 'compose', story, variant: null }], index: 1 }) });
    goToScreen('settings');
    expect(at().index).toBe(2);
  });

  it.each(['', 'nonsense', '{"entries":[],"index":0}', '{"entries":[{"screen":"library"}],"index":7}', '{"entries":[{"screen":"compose","story":"x","variant":null}],"index":0}'])('starts at the beginning when what was kept is %s', async (kept) => {
    const { navigate, at } = await load({ 'sotong.history': kept });
    navigate({ screen: 'settings' });
    expect(at()).toEqual({ entries: [{ screen: 'library' }, { screen: 'settings' }], index: 1 });
  });

  it('begins where the window was opened for, and in the library for what is no place', async () => {
    const { placeOf } = await load();
    const place = { screen: 'compose', story, variant: other };
    expect(placeOf(`#${encodeURIComponent(JSON.stringify(place))}`)).toEqual(place);
    for (const hash of ['', '#', '#%', '#%7B%7D', '#{"screen":"compose"}', '#null']) expect(placeOf(hash), hash).toEqual({ screen: 'library' });
  });

  it('keeps that place for a page that is loaded again without it', async () => {
    const place = { screen: 'settings' };
    vi.stubGlobal('location', { search: '', hash: `#${encodeURIComponent(JSON.stringify(place))}` });
    const { here } = await load();
    expect(here()).toEqual(place);
  });
});
