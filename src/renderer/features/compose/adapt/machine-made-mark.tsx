import { Sparkle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../texts.ts';
import styles from './adapt.module.css';

/** Says that nobody has changed a word of what a rule made. */
export function MachineMadeMark(): ReactNode {
  const t = useTexts();
  return <span className={styles.mark} title={t('adapt:madeLong')}><Sparkle size={12} strokeWidth={1.75} aria-hidden /> {t('adapt:made')}</span>;
}
