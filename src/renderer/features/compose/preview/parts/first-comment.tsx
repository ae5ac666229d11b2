import { type ReactNode } from 'react';
import { useTexts } from '../../texts.ts';
import styles from '../preview.module.css';
import { Avatar } from './avatar.tsx';

/** The account's own comment, right below its post. */
export function FirstComment({ name, text, bubble = false }: { readonly name: string; readonly text: string; readonly bubble?: boolean }): ReactNode {
  const t = useTexts();
  if (text.trim() === '') return null;
  return (
    <div className={styles.firstComment} data-bubble={bubble || undefined}>
      <Avatar name={name} size={28} />
      <p dir="auto">
        <span className="visually-hidden">{t('editor.firstComment')}: </span>
        <strong><bdi>{name}</bdi></strong> {text}
      </p>
    </div>
  );
}
