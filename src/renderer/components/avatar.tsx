import type { ReactNode } from 'react';
import styles from './feedback.module.css';

const segmenter = new Intl.Segmenter();

/** A person as one letter of the name: the given name's first syllable in Korean, the first letter otherwise. */
export function Avatar({ name, size = 24 }: { readonly name: string; readonly size?: number }): ReactNode {
  const trimmed = name.trim();
  const korean = /^[가-힣]{2,4}$/u.test(trimmed);
  return (
    <span className={styles.avatar} style={{ width: size, height: size, fontSize: Math.round(size * 0.46) }} aria-hidden>
      {korean ? trimmed.charAt(1) : (segmenter.segment(trimmed)[Symbol.iterator]().next().value?.segment ?? '').toUpperCase()}
    </span>
  );
}
