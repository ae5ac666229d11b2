import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import type { CommandId } from '#shared/contract/commands.ts';
import { CommandKbd } from './kbd.tsx';
import styles from './tooltip.module.css';

/** A short explanation on hover and on focus, while there is one; the trigger must be a pressable or focusable child. */
export function Tooltip({ text, command, children }: { readonly text: string | undefined; readonly command?: CommandId | undefined; readonly children: ReactNode }): ReactNode {
  return (
    <TooltipTrigger delay={500} closeDelay={80} isDisabled={text === undefined}>
      {children}
      {text !== undefined && (
        <AriaTooltip className={styles.tooltip ?? ''} offset={6}>
          <span>{text}</span>
          {command !== undefined && <CommandKbd command={command} plain />}
        </AriaTooltip>
      )}
    </TooltipTrigger>
  );
}
