import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Text } from 'react-aria-components';
import { cx } from './class-names.ts';
import styles from './field.module.css';
import menuStyles from './menu.module.css';

interface SelectOption<K extends string> {
  readonly id: K;
  readonly label: string;
  readonly icon?: ReactNode;
}

export interface SelectProps<K extends string> {
  readonly label: string;
  readonly options: readonly SelectOption<K>[];
  readonly value: K;
  readonly onChange: (value: K) => void;
  readonly hint?: string | undefined;
  /** Label beside the value, without a border: for rows of filters. */
  readonly inline?: boolean;
  readonly hideLabel?: boolean;
  readonly isDisabled?: boolean;
  readonly className?: string | undefined;
}

/** One choice of a short list. */
export function Select<K extends string>({ label, options, value, onChange, hint, inline = false, hideLabel = false, isDisabled = false, className }: SelectProps<K>): ReactNode {
  return (
    <AriaSelect value={value} onChange={(key) => onChange(key as K)} isDisabled={isDisabled} className={cx(styles.field, inline && styles.inlineSelect, className)}>
      <Label className={hideLabel ? 'visually-hidden' : (styles.label ?? '')}>{label}</Label>
      <Button className={styles.selectButton ?? ''}>
        <SelectValue className={styles.selectValue ?? ''} />
        <ChevronDown size={16} strokeWidth={1.5} aria-hidden />
      </Button>
      {hint !== undefined && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <Popover className={menuStyles.popover ?? ''} offset={4}>
        <ListBox className={menuStyles.menu ?? ''} items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={menuStyles.item ?? ''}>
              {option.icon}
              <span className={menuStyles.text}>{option.label}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
