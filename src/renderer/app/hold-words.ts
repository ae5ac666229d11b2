import type { HoldView } from '#shared/contract/publication-views.ts';
import type { Translate } from '../components/use-t.ts';

/** What a hold stops, in words. */
export function scopeWords(t: Translate, { scope, storyTitle }: Pick<HoldView, 'scope' | 'storyTitle'>): string {
  switch (scope.kind) {
    case 'workspace':
      return t('sync:holds.scope.workspace');
    case 'channel':
      return t('sync:holds.scope.channel', { channel: t(`channel.${scope.channel}`) });
    case 'label':
      return t('sync:holds.scope.label', { label: scope.label });
    case 'story':
      return t('sync:holds.scope.story', { title: storyTitle === '' ? t('untitled') : storyTitle });
  }
}
