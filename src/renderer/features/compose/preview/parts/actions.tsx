import type { LucideIcon } from 'lucide-react';
import { type ReactNode } from 'react';
import styles from '../preview.module.css';

export interface Action {
  readonly icon: LucideIcon;
  /** Empty for an icon alone. */
  readonly word?: string;
}

/** What readers can do with a post. A drawing: nothing in it can be pressed, and a screen reader passes it by. */
export function Actions({ of: actions, way = 'spread', pushLast = false }: { readonly of: readonly Action[]; readonly way?: 'spread' | 'start' | 'words'; readonly pushLast?: boolean }): ReactNode {
  return (
    <p className={styles.actions} data-way={way} data-push-last={pushLast || undefined} aria-hidden>
      {actions.map(({ icon: Icon, word }, index) => (
        <span key={index} className={styles.action}><Icon size={18} strokeWidth={1.6} />{word}</span>
      ))}
    </p>
  );
}
