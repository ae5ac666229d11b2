import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps, Switch as AriaSwitch, type SwitchProps as AriaSwitchProps, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { cx } from './class-names.ts';
import styles from './field.module.css';

export interface CheckboxProps extends Omit<AriaCheckboxProps, 'className' | 'children' | 'style'> {
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

export function Checkbox({ children, className, ...rest }: CheckboxProps): ReactNode {
  return (
    <AriaCheckbox {...rest} className={cx(styles.check, className)}>
      {({ isIndeterminate }) => (
        <>
          <span className={styles.box}>{isIndeterminate ? <Minus size={14} strokeWidth={2.5} aria-hidden /> : <Check size={14} strokeWidth={2.5} aria-hidden />}</span>
          <span>{children}</span>
        </>
      )}
    </AriaCheckbox>
  );
}

export interface SwitchProps extends Omit<AriaSwitchProps, 'className' | 'children' | 'style'> {
  readonly children: ReactNode;
}

/** On or off, at once: for settings. */
export function Switch({ children, ...rest }: SwitchProps): ReactNode {
  return (
    <AriaSwitch {...rest} className={styles.switch ?? ''}>
      <span className={styles.track}>
        <span className={styles.thumb} style={{ display: 'block' }} />
      </span>
      <span>{children}</span>
    </AriaSwitch>
  );
}

export interface SegmentedControlProps<K extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: K; readonly label: ReactNode; readonly name?: string }[];
  readonly value: K;
  readonly onChange: (value: K) => void;
  readonly className?: string | undefined;
}

/** One of two to five, all in view. Arrow keys move within it. */
export function SegmentedControl<K extends string>({ label, options, value, onChange, className }: SegmentedControlProps<K>): ReactNode {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [first] = keys;
        if (first !== undefined) onChange(first as K);
      }}
      className={cx(styles.segments, className)}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className={styles.segment ?? ''} {...(option.name === undefined ? {} : { 'aria-label': option.name })}>
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
