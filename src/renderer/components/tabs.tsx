import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import { cx } from './class-names.ts';
import styles from './tabs.module.css';

export interface TabItem<K extends string> {
  readonly id: K;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps<K extends string> {
  readonly label: string;
  readonly items: readonly TabItem<K>[];
  readonly value: K;
  readonly onChange: (value: K) => void;
  readonly className?: string | undefined;
}

/** Panels of which one is shown. */
export function Tabs<K extends string>({ label, items, value, onChange, className }: TabsProps<K>): ReactNode {
  return (
    <AriaTabs selectedKey={value} onSelectionChange={(key) => onChange(key as K)} className={cx(styles.tabs, className)}>
      <TabList aria-label={label} className={styles.list ?? ''}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={styles.tab ?? ''}>
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={styles.panel ?? ''}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
