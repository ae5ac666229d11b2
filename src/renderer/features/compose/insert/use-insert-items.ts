import { useMemo, useSyncExternalStore } from 'react';
import type { ChannelProfile } from '#shared/channels/types.ts';
import type { Language } from '#shared/domain/ids.ts';
import { formatDate } from '#shared/i18n/format.ts';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { useSettings } from '../../../rpc/profiles.ts';
import { CHARACTER_ITEMS, type InsertItem, keptItems } from './items.ts';

export interface InsertContext {
  /** Of the variant in hand; null for the common text. */
  readonly profile: Pick<ChannelProfile, 'id' | 'entities'> | null;
  readonly language: Language;
  /** The story's title. */
  readonly title: string;
  /** The address in the variant's field for it. */
  readonly link: string;
}

/** Nothing says that a day has passed. */
const untold = (): (() => void) => () => undefined;

/** What can be put into a text, but for the emoji, which come when they are asked for (emoji.ts). */
export function useInsertItems({ profile, language, title, link }: InsertContext): readonly InsertItem[] {
  const { workspace } = useWorkspaceView();
  const templates = useSettings('template');
  const closingLines = useSettings('closing-line');
  const groups = useSettings('hashtag-group');
  const handles = useSettings('handle');
  const newsroom = workspace.name[language];
  // Looked up with each drawing, and the same text all day.
  const today = useSyncExternalStore(untold, () => formatDate(new Date().toISOString(), language, workspace.timeZone));
  return useMemo(
    () => [...keptItems({ templates, closingLines, groups, handles }, { profile, language, known: { title, newsroom, today, link } }), ...CHARACTER_ITEMS],
    [templates, closingLines, groups, handles, profile, language, title, newsroom, today, link],
  );
}
