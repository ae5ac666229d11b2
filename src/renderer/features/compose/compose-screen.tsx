import { PenLine } from 'lucide-react';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/navigation.ts';
import type { ScreenProps } from '../../app/screens.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState, Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useStory } from '../../rpc/queries.ts';
import { ComposeStory } from './compose-story.tsx';

/** Writing: the common text and the variants of one story, with their checks and previews. */
export function ComposeScreen({ route }: ScreenProps<'compose'>): ReactNode {
  const { t } = useTranslation('compose');
  const story = useStory(route.story);
  const library = <Button onPress={() => navigate({ screen: 'library' })}>{t('openLibrary')}</Button>;
  if (route.story === null) {
    return (
      <EmptyState icon={PenLine} text={t('noStory')}>
        {library}
      </EmptyState>
    );
  }
  if (story.data !== undefined) return <ComposeStory key={route.story} detail={story.data} variantId={route.variant} />;
  if (story.error !== null) return <ErrorNotice code={errorCodeOf(story.error)}>{library}</ErrorNotice>;
  return <Skeleton label={t('loading')} />;
}
