import type { ReactNode } from 'react';
import type { Id } from '#shared/domain/ids.ts';
import { cx } from '../components/class-names.ts';
import { Avatar } from '../components/avatar.tsx';
import { useFormats } from '../components/formats.ts';
import { useT } from '../components/use-t.ts';
import { useOthers } from '../rpc/presence.ts';
import styles from './presence-note.module.css';
import { memberOf, useWorkspaceView } from './workspace-context.ts';

/** Who else has a variant open at this moment, writers first; nothing where nobody has. A word, not a lock: two versions are merged. */
export function PresenceNote({ subject, isBar = false }: { readonly subject: Id; /** A line of its own, from edge to edge. */ readonly isBar?: boolean }): ReactNode {
  const { t } = useT();
  const { pick } = useFormats();
  const view = useWorkspaceView();
  const others = useOthers(subject).toSorted((a, b) => Number(b.doing === 'writing') - Number(a.doing === 'writing'));
  const [first] = others;
  const names = [...new Set(others.filter(({ doing }) => doing === first?.doing).flatMap(({ member }) => memberOf(view, member) ?? []))].map(({ name }) => pick(name));
  return (
    <span role="status" className={cx(styles.note, isBar && styles.bar)}>
      {first !== undefined && names.length > 0 && (
        <>
          <Avatar name={names[0] ?? ''} size={20} />
          {t(`presence.${first.doing}`, { names: names.join(', '), count: names.length })}
        </>
      )}
    </span>
  );
}
