import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import { LibraryScreen } from '../features/library/library-screen.tsx';
import type { RouteOf, ScreenId } from './navigation.ts';

export interface ScreenProps<S extends ScreenId> {
  readonly route: RouteOf<S>;
}

type ScreenComponent<S extends ScreenId> = ComponentType<ScreenProps<S>> | LazyExoticComponent<ComponentType<ScreenProps<S>>>;

/**
 * The screens of the window. A feature exports one component, which takes its route as a property
 * and registers its own commands (`useCommands`); this table is where features meet. All but the
 * first are loaded after it is shown.
 */
export const SCREENS: { readonly [S in ScreenId]?: ScreenComponent<S> } = {
  library: LibraryScreen,
  compose: lazy(async () => ({ default: (await loadCompose()).ComposeScreen })),
  review: lazy(async () => ({ default: (await import('../features/review/review-screen.tsx')).ReviewScreen })),
  translate: lazy(async () => ({ default: (await import('../features/translate/translate-screen.tsx')).TranslateScreen })),
  settings: lazy(async () => ({ default: (await import('../features/settings/settings-screen.tsx')).SettingsScreen })),
};

/** Gets Compose, where people go first, so that its keys work from the moment it is shown. */
export function loadCompose(): Promise<typeof import('../features/compose/index.ts')> {
  return import('../features/compose/index.ts');
}

/** Those of the sidebar, in its order; the number of each is its shortcut. */
export const NAVIGATION: readonly Exclude<ScreenId, 'settings'>[] = ['library', 'compose', 'review', 'translate'];
