import { type ReactNode, useState } from 'react';
import { adviseChannels, type ChannelAdviceItem } from '#shared/channels/advice.ts';
import type { VariantRow } from '#shared/contract/views.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import type { Id, Language } from '#shared/domain/ids.ts';
import type { Account, Workspace } from '#shared/domain/workspace.ts';
import { Button } from '../../../components/button.tsx';
import { ChannelBadge } from '../../../components/channel-badge.tsx';
import { Checkbox } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useFormats } from '../../../components/formats.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { useRetiredAccounts } from '../../../rpc/profiles.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import styles from '../compose.module.css';
import { checkText, useTexts } from '../texts.ts';

export interface AddVariantsDialogProps {
  readonly workspace: Workspace;
  readonly story: StoryContent;
  readonly rows: readonly VariantRow[];
  readonly onClose: () => void;
  readonly onAdded: (variants: readonly Id[]) => void;
}

const FITS = { 3: 'best', 2: 'good', 1: 'possible', 0: 'poor' } as const;

const targetKey = (account: Id, language: Language): string => `${account}|${language}`;

/** Channels by languages to tick, the best one for the story first, each with the reason and what was measured. */
export function AddVariantsDialog({ workspace, story, rows, onClose, onAdded }: AddVariantsDialogProps): ReactNode {
  const t = useTexts();
  const core = useCore();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const [adapted, setAdapted] = useState(false);
  const have = new Set(rows.filter((row) => row.status.status !== 'archived').map((row) => targetKey(row.account.id, row.language)));
  const retired = useRetiredAccounts();
  const accounts = workspace.accounts.filter(({ id }) => !retired.has(id));
  const advice = adviseChannels(story.kind, story.purpose);
  const free = advice.flatMap(({ channel }) => accounts.filter((account) => account.channel === channel)).flatMap((account) => workspace.languages.map((language) => targetKey(account.id, language))).filter((key) => !have.has(key));
  const toggle = (key: string, on: boolean): void => setTicked(new Set(on ? [...ticked, key] : [...ticked].filter((each) => each !== key)));

  const add = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const targets = [...ticked].map((key) => {
        const [account = '', language = 'ko'] = key.split('|');
        return { account, language: language as Language, adapted };
      });
      onAdded((await core.variants.add({ story: story.story, targets })).variants);
    } catch (refused) {
      setError(errorCodeOf(refused));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('add.title')}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          <Checkbox className={styles.footStart} isSelected={free.length > 0 && ticked.size === free.length} isIndeterminate={ticked.size > 0 && ticked.size < free.length} isDisabled={free.length === 0} onChange={(on) => setTicked(new Set(on ? free : []))}>
            {t('add.all')}
          </Checkbox>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isPending={busy} disabledReason={ticked.size === 0 ? t('add.nothing') : undefined} onPress={() => void add()}>
            {t('add.confirm', { count: ticked.size })}
          </Button>
        </>
      }
    >
      <p>{t('add.intro')}</p>
      <Checkbox isSelected={adapted} onChange={setAdapted}>{t('adapt:addAdapted')} <span className={styles.muted}>{t('adapt:addAdaptedHint')}</span></Checkbox>
      {error !== null && <ErrorNotice code={error} />}
      <ul className={styles.adviceList}>
        {advice.flatMap((item) =>
          accounts.filter((account) => account.channel === item.channel).map((account) => (
            <AdviceRow key={account.id} item={item} account={account} languages={workspace.languages} have={have} ticked={ticked} onToggle={toggle} />
          )),
        )}
      </ul>
    </Dialog>
  );
}

interface AdviceRowProps {
  readonly item: ChannelAdviceItem;
  readonly account: Account;
  readonly languages: readonly Language[];
  readonly have: ReadonlySet<string>;
  readonly ticked: ReadonlySet<string>;
  readonly onToggle: (key: string, on: boolean) => void;
}

function AdviceRow({ item, account, languages, have, ticked, onToggle }: AdviceRowProps): ReactNode {
  const t = useTexts();
  const { pick } = useFormats();
  const channel = t(`common:channel.${item.channel}`);
  const source = item.measured[0]?.source;
  return (
    <li className={styles.adviceRow}>
      <ChannelBadge channel={item.channel} />
      <div className={styles.adviceText}>
        <div className={styles.adviceName}>
          <strong>{channel}</strong> <span className={styles.muted}>{pick(account.name)} {account.handle}</span>
          <span className={styles.fit} data-fit={item.fit}>{t(`add.fit.${FITS[item.fit]}`)}</span>
        </div>
        <p className={styles.adviceWhy}>{checkText(t, item.key, item.values)}</p>
        {source !== undefined && (
          <p className={styles.adviceSource}>{t('add.source', { publisher: source.publisher, title: source.title, date: source.date })}</p>
        )}
      </div>
      <div className={styles.adviceTicks}>
        {languages.map((language) => {
          const key = targetKey(account.id, language);
          const exists = have.has(key);
          const word = t(`common:language.${language}`);
          return (
            <Checkbox key={language} aria-label={`${t('add.cell', { channel, account: pick(account.name), language: word })}${exists ? `, ${t('add.haveLong')}` : ''}`} isSelected={exists || ticked.has(key)} isDisabled={exists} onChange={(on) => onToggle(key, on)}>
              {word}
              {exists && <span className={styles.muted}> {t('add.have')}</span>}
            </Checkbox>
          );
        })}
      </div>
    </li>
  );
}
