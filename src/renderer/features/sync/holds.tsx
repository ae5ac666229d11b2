import { Hand, OctagonPause } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { HoldView } from '#shared/contract/publication-views.ts';
import { mayLift } from '#shared/domain/hold.ts';
import type { Id } from '#shared/domain/ids.ts';
import { runCommand } from '../../app/commands.ts';
import { useShellState } from '../../app/shell-state.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { EmptyState, Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { useT } from '../../components/use-t.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useHolds } from '../../rpc/queries.ts';
import { scopeWords } from '../../app/hold-words.ts';
import { LiftDialog } from './lift-dialog.tsx';
import styles from './sync.module.css';

/** What stops publishing now, who said so and why; and what did before. */
export function Holds(): ReactNode {
  const { t } = useT('sync');
  const { data: holds, error } = useHolds();
  const [lifting, setLifting] = useState<Id | null>(null);
  const hold = holds?.find(({ id }) => id === lifting) ?? null;
  if (error !== null && holds === undefined) return <ErrorNotice code={errorCodeOf(error)} />;
  if (holds === undefined) return <Skeleton label={t('common:loading')} />;
  return (
    <div className={styles.column} data-pane="holds">
      <div className={styles.filters}>
        <Button size="small" icon={OctagonPause} command="publish.hold" onPress={() => runCommand('publish.hold')}>
          {t('holds.add')}
        </Button>
      </div>
      {holds.length === 0 ? (
        <EmptyState icon={Hand} text={t('holds.empty')} />
      ) : (
        <ul className={styles.publications} aria-label={t('holds.title')}>
          {holds.map((each) => (
            <Hold key={each.id} hold={each} onLift={() => setLifting(each.id)} />
          ))}
        </ul>
      )}
      {hold !== null && hold.lifted === null && <LiftDialog hold={hold} onClose={() => setLifting(null)} />}
    </div>
  );
}

function Hold({ hold, onLift }: { readonly hold: HoldView; readonly onLift: () => void }): ReactNode {
  const { t } = useT('sync');
  const { t: common } = useT();
  const { shortDateTime } = useFormats();
  const { language } = useShellState().state;
  const { workspace, roles, readOnly } = useWorkspaceView();
  const nameOf = (id: Id): string => workspace.members.find((member) => member.id === id)?.name[language] ?? '';
  const over = hold.lifted !== null;
  const facts = [
    t('holds.by', { name: nameOf(hold.author), at: shortDateTime(hold.at) }),
    !hold.confirmed && t('holds.waitingForServer'),
    hold.lifted !== null && t('holds.lifted', { name: nameOf(hold.lifted.by), at: shortDateTime(hold.lifted.at) }),
  ].filter((fact) => fact !== false);
  return (
    <li className={styles.hold}>
      <OctagonPause size={16} strokeWidth={1.5} className={cx(over ? styles.rowIcon : styles.bad)} aria-hidden />
      <span className={styles.holdWhat}>
        <strong>{scopeWords(common, hold)}</strong> <span>{hold.reason}</span>
        <span className={styles.holdFacts}>{facts.join(' · ')}</span>
      </span>
      {over ? (
        <span className={styles.language}>{t('holds.over')}</span>
      ) : (
        <Button size="small" disabledReason={mayLift({ roles }) ? undefined : t('holds.mayNotLift')} isDisabled={readOnly} onPress={onLift} aria-label={t('holds.liftThis', { scope: scopeWords(common, hold) })}>
          {t('holds.lift')}
        </Button>
      )}
    </li>
  );
}
