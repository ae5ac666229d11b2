import { type ReactNode } from 'react';
import styles from '../preview.module.css';

/** The account's picture: its first letter, since the channel's own is not on this computer. `shape`: as the channel cuts it. */
export function Avatar({ name, size = 40, shape = 'circle' }: { readonly name: string; readonly size?: number; readonly shape?: 'circle' | 'rounded' | 'square' }): ReactNode {
  return <span className={styles.avatar} data-shape={shape} style={{ width: size, height: size, fontSize: size * 0.4 }} aria-hidden>{Array.from(name.trim())[0] ?? ''}</span>;
}
