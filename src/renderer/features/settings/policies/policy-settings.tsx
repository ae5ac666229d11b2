import { type ReactNode, useState } from 'react';
import type { ChannelId } from '#shared/domain/ids.ts';
import { maySet } from '#shared/domain/settings.ts';
import type { NamedPolicy, Policy } from '#shared/domain/workspace.ts';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useT } from '../../../components/use-t.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { useSettings } from '../../../rpc/profiles.ts';
import styles from '../settings.module.css';
import { AbsenceSettings } from './absence-settings.tsx';
import { GroupSettings } from './group-settings.tsx';
import { PolicyDialog } from './policy-dialog.tsx';
import { useRuleWords } from './rule-words.ts';
import { usePut } from '../use-put.ts';

interface Row {
  readonly name: string;
  readonly value: NamedPolicy;
  /** It comes with the newsroom and can be replaced, not removed. */
  readonly isConfigured: boolean;
}

type Open = { readonly name: string; readonly value: NamedPolicy | null };

/** Who must approve what; for admins also the way to change it, to say who is away, and who belongs together. */
export function PolicySettings(): ReactNode {
  const { t } = useT('policy');
  const { workspace, roles, readOnly } = useWorkspaceView();
  const made = useSettings('policy');
  const [open, setOpen] = useState<Open | null>(null);
  const { put, isPending, error } = usePut('policy');
  const words = useRuleWords();
  const mayChange = !readOnly && maySet({ roles }, 'policy');
  const configured = Object.entries(workspace.policies.named ?? {}).filter(([name]) => !made.some(({ key }) => key === name));
  const rows: Row[] = [...made.map(({ key, value }) => ({ name: key, value, isConfigured: false })), ...configured.map(([name, value]) => ({ name, value, isConfigured: true }))].toSorted((a, b) => a.name.localeCompare(b.name));
  const basic: readonly (readonly [string, Policy])[] = [
    [t('default'), workspace.policies.default],
    ...Object.entries(workspace.policies.byChannel).map(([channel, rule]) => [t('channelDefault', { channel: t(`common:channel.${channel as ChannelId}`) }), rule] as const),
  ];
  return (
    <>
      <div className={styles.item}>
        <p className={styles.hint}>{t('intro')}</p>
        {!mayChange && <p className={styles.hint}>{t('readOnly')}</p>}
        {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
        <ul className={styles.list} aria-label={t('list')}>
          {rows.map(({ name, value, isConfigured }) => (
            <li key={name}>
              <span className={styles.grow}>
                <span className={styles.name}>{name}</span>
                {[words.match(value.match), ...words.rule(value.rule), ...(isConfigured ? [t('configured')] : [])].map((line) => (
                  <span key={line} className={styles.hint}>
                    <br />
                    {line}
                  </span>
                ))}
              </span>
              {mayChange && (
                <span className={styles.buttons}>
                  <Button size="small" aria-label={t('editOf', { name })} onPress={() => setOpen({ name, value })}>
                    {t('edit')}
                  </Button>
                  {!isConfigured && (
                    <Button size="small" variant="quiet" isPending={isPending} aria-label={t('removeOf', { name })} onPress={() => put(name, null, t('removed', { name }))}>
                      {t('remove')}
                    </Button>
                  )}
                </span>
              )}
            </li>
          ))}
          {basic.map(([name, rule]) => (
            <li key={name}>
              <span>
                <span className={styles.name}>{name}</span>
                <br />
                <span className={styles.hint}>{words.rule(rule).join(' · ')}</span>
              </span>
            </li>
          ))}
        </ul>
        {mayChange && (
          <div className={styles.buttons}>
            <Button onPress={() => setOpen({ name: '', value: null })}>{t('add')}</Button>
          </div>
        )}
      </div>
      <AbsenceSettings />
      <GroupSettings mayChange={mayChange} />
      {open !== null && <PolicyDialog name={open.name} value={open.value} taken={rows.map(({ name }) => name)} onClose={() => setOpen(null)} />}
    </>
  );
}
