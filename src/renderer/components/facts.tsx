import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** What is known of something: names (`dt`) and, beside each, what it is (`dd`). */
export function Facts({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className={styles.facts}>{children}</dl>;
}
