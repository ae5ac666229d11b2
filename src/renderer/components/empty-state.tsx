import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './feedback.module.css';

/** What a list says when there is nothing in it, and the one thing to do next. */
export function EmptyState({ icon: Icon, text, children }: { readonly icon?: LucideIcon; readonly text: string; readonly children?: ReactNode }): ReactNode {
  return (
    <div className={styles.empty}>
      {Icon !== undefined && <Icon size={32} strokeWidth={1.25} className={styles.emptyIcon} aria-hidden />}
      <p className={styles.emptyText}>{text}</p>
      {children !== undefined && <div className={styles.emptyActions}>{children}</div>}
    </div>
  );
}

/** Grey bars in the shape of what is being read; nothing moves. */
export function Skeleton({ lines = 6, label }: { readonly lines?: number; readonly label: string }): ReactNode {
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className={styles.bone} style={{ width: `${[92, 64, 80, 48][index % 4]}%` }} />
      ))}
    </div>
  );
}
