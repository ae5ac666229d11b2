import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import type { CommandId } from '#shared/contract/commands.ts';
import styles from './button.module.css';
import { cx } from './class-names.ts';
import { CommandKbd } from './kbd.tsx';
import { Tooltip } from './tooltip.tsx';

type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'link';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'isDisabled' | 'style' | 'render'> {
  readonly children: ReactNode;
  readonly variant?: ButtonVariant;
  readonly size?: 'medium' | 'small';
  readonly icon?: LucideIcon;
  /** Shows the command's shortcut in the button; the press handler is the caller's. */
  readonly command?: CommandId;
  readonly isDisabled?: boolean | undefined;
  /** Why it cannot be used. The button stays in the tab order, so that the reason can be read on focus and hover. */
  readonly disabledReason?: string | undefined;
  readonly className?: string | undefined;
}

/** A button with a noun or a verb on it. Acts on release; while pending it stays focusable and does nothing. */
export function Button(props: ButtonProps): ReactNode {
  const { children, variant = 'secondary', size = 'medium', icon: Icon, command, isDisabled, disabledReason, className, onPress, ...rest } = props;
  const reasonId = useId();
  const barred = disabledReason !== undefined;
  const button = (
    <AriaButton
      {...rest}
      {...(barred ? { 'aria-disabled': true, 'aria-describedby': reasonId } : {})}
      {...(!barred && onPress !== undefined ? { onPress } : {})}
      // A barred submit button must not submit either.
      {...(barred ? { type: 'button' as const } : {})}
      // What is under way keeps the focus: a disabled button loses it, and Escape would no longer reach the dialog around it.
      isDisabled={!barred && isDisabled === true && rest.isPending !== true}
      className={cx(styles.button, variant !== 'secondary' && styles[variant], size === 'small' && styles.small, className)}
    >
      {Icon !== undefined && <Icon size={16} strokeWidth={1.5} aria-hidden />}
      {children}
      {command !== undefined && <CommandKbd command={command} plain />}
      {barred && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </AriaButton>
  );
  // A button that can be barred stays in its tooltip once it is not: in another place of the tree it would be a new button, without the focus.
  return 'disabledReason' in props ? <Tooltip text={disabledReason}>{button}</Tooltip> : button;
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style' | 'aria-label'> {
  readonly icon: LucideIcon;
  /** Its name for assistive technology, and the tooltip. */
  readonly label: string;
  readonly command?: CommandId;
  readonly size?: 'medium' | 'small';
  readonly pressed?: boolean;
  readonly className?: string | undefined;
}

/** A toolbar button without a word on it: the tooltip gives its name and shortcut. */
export function IconButton({ icon: Icon, label, command, size = 'medium', pressed, className, ...rest }: IconButtonProps): ReactNode {
  return (
    <Tooltip text={label} command={command}>
      <AriaButton
        {...rest}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        aria-label={label}
        className={cx(styles.button, styles.quiet, styles.icon, size === 'small' && styles.small, className)}
      >
        <Icon size={size === 'small' ? 16 : 18} strokeWidth={1.5} aria-hidden />
      </AriaButton>
    </Tooltip>
  );
}
