import type { ReactNode } from 'react';
import type { WorkspaceItem } from '#shared/contract/workspaces-contract.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState, Skeleton } from '../../components/empty-state.tsx';
import { useFormats } from '../../components/formats.ts';
import { Tag } from '../../components/status-chip.tsx';
import { useT } from '../../components/use-t.ts';
import { hostOf, useWorkspaceName } from './use-workspaces.ts';
import styles from './workspaces.module.css';

export interface WorkspaceListProps {
  /** Undefined while they are looked at. */
  readonly items: readonly WorkspaceItem[] | undefined;
  readonly onSwitch: (item: WorkspaceItem) => void;
  readonly onRename: (item: WorkspaceItem) => void;
  readonly onRemove: (item: WorkspaceItem) => void;
}

/** Each newsroom on this PC: where it is, who one is there, and what of it is nowhere else. */
export function WorkspaceList({ items, onSwitch, onRename, onRemove }: WorkspaceListProps): ReactNode {
  const { t } = useT('workspaces');
  const nameOf = useWorkspaceName();
  if (items === undefined) return <Skeleton label={t('common:loading')} lines={3} />;
  if (items.length === 0) return <EmptyState text={t('unreadable')} />;
  return (
    <ul className={styles.list} aria-label={t('title')}>
      {items.map((item) => {
        const name = nameOf(item);
        return (
          <li key={item.id} aria-label={name} className={styles.row}>
            <div className={styles.about}>
              <span className={styles.name}>
                {name} {item.current && <Tag>{t('open')}</Tag>} {item.look?.demonstration === true && <Tag>{t('common:seat.demonstration')}</Tag>}
              </span>
              <WorkspaceFacts item={item} />
            </div>
            <div className={styles.actions}>
              {!item.current && (
                <Button size="small" aria-label={t('switchTo', { name })} onPress={() => onSwitch(item)}>
                  {t('switch')}
                </Button>
              )}
              <Button size="small" variant="quiet" aria-label={t('renameOf', { name })} onPress={() => onRename(item)}>
                {t('rename')}
              </Button>
              {!item.current && (
                <Button size="small" variant="quiet" aria-label={t('removeOf', { name })} onPress={() => onRemove(item)}>
                  {t('remove')}
                </Button>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function WorkspaceFacts({ item: { server, look } }: { readonly item: WorkspaceItem }): ReactNode {
  const { t } = useT('workspaces');
  const { pick } = useFormats();
  const facts = [server === '' ? t('thisPcOnly') : hostOf(server), ...(look?.member == null ? [] : [t('you', { name: pick(look.member) })])];
  return (
    <>
      <span className={styles.facts}>{facts.join(' · ')}</span>
      <span className={styles.facts}>{look === null ? t('unreadable') : <Unsent look={look} />}</span>
    </>
  );
}

/** What would be lost with this PC. */
export function Unsent({ look }: { readonly look: NonNullable<WorkspaceItem['look']> }): ReactNode {
  const { t } = useT('workspaces');
  const { waiting, drafts } = look;
  if (waiting === 0 && drafts === 0) return t('allSent');
  return [...(waiting > 0 ? [t('waiting', { count: waiting })] : []), ...(drafts > 0 ? [t('drafts', { count: drafts })] : [])].join(' · ');
}
