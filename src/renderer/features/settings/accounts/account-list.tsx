import { type ReactNode, useState } from 'react';
import { channelProfile } from '#shared/channels/registry.ts';
import { maySet } from '#shared/domain/settings.ts';
import type { Account } from '#shared/domain/workspace.ts';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { ChannelBadge } from '../../../components/channel-badge.tsx';
import { useFormats } from '../../../components/formats.ts';
import { Tag } from '../../../components/status-chip.tsx';
import { useT } from '../../../components/use-t.ts';
import { useRetiredAccounts } from '../../../rpc/profiles.ts';
import styles from '../settings.module.css';
import { AccountDialog } from './account-dialog.tsx';

/** The accounts that the newsroom writes for; for administrators also the way to add one, to call one otherwise, to retire one. */
export function AccountList(): ReactNode {
  const { t } = useT('channels');
  const { workspace, roles, readOnly } = useWorkspaceView();
  const { pick } = useFormats();
  const retired = useRetiredAccounts();
  const [open, setOpen] = useState<Account | 'new' | null>(null);
  const mayChange = maySet({ roles }, 'account') && !readOnly;
  const nameOf = ({ channel, name }: Account): { readonly channel: string; readonly name: string } => ({ channel: pick(channelProfile(channel).name), name: pick(name) });
  return (
    <div className={styles.item}>
      <p className={styles.hint}>{[t('account.intro'), ...(mayChange ? [t('account.connect')] : [t('account.mayNotChange')])].join(' ')}</p>
      {workspace.accounts.length === 0 ? (
        <p className={styles.hint}>{t('account.none')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('account.title')}>
          {workspace.accounts.map((account) => (
            <li key={account.id}>
              <span className={styles.buttons}>
                <ChannelBadge channel={account.channel} />
                <span>
                  {nameOf(account).name} <span className={styles.hint}>{account.handle}</span> {retired.has(account.id) && <Tag>{t('account.retired')}</Tag>}
                  <br />
                  <span className={styles.hint}>{[nameOf(account).channel, ...(channelProfile(account.channel).connector === 'by-hand' ? [t('account.byHand')] : [])].join(' · ')}</span>
                </span>
              </span>
              {mayChange && (
                <Button size="small" aria-label={t('account.editOf', nameOf(account))} onPress={() => setOpen(account)}>
                  {t('account.edit')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && (
        <div className={styles.buttons}>
          <Button onPress={() => setOpen('new')}>{t('account.add')}</Button>
        </div>
      )}
      {open !== null && <AccountDialog account={open === 'new' ? null : open} isRetired={open !== 'new' && retired.has(open.id)} onClose={() => setOpen(null)} />}
    </div>
  );
}
