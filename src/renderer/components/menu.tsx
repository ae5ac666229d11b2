import type { LucideIcon } from 'lucide-react';
import { type ReactElement, type ReactNode } from 'react';
import { Collection, Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import type { CommandId } from '#shared/contract/commands.ts';
import { cx } from './class-names.ts';
import { CommandKbd } from './kbd.tsx';
import styles from './menu.module.css';

interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: LucideIcon;
  readonly command?: CommandId;
  readonly isDisabled?: boolean;
  readonly danger?: boolean;
  readonly run: () => void;
}

export interface MenuGroup {
  readonly id: string;
  readonly label?: string;
  readonly items: readonly MenuAction[];
  /** Marks the one in force, for groups that are a choice. */
  readonly selected?: string;
}

/** A button that opens a menu. Groups are parted by a line; a group with `selected` is a choice of one. */
export function Menu({ label, trigger, groups }: { readonly label: string; readonly trigger: ReactElement; readonly groups: readonly MenuGroup[] }): ReactNode {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ''} offset={4}>
        <AriaMenu aria-label={label} className={styles.menu ?? ''}>
          {groups
            .filter((group) => group.items.length > 0)
            .flatMap((group, index) => [
              ...(index > 0 ? [<Separator key={`${group.id}-line`} className={styles.separator ?? ''} />] : []),
              <MenuSection
                key={group.id}
                aria-label={group.label ?? label}
                {...(group.selected === undefined ? {} : { selectionMode: 'single' as const, selectedKeys: [group.selected], disallowEmptySelection: true })}
              >
                {group.label !== undefined && <Header className={styles.header ?? ''}>{group.label}</Header>}
                <Collection items={group.items}>
                  {({ icon: Icon, ...item }) => (
                    <MenuItem id={item.id} textValue={item.label} isDisabled={item.isDisabled ?? false} onAction={item.run} className={cx(styles.item, item.danger === true && styles.danger)}>
                      {Icon !== undefined && <Icon size={16} strokeWidth={1.5} aria-hidden />}
                      <span className={styles.text}>
                        {item.label}
                        {item.description !== undefined && <span className={styles.description}>{item.description}</span>}
                      </span>
                      {item.command !== undefined && <CommandKbd command={item.command} plain />}
                    </MenuItem>
                  )}
                </Collection>
              </MenuSection>,
            ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
