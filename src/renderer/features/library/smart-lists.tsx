import { type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { SmartList } from '#shared/contract/views.ts';
import { useFormats } from '../../components/formats.ts';
import { changeLibrary } from './library-state.ts';
import styles from './library.module.css';
import { useCounts } from './use-stories.ts';
import { useT } from '../../components/use-t.ts';

const LISTS: readonly (readonly SmartList[])[] = [['all'], ['mine', 'to-review', 'changes-requested', 'needs-translation'], ['archived']];

/** Counts are taken up to here only. */
const COUNTED = 1_000;

/** The lists that keep themselves: each with how many it holds. */
export function SmartLists({ value }: { readonly value: SmartList }): ReactNode {
  const { t } = useT('library');
  const { number } = useFormats();
  const counts = useCounts();
  const countText = (count: number | undefined): string => (count === undefined ? '' : count >= COUNTED ? `${number(COUNTED)}+` : number(count));
  return (
    <nav className={styles.lists} aria-label={t('lists')}>
      {LISTS.map((group, index) => (
        <div key={group[0]}>
          {index > 0 && <div className={styles.listGap} />}
          {group.map((list) => (
            <Button key={list} className={styles.listItem ?? ''} {...(list === value ? { 'aria-current': 'true' as const } : {})} onPress={() => changeLibrary({ list, selected: null })}>
              <span>{t(`list.${list}`)}</span>
              <span className={styles.count}>{countText(counts[list])}</span>
            </Button>
          ))}
        </div>
      ))}
    </nav>
  );
}
