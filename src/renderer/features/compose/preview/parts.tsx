import { type ReactNode } from 'react';
import styles from './preview.module.css';
import { useTexts } from '../texts.ts';

/** The account's picture: its first letter, since the channel's own is not on this computer. */
export function PostAvatar({ name, square = false }: { readonly name: string; readonly square?: boolean }): ReactNode {
  return <span className={styles.avatar} data-square={square || undefined} aria-hidden>{Array.from(name.trim())[0] ?? ''}</span>;
}

/** The card of a link as a channel shows it before it has read the page: its host and address. */
export function LinkCard({ link }: { readonly link: string }): ReactNode {
  if (!URL.canParse(link)) return null;
  const { hostname, pathname } = new URL(link);
  return (
    <div className={styles.linkCard}>
      <span className={styles.linkHost}>{hostname}</span>
      <span className={styles.linkPath}>{pathname === '/' ? link : decodedPath(pathname)}</span>
    </div>
  );
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export function FirstComment({ name, text }: { readonly name: string; readonly text: string }): ReactNode {
  const t = useTexts();
  if (text.trim() === '') return null;
  return (
    <p className={styles.firstComment}>
      <span className="visually-hidden">{t('preview.firstComment')}: </span>
      <strong>{name}</strong> {text}
    </p>
  );
}
