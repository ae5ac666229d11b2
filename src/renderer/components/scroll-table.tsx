import type { ReactNode } from 'react';
import styles from './scroll-table.module.css';

/** Where a table, and what belongs behind its last row, scrolls under its head. It can be reached by keyboard, as what scrolls must be. */
export function ScrollTable({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
