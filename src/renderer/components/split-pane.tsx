import { Fragment, type ReactNode, useEffect, useState } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import styles from './split-pane.module.css';
import { useT } from './use-t.ts';

export interface Pane {
  readonly id: string;
  /** The landmark's name; unique on the screen. */
  readonly label: string;
  readonly content: ReactNode;
  /** Pixels, or a share such as '30%'. The first pane without one takes what is left. */
  readonly size?: number | string;
  readonly min?: number;
  readonly max?: number;
  readonly surface?: 'paper' | 'canvas';
  /** Where the keyboard goes when the screen is shown. */
  readonly primary?: boolean;
}

let resets = 0;
const resetListeners = new Set<() => void>();

/** Forgets every stored pane size; panes on screen go back to theirs at once. */
export function resetPaneSizes(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith('react-resizable-panels:')) localStorage.removeItem(key);
  resets += 1;
  for (const listener of resetListeners) listener();
}

/**
 * Panes side by side with separators that take the focus (arrows resize, Home and End to the
 * limits, Enter collapses). Each pane is a named region that F6 visits. Sizes are remembered by `id`.
 */
export function SplitPane({ id, panes }: { readonly id: string; readonly panes: readonly Pane[] }): ReactNode {
  const [generation, setGeneration] = useState(resets);
  useEffect(() => {
    const listener = (): void => setGeneration(resets);
    resetListeners.add(listener);
    return () => {
      resetListeners.delete(listener);
    };
  }, []);
  return <SplitGroup key={`${generation}:${panes.map((pane) => pane.id).join(',')}`} id={id} panes={panes} />;
}

function SplitGroup({ id, panes }: { readonly id: string; readonly panes: readonly Pane[] }): ReactNode {
  const { t } = useT();
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id, panelIds: panes.map((pane) => pane.id), storage: localStorage, onlySaveAfterUserInteractions: true });
  return (
    <Group id={id} className={styles.group} defaultLayout={defaultLayout} onLayoutChanged={onLayoutChanged} orientation="horizontal">
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          {index > 0 && <Separator className={styles.separator} aria-label={`${t('resize')}: ${panes[index - 1]?.label ?? ''}, ${pane.label}`} />}
          <Panel
            id={pane.id}
            {...(pane.size === undefined ? {} : { defaultSize: pane.size, groupResizeBehavior: 'preserve-pixel-size' as const })}
            minSize={pane.min ?? 160}
            {...(pane.max === undefined ? {} : { maxSize: pane.max })}
          >
            <section className={styles.pane} data-surface={pane.surface ?? 'paper'} data-pane={pane.id} {...(pane.primary === true ? { 'data-primary': '' } : {})} aria-label={pane.label} tabIndex={-1}>
              {pane.content}
            </section>
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
