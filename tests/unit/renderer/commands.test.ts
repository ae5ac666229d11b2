import { describe, expect, it } from 'vitest';
import { acceleratorFor, chordLabel, chordsOf, COMMANDS, commandSpec, type CommandSpec, isCommandId, matchesChord } from '#shared/contract/commands.ts';

const press = (code: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({ code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('the command table', () => {
  it('names each command once', () => {
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
  });

  it.each(['linux', 'win32', 'darwin'])('gives no chord to two commands that can meet, on %s', (platform) => {
    for (const a of COMMANDS) {
      for (const b of COMMANDS) {
        if (a.id >= b.id || (a.scope !== b.scope && a.scope !== 'global' && b.scope !== 'global')) continue;
        const shared = chordsOf(a, platform).filter((chord) => chordsOf(b, platform).includes(chord));
        expect(shared, `${a.id} and ${b.id}`).toEqual([]);
      }
    }
  });

  it('leaves the keys of input methods alone', () => {
    for (const spec of COMMANDS as readonly CommandSpec[]) {
      for (const chord of chordsOf(spec, 'linux')) {
        expect(chord, spec.id).not.toMatch(/^(Shift|Mod)\+Space$|^Mod\+Alt\+Key|^Mod\+Shift\+Key[UE]$/);
      }
      for (const chord of chordsOf(spec, 'darwin')) expect(chord, spec.id).not.toMatch(/^Alt\+Key/);
    }
  });

  it('finds a command by its id only', () => {
    expect(commandSpec('go.library')?.menu).toBe('view');
    expect(isCommandId('__proto__')).toBe(false);
    expect(commandSpec('no.such')).toBeUndefined();
  });
});

describe('chords', () => {
  const spec = (id: string): CommandSpec => {
    const found = commandSpec(id);
    if (found === undefined) throw new Error(id);
    return found;
  };

  it('read as Electron accelerators', () => {
    expect(acceleratorFor(spec('sync.panel'), 'linux')).toBe('CmdOrCtrl+Shift+Y');
    expect(acceleratorFor(spec('settings.open'), 'darwin')).toBe('CmdOrCtrl+,');
    expect(acceleratorFor(spec('history.back'), 'win32')).toBe('Alt+Left');
    expect(acceleratorFor(spec('history.back'), 'darwin')).toBe('CmdOrCtrl+[');
    expect(acceleratorFor(spec('go.library'), 'linux')).toBe('CmdOrCtrl+1');
    expect(acceleratorFor(spec('app.backup'), 'linux')).toBeNull();
  });

  it('read as people write them', () => {
    expect(chordLabel('Mod+Shift+KeyY', 'linux')).toEqual(['Ctrl', 'Shift', 'Y']);
    expect(chordLabel('Mod+Shift+KeyY', 'darwin')).toEqual(['⇧', '⌘', 'Y']);
    expect(chordLabel('Mod+PageDown', 'win32')).toEqual(['Ctrl', 'PgDn']);
  });

  it('match by the place of the key and exactly the modifiers', () => {
    expect(matchesChord('Mod+KeyK', press('KeyK', { ctrlKey: true }), 'linux')).toBe(true);
    expect(matchesChord('Mod+KeyK', press('KeyK', { metaKey: true }), 'darwin')).toBe(true);
    expect(matchesChord('Mod+KeyK', press('KeyK', { ctrlKey: true }), 'darwin')).toBe(false);
    expect(matchesChord('Mod+KeyK', press('KeyK', { ctrlKey: true, shiftKey: true }), 'linux')).toBe(false);
    expect(matchesChord('Mod+KeyK', press('KeyK', { ctrlKey: true, altKey: true }), 'win32')).toBe(false);
    expect(matchesChord('KeyJ', press('KeyJ'), 'linux')).toBe(true);
  });
});
