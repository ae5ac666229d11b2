import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '#shared/contract/errors.ts';
import styles from './feedback.module.css';

/** A failure in three parts: what happened, what is safe, what to do. */
export function ErrorNotice({ code, children }: { readonly code: ErrorCode; readonly children?: ReactNode }): ReactNode {
  const { t } = useTranslation('errors');
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
