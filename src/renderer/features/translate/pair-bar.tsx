import { PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';
import type { StoryDetail } from '#shared/contract/views.ts';
import { navigate } from '../../app/navigation.ts';
import { Button } from '../../components/button.tsx';
import { SegmentedControl } from '../../components/choices.tsx';
import { Select } from '../../components/select.tsx';
import { useFormats } from '../../components/formats.ts';
import { useT } from '../../components/use-t.ts';
import { type AccountPair, type Choice, DIRECTIONS, sourceLanguage, targetLanguage } from './model/pair.ts';
import styles from './translate.module.css';

/** Goes to a pair: the route names the variants that exist. */
export function openPair(story: string, pairs: readonly AccountPair[], { account, direction }: Choice): void {
  const pair = pairs.find((each) => each.account.id === account);
  const source = pair?.[sourceLanguage(direction)]?.id ?? null;
  const target = pair?.[targetLanguage(direction)]?.id ?? null;
  navigate({ screen: 'translate', story, source, target }, { replace: true });
}

/** The story, which of its accounts, and from which language into which. */
export function PairBar({ story, pairs, choice, narrowChecks }: { readonly story: StoryDetail; readonly pairs: readonly AccountPair[]; readonly choice: Choice; readonly narrowChecks: ReactNode }): ReactNode {
  const { t } = useT('translate');
  const { pick } = useFormats();
  const go = (to: Choice): void => openPair(story.row.id, pairs, to);
  return (
    <header className={styles.header}>
      <h2 className={styles.title}>{story.content.title === '' ? t('common:untitled') : story.content.title}</h2>
      <Button size="small" variant="quiet" icon={PencilLine} onPress={() => navigate({ screen: 'compose', story: story.row.id, variant: pairs.find((pair) => pair.account.id === choice.account)?.[targetLanguage(choice.direction)]?.id ?? null })}>
        {t('openCompose')}
      </Button>
      <span className={styles.spring} />
      <Select
        inline
        label={t('pair.label')}
        options={pairs.map(({ account }) => ({ id: account.id, label: t('pair.account', { channel: t(`common:channel.${account.channel}`), account: pick(account.name) }) }))}
        value={choice.account}
        onChange={(account) => go({ ...choice, account })}
      />
      <SegmentedControl label={t('pair.direction')} options={DIRECTIONS.map((id) => ({ id, label: t(`pair.directions.${id}`) }))} value={choice.direction} onChange={(direction) => go({ ...choice, direction })} />
      {narrowChecks}
    </header>
  );
}
