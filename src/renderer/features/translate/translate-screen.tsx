import { useMutation } from '@tanstack/react-query';
import { Languages, Plus } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { StoryDetail } from '#shared/contract/views.ts';
import { navigate } from '../../app/navigation.ts';
import type { ScreenProps } from '../../app/screens.tsx';
import { useStoryTitle } from '../../app/screen-title.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Button } from '../../components/button.tsx';
import { SegmentedControl } from '../../components/choices.tsx';
import { EmptyState, Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { SplitPane } from '../../components/split-pane.tsx';
import { showToast } from '../../components/toast.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useStory } from '../../rpc/queries.ts';
import { ChecksPane } from './checks-pane.tsx';
import { Desk, useDeskControl } from './desk.tsx';
import { type AccountPair, accountPairs, type Choice, choosePair, sourceLanguage, targetLanguage } from './model/pair.ts';
import { openPair, PairBar } from './pair-bar.tsx';
import { StoriesPane } from './stories-pane.tsx';
import styles from './translate.module.css';
import { useDesk } from './use-desk.ts';
import { errorText } from './words.ts';

/** Translating: a story, one channel account, and its two languages side by side, line by line. */
export function TranslateScreen({ route }: ScreenProps<'translate'>): ReactNode {
  const { t } = useT('translate');
  const narrow = useNarrow();
  const [part, setPart] = useState<'table' | 'checks'>('table');
  const story = useStory(route.story);
  const open = story.data?.row.id === route.story ? story.data : undefined;
  const pairs = useMemo(() => accountPairs(open?.variants ?? []), [open]);
  const choice = useMemo(() => choosePair(pairs, { source: route.source, target: route.target }), [pairs, route.source, route.target]);
  const pair = pairs.find((each) => each.account.id === choice?.account) ?? null;
  const source = choice === null || pair === null ? null : pair[sourceLanguage(choice.direction)];
  const target = choice === null || pair === null ? null : pair[targetLanguage(choice.direction)];
  const { desk, error } = useDesk(source !== null && target !== null ? source.id : null, source !== null && target !== null ? target.id : null);
  const control = useDeskControl(desk);
  useStoryTitle(open?.content.title ?? null);
  // The route says what is open, so that Back comes to it again.
  useEffect(() => {
    if (open !== undefined && choice !== null && (source?.id ?? null) !== route.source) openPair(open.row.id, pairs, choice);
  }, [open, choice, source, route.source, pairs]);

  const checks = (
    <ChecksPane
      findings={control.findings}
      at={control.at}
      onGo={(position) => {
        setPart('table');
        control.go(position);
      }}
    />
  );
  const showChecks = desk !== null;
  const main = (
    <div className={styles.main}>
      {route.story === null ? (
        <EmptyState icon={Languages} text={t('choose')} />
      ) : story.error !== null ? (
        <ErrorNotice code={errorCodeOf(story.error)} />
      ) : open === undefined ? (
        <Skeleton label={t('loading')} />
      ) : choice === null || pair === null ? (
        <EmptyState icon={Languages} text={t('noVariants')}>
          <Button variant="primary" onPress={() => navigate({ screen: 'compose', story: open.row.id, variant: null })}>
            {t('openCompose')}
          </Button>
        </EmptyState>
      ) : (
        <>
          <PairBar
            story={open}
            pairs={pairs}
            choice={choice}
            narrowChecks={
              narrow && showChecks ? (
                <SegmentedControl
                  label={t('pane.table')}
                  options={[
                    { id: 'table' as const, label: t('action.table') },
                    { id: 'checks' as const, label: t('checks.title', { count: control.findings.length }) },
                  ]}
                  value={part}
                  onChange={setPart}
                />
              ) : null
            }
          />
          <div className={styles.content}>
            {source === null || target === null ? (
              <Missing story={open} pair={pair} choice={choice} />
            ) : error !== null && desk === null ? (
              <ErrorNotice code={errorCodeOf(error)} />
            ) : desk === null ? (
              <Skeleton label={t('loading')} />
            ) : narrow && part === 'checks' ? (
              checks
            ) : (
              <Desk desk={desk} control={control} details={narrow} />
            )}
          </div>
        </>
      )}
    </div>
  );
  return (
    <SplitPane
      id="translate"
      panes={[
        { id: 'translate-stories', label: t('pane.stories'), size: 220, min: 180, max: 360, surface: 'canvas', content: <StoriesPane story={route.story} /> },
        { id: 'translate-table', label: t('pane.table'), min: 320, content: main },
        ...(narrow || !showChecks ? [] : [{ id: 'translate-checks', label: t('pane.checks'), size: 280, min: 220, max: 420, content: checks }]),
      ]}
    />
  );
}

/** One side of the pair does not exist yet. */
function Missing({ story, pair, choice }: { readonly story: StoryDetail; readonly pair: AccountPair; readonly choice: Choice }): ReactNode {
  const { t } = useT('translate');
  const core = useCore();
  const { readOnly } = useWorkspaceView();
  const language = targetLanguage(choice.direction);
  const source = pair[sourceLanguage(choice.direction)];
  const channel = t(`common:channel.${pair.account.channel}`);
  const add = useMutation({
    mutationFn: () => core.variants.add({ story: story.row.id, targets: [{ account: pair.account.id, language }] }),
    onSuccess: ({ variants }) => {
      showToast({ text: t('pair.added', { language: t(`common:language.${language}`) }) });
      navigate({ screen: 'translate', story: story.row.id, source: source?.id ?? null, target: variants[0] ?? null }, { replace: true });
    },
    onError: (error) => {
      showToast({ tone: 'bad', text: errorText(t, errorCodeOf(error)) });
    },
  });
  if (source === null) {
    return (
      <EmptyState icon={Languages} text={t('pair.missingSource', { channel, language: t(`common:language.${sourceLanguage(choice.direction)}`) })}>
        <Button onPress={() => navigate({ screen: 'compose', story: story.row.id, variant: null })}>{t('openCompose')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Languages} text={t('pair.missingTarget', { channel, language: t(`common:language.${language}`) })}>
      <Button variant="primary" icon={Plus} isDisabled={readOnly} isPending={add.isPending} onPress={() => add.mutate()}>
        {t('pair.addTarget', { language: t(`common:language.${language}`) })}
      </Button>
    </EmptyState>
  );
}
