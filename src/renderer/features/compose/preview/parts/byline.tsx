import { type ReactNode } from 'react';
import styles from '../preview.module.css';

/** Who posts: on one line (`parts` dim after the name), or the name above the parts. */
export function Byline({ name, parts, stacked = false }: { readonly name: string; readonly parts: readonly string[]; readonly stacked?: boolean }): ReactNode {
  const rest = parts.filter((part) => part !== '').join(' · ');
  return (
    <p className={styles.byline} data-stacked={stacked || undefined}>
      <strong><bdi>{name}</bdi></strong> <span className={styles.dim}><bdi>{rest}</bdi></span>
    </p>
  );
}
