import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { TranslationView, VariantDetail } from '#shared/contract/views.ts';
import { channelProfile } from '#shared/channels/registry.ts';
import type { Id } from '#shared/domain/ids.ts';
import { beforeQuit } from '../../app/before-quit.ts';
import { reportSaved } from '../../app/saved-state.ts';
import { useCore, type CoreClient } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useVariant } from '../../rpc/queries.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import { createKeeper, type Desk, type Keeper, type KeeperState, TITLE } from './model/keeper.ts';

/** One keeper for each pair. It outlives the screen only while it holds words that are not saved. */
const keepers = new Map<string, Keeper>();
beforeQuit(async () => (await Promise.all([...keepers.values()].map((each) => each.flush()))).every(Boolean));

function keyOf(source: Id, target: Id): string {
  return `${source} ${target}`;
}

function deskOf(view: TranslationView, source: VariantDetail, target: VariantDetail): Desk {
  const hasTitle = channelProfile(target.content.channel).hasTitle;
  return { view, title: hasTitle ? { source: source.content.title, target: target.content.title } : null };
}

async function readDesk(core: CoreClient, source: Id, target: Id): Promise<Desk> {
  const [view, from, to] = await Promise.all([core.translate.get({ source, target }), core.variants.get({ id: source }), core.variants.get({ id: target })]);
  return deskOf(view, from, to);
}

function keeperFor(core: CoreClient, source: Id, target: Id, first: Desk): Keeper {
  const key = keyOf(source, target);
  let keeper = keepers.get(key);
  if (keeper === undefined) {
    keeper = createKeeper(first, {
      save: async ({ index, text, confirm, draftVersion }) => {
        if (index === TITLE) {
          await core.variants.save({ id: target, draftVersion, patch: { title: text } });
          return readDesk(core, source, target);
        }
        const view = await core.translate.save({ source, target, index, text, confirm, draftVersion });
        return { view, title: keepers.get(key)?.state().desk.title ?? null };
      },
      reload: () => readDesk(core, source, target),
      codeOf: errorCodeOf,
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    });
    keepers.set(key, keeper);
  }
  return keeper;
}

export interface DeskHandle {
  readonly keeper: Keeper;
  readonly state: KeeperState;
  readonly source: VariantDetail;
  readonly target: VariantDetail;
}

export interface DeskResult {
  readonly desk: DeskHandle | null;
  readonly error: unknown;
}

const NEVER = (): (() => void) => () => undefined;
const NOTHING = (): null => null;

/** The translation of one variant into another, with the words on screen. */
export function useDesk(source: Id | null, target: Id | null): DeskResult {
  const core = useCore();
  const queries = useQueryClient();
  const enabled = source !== null && target !== null;
  const view = useQuery({
    queryKey: queryKeys.translation(source ?? '', target ?? ''),
    queryFn: () => core.translate.get({ source: source ?? '', target: target ?? '' }),
    enabled,
  });
  const from = useVariant(source);
  const to = useVariant(target);
  const loaded = useMemo(() => (view.data === undefined || from.data === undefined || to.data === undefined ? null : deskOf(view.data, from.data, to.data)), [view.data, from.data, to.data]);
  const ready = enabled && loaded !== null && from.data?.row.id === source && to.data?.row.id === target;
  const keeper = ready ? keeperFor(core, source, target, loaded) : null;
  const state = useSyncExternalStore(keeper?.subscribe ?? NEVER, keeper?.state ?? NOTHING);

  // What the core tells by itself is newer than what the keeper has, unless it is an answer that came late.
  useEffect(() => {
    if (keeper !== null && loaded !== null && loaded.view.draftVersion >= keeper.state().desk.view.draftVersion) keeper.receive(loaded);
  }, [keeper, loaded]);
  useEffect(() => {
    if (source === null || target === null) return;
    return () => {
      const leaving = keepers.get(keyOf(source, target));
      if (leaving === undefined) return;
      void leaving.flush().then((done) => {
        // The answers kept for next time must not be older than what was saved.
        void queries.invalidateQueries({ queryKey: queryKeys.translation(source, target) });
        if (done && leaving.state().strays.length === 0 && leaving.state().replaced.length === 0) keepers.delete(keyOf(source, target));
      });
    };
  }, [queries, source, target]);
  useSavedReport(state, to.data?.savedAt ?? null);

  const desk = keeper === null || state === null || from.data === undefined || to.data === undefined ? null : { keeper, state, source: from.data, target: to.data };
  return { desk, error: view.error ?? from.error ?? to.error };
}

/** Tells the status bar where the words are. */
function useSavedReport(state: KeeperState | null, savedAt: string | null): void {
  const unsaved = state !== null && [...state.local.values()].some((text) => !text.saved);
  const kind = state === null ? 'none' : state.failure !== null ? 'failed' : state.saving || unsaved ? 'saving' : 'saved';
  useEffect(() => {
    if (kind === 'saved') {
      if (savedAt !== null) reportSaved({ kind, at: savedAt });
    } else reportSaved({ kind });
  }, [kind, savedAt]);
  useEffect(() => () => reportSaved({ kind: 'none' }), []);
}
