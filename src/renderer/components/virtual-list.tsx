import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import { Collection, GridList, GridListItem, GridListLoadMoreItem, ListLayout, Virtualizer } from 'react-aria-components';
import { cx } from './class-names.ts';
import styles from './virtual-list.module.css';
import { useT } from './use-t.ts';

export interface VirtualListProps<T extends { readonly id: string }> {
  readonly label: string;
  readonly items: readonly T[];
  /** Every row's height in pixels. */
  readonly rowHeight: number;
  /** What a row says when it is read aloud or searched by typing. */
  readonly textOf: (item: T) => string;
  readonly renderRow: (item: T, state: { readonly isSelected: boolean }) => ReactNode;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  /** Enter or double click. */
  readonly onOpen?: (id: string) => void;
  readonly onLoadMore?: (() => void) | undefined;
  readonly isLoadingMore?: boolean;
  readonly renderEmpty?: () => ReactNode;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLDivElement>) => void;
  readonly className?: string;
  readonly rowClassName?: string;
}

/**
 * A list of rows of one height of which only those in view exist, so that a hundred thousand cost
 * what thirty do. Arrows move and select, Home and End go to the ends, Enter opens, and further
 * rows are asked for near the end.
 */
export function VirtualList<T extends { readonly id: string }>(props: VirtualListProps<T>): ReactNode {
  const { t } = useT();
  const { label, items, rowHeight, textOf, renderRow, selected, onSelect, onOpen, onLoadMore, isLoadingMore = false, renderEmpty, onKeyDown, className, rowClassName } = props;
  const layoutOptions = useMemo(() => ({ rowSize: rowHeight, loaderSize: 32 }), [rowHeight]);
  return (
    <Virtualizer layout={ListLayout} layoutOptions={layoutOptions}>
      <GridList
        aria-label={label}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        disallowTypeAhead
        selectedKeys={selected === null ? [] : [selected]}
        onSelectionChange={(keys) => {
          if (keys === 'all') return;
          const [first] = keys;
          if (typeof first === 'string') onSelect(first);
        }}
        {...(onOpen === undefined ? {} : { onAction: (key: string | number) => onOpen(String(key)) })}
        {...(renderEmpty === undefined ? {} : { renderEmptyState: renderEmpty })}
        {...(onKeyDown === undefined ? {} : { onKeyDownCapture: onKeyDown })}
        className={cx(styles.list, className)}
      >
        <Collection items={items} dependencies={[renderRow]}>
          {(item) => (
            <GridListItem id={item.id} textValue={textOf(item)} className={cx(styles.row, rowClassName)}>
              {({ isSelected }) => <>{renderRow(item, { isSelected })}</>}
            </GridListItem>
          )}
        </Collection>
        {onLoadMore !== undefined && (
          <GridListLoadMoreItem onLoadMore={onLoadMore} isLoading={isLoadingMore}>
            <div className={styles.loader}>{t('loading')}</div>
          </GridListLoadMoreItem>
        )}
      </GridList>
    </Virtualizer>
  );
}
