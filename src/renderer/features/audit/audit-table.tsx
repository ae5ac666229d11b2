import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { ScrollTable } from '../../components/scroll-table.tsx';
import { useT } from '../../components/use-t.ts';
import styles from './audit.module.css';

const COLUMNS = ['when', 'who', 'what', 'on', 'hash'] as const;

/** Acts as a table, newest first; `more` fetches older ones, null where there are none. */
export function AuditTable({ label, more, children }: { readonly label: string; readonly more: { readonly isPending: boolean; readonly fetch: () => void } | null; readonly children: ReactNode }): ReactNode {
  const { t } = useT('audit');
  return (
    <ScrollTable label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
      {more !== null && (
        <Button size="small" isPending={more.isPending} onPress={more.fetch}>
          {t('more')}
        </Button>
      )}
    </ScrollTable>
  );
}
