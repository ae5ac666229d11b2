import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorCode } from '#shared/contract/errors.ts';
import styles from './feedback.module.css';
import { useT } from './use-t.ts';

/** A failure in three parts: what happened, what is safe, what to do. */
export function ErrorNotice({ code, children }: { readonly code: ErrorCode; readonly children?: ReactNode }): ReactNode {
  const { t } = useT('errors');
  return (
    <div className={styles.error} role="alert">
      <CircleAlert size={20} strokeWidth={1.5} aria-hidden />
      <div>
        <strong>{t(`${code}.title`)}</strong>
        <p>{t(`${code}.safe`)}</p>
        <p>{t(`${code}.next`)}</p>
        {children}
      </div>
    </div>
  );
}
