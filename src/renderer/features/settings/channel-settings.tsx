import { useMutation } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { figuresOf, type NamedFigure, ofKind } from '#shared/channels/figures.ts';
import { kindOf } from '#shared/channels/newsroom-profile.ts';
import { type ChannelProfile, CHANNELS, channelProfile, RULES_VERSION } from '#shared/channels/registry.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { maySet } from '#shared/domain/settings.ts';
import type { Account } from '#shared/domain/workspace.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { useFormats } from '../../components/formats.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Select } from '../../components/select.tsx';
import { useT } from '../../components/use-t.ts';
import { useShell } from '../../rpc/bridge.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useProfiles, useSettings } from '../../rpc/profiles.ts';
import channelStyles from './channel-settings.module.css';
import { FigureDialog } from './figure-dialog.tsx';
import { figureWord } from './figure-words.ts';
import styles from './settings.module.css';

/** What each channel allows, where that was read, and what this newsroom says instead. */
export function ChannelSettings(): ReactNode {
  const { t } = useT('channels');
  const { workspace, roles } = useWorkspaceView();
  const { pick } = useFormats();
  const [channel, setChannel] = useState<ChannelId>(workspace.accounts[0]?.channel ?? 'x');
  const [changing, setChanging] = useState<NamedFigure | null>(null);
  const profileOf = useProfiles();
  const accounts = workspace.accounts.filter((account) => account.channel === channel);
  const account = accounts[0] ?? { id: '', channel };
  const kind = kindOf(useSettings('account-kind'), account.id);
  const profile = profileOf(account);
  const shipped = ofKind(channelProfile(channel), kind);
  const mayChange = maySet({ roles }, 'figure');
  return (
    <div className={styles.item}>
      <p className={styles.hint}>{t('intro')}</p>
      <div className={styles.fieldLine}>
        <Select label={t('channel')} value={channel} onChange={setChannel} options={CHANNELS.map(({ id, name }) => ({ id, label: pick(name) }))} />
        {accounts.map((each) => profile.kinds.length > 0 && <AccountKind key={each.id} account={each} profile={profile} mayChange={mayChange} />)}
      </div>
      <FigureTable profile={profile} onChange={mayChange ? setChanging : null} />
      <p className={styles.hint}>{[t('rules', { version: RULES_VERSION }), ...(mayChange ? [] : [t('mayNotChange')])].join(' · ')}</p>
      {changing !== null && (
        <FigureDialog channel={channel} named={changing} shipped={figuresOf(shipped).find(({ name }) => name === changing.name)?.figure ?? changing.figure} onClose={() => setChanging(null)} />
      )}
    </div>
  );
}

const ORDINARY = 'ordinary';

/** A paying account, a blog of another make: their figures differ. */
function AccountKind({ account, profile, mayChange }: { readonly account: Account; readonly profile: ChannelProfile; readonly mayChange: boolean }): ReactNode {
  const { t } = useT('channels');
  const core = useCore();
  const { pick } = useFormats();
  const value = kindOf(useSettings('account-kind'), account.id);
  const put = useMutation({ mutationFn: (kind: string) => core.settings.put({ collection: 'account-kind', key: account.id, value: kind === ORDINARY ? null : kind }) });
  return (
    <>
      <Select
        label={t('kind.label', { account: account.handle })}
        value={value === '' ? ORDINARY : value}
        isDisabled={!mayChange}
        onChange={(kind) => put.mutate(kind)}
        options={[{ id: ORDINARY, label: t('kind.ordinary') }, ...profile.kinds.map(({ id, name }) => ({ id, label: pick(name) }))]}
      />
      {put.isError && <ErrorNotice code={errorCodeOf(put.error)} />}
    </>
  );
}

/** `onChange` null: the seat may read only. */
function FigureTable({ profile, onChange }: { readonly profile: ChannelProfile; readonly onChange: ((named: NamedFigure) => void) | null }): ReactNode {
  const { t } = useT('channels');
  const { number, date, pick } = useFormats();
  const shell = useShell();
  const figures = figuresOf(profile);
  if (figures.length === 0) return <p>{t('none')}</p>;
  return (
    <table className={channelStyles.table} aria-label={t('table', { channel: pick(profile.name) })}>
      <thead>
        <tr>
          <th scope="col">{t('column.figure')}</th>
          <th scope="col" className={channelStyles.value}>
            {t('column.value')}
          </th>
          <th scope="col">{t('column.known')}</th>
          {onChange !== null && (
            <th scope="col">
              <span className="visually-hidden">{t('column.action')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {figures.map(({ name, figure }) => (
          <tr key={name} data-own={figure.confidence === 'workspace' || undefined}>
            <th scope="row">{figureWord(t, name)}</th>
            <td className={channelStyles.value}>
              <span className="tabular">{number(figure.value)}</span>
              <span className={styles.hint}>{t(`unit.${figure.unit}`)}</span>
            </td>
            <td>
              <span>
                {t(`known.${figure.confidence}`)}, {t('readOn', { date: date(`${figure.checkedAt}T00:00:00.000Z`) })}
              </span>
              {/^https?:/u.test(figure.source) && <IconButton icon={ExternalLink} size="small" label={t('sourceOf', { figure: figureWord(t, name) })} onPress={() => void shell.invoke('shell:open-external', figure.source)} />}
              {figure.confidence === 'workspace' && <p className={styles.hint}>{figure.note}</p>}
            </td>
            {onChange !== null && (
              <td>
                <Button size="small" aria-label={t('changeOf', { figure: figureWord(t, name) })} onPress={() => onChange({ name, figure })}>
                  {t('change')}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
