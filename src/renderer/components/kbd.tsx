import type { ReactNode } from 'react';
import { chordLabel, chordsOf, type CommandId, commandSpec } from '#shared/contract/commands.ts';
import { cx } from './class-names.ts';
import styles from './kbd.module.css';
import { usePlatform } from './platform.ts';

/** A shortcut as people read it (Ctrl+K, ⌘K). `plain` drops the boxes, for buttons and tooltips. */
export function Kbd({ chord, plain = false }: { readonly chord: string; readonly plain?: boolean }): ReactNode {
  const platform = usePlatform();
  return (
    <kbd className={cx(styles.keys, plain && styles.plain, platform === 'darwin' && styles.mac)}>
      {chordLabel(chord, platform).map((part) => (
        <span key={part} className={styles.key}>
          {part}
        </span>
      ))}
    </kbd>
  );
}

/** The first shortcut of a command; nothing where it has none. */
export function CommandKbd({ command, plain = false }: { readonly command: CommandId; readonly plain?: boolean }): ReactNode {
  const chord = useCommandChord(command);
  return chord === null ? null : <Kbd chord={chord} plain={plain} />;
}

/** The first chord of a command on this platform, or null. */
export function useCommandChord(command: CommandId | undefined): string | null {
  const platform = usePlatform();
  const spec = command === undefined ? undefined : commandSpec(command);
  return spec === undefined ? null : (chordsOf(spec, platform)[0] ?? null);
}
