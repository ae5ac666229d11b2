import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChevronsUpDown, Languages, Library, type LucideIcon, MessagesSquare, PenLine, Settings } from 'lucide-react';
import { type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { CommandId } from '#shared/contract/commands.ts';
import type { Member } from '#shared/domain/workspace.ts';
import { Avatar } from '../components/avatar.tsx';
import { cx } from '../components/class-names.ts';
import { useFormats } from '../components/formats.ts';
import { CommandKbd } from '../components/kbd.tsx';
import { Menu } from '../components/menu.tsx';
import { Tag } from '../components/status-chip.tsx';
import { showToast } from '../components/toast.tsx';
import { Tooltip } from '../components/tooltip.tsx';
import { useCore } from '../rpc/core-client.ts';
import { errorCodeOf } from '../rpc/errors.ts';
import { hostOf, useSwitchWorkspace, useWorkspaceName, useWorkspaces } from '../features/workspaces/use-workspaces.ts';
import { runCommand } from './commands.ts';
import styles from './frame.module.css';
import { Mark } from './mark.tsx';
import { type ScreenId, useRoute } from './navigation.ts';
import { openOverlay } from './overlays.ts';
import { useShellState } from './shell-state.ts';
import { NAVIGATION, SCREENS } from './screens.tsx';
import { memberOf, useWorkspaceView } from './workspace-context.ts';
import { useT } from '../components/use-t.ts';

const ICONS: Readonly<Record<ScreenId, LucideIcon>> = { library: Library, compose: PenLine, review: MessagesSquare, translate: Languages, settings: Settings };
const COMMAND: Readonly<Record<ScreenId, CommandId>> = { library: 'go.library', compose: 'go.compose', review: 'go.review', translate: 'go.translate', settings: 'settings.open' };

export interface SidebarProps {
  readonly collapsed: boolean;
  /** How many things wait on a screen; none is not shown. */
  readonly counts: Partial<Record<ScreenId, number>>;
}

export function Sidebar({ collapsed, counts }: SidebarProps): ReactNode {
  const { t } = useT();
  return (
    <aside className={cx(styles.sidebar, collapsed && styles.collapsed)} data-pane="sidebar" aria-label={t('nav.sidebar')}>
      <Brand collapsed={collapsed} />
      <nav className={styles.navigation} aria-label={t('nav.label')}>
        {[...NAVIGATION, 'settings' as const]
          .filter((screen) => SCREENS[screen] !== undefined)
          .map((screen) => (
            <NavItem key={screen} screen={screen} collapsed={collapsed} count={counts[screen] ?? 0} />
          ))}
      </nav>
      <div className={styles.foot}>
        <Seat collapsed={collapsed} />
      </div>
    </aside>
  );
}

/** Which newsroom is open, and the way to another. */
function Brand({ collapsed }: { readonly collapsed: boolean }): ReactNode {
  const { t } = useT('workspaces');
  const { pick } = useFormats();
  const { workspace } = useWorkspaceView();
  const { label } = useShellState().state.workspace;
  const { data: items = [] } = useWorkspaces();
  const nameOf = useWorkspaceName();
  const switchTo = useSwitchWorkspace();
  const name = label === '' ? pick(workspace.name) : label;
  return (
    <Menu
      label={t('title')}
      trigger={
        <AriaButton className={styles.brand ?? ''} aria-label={t('menu', { name })}>
          <Mark size={24} />
          {!collapsed && <span className={styles.brandName}>{name}</span>}
          {!collapsed && <ChevronsUpDown size={16} strokeWidth={1.5} aria-hidden />}
        </AriaButton>
      }
      groups={[
        {
          id: 'workspaces',
          label: t('title'),
          selected: items.find(({ current }) => current)?.id ?? '',
          items: items.map((item) => ({
            id: item.id,
            label: item.current ? name : nameOf(item),
            description: item.server === '' ? t('thisPcOnly') : hostOf(item.server),
            run: () => {
              if (!item.current) switchTo(item.id);
            },
          })),
        },
        {
          id: 'manage',
          items: [
            { id: 'add', label: t('common:ellipsis', { title: t('add') }), run: () => openOverlay('add-workspace') },
            { id: 'list', label: t('common:ellipsis', { title: t('manage') }), command: 'workspace.list', run: () => openOverlay('workspaces') },
          ],
        },
      ]}
    />
  );
}

function NavItem({ screen, collapsed, count }: { readonly screen: ScreenId; readonly collapsed: boolean; readonly count: number }): ReactNode {
  const { t } = useT();
  const route = useRoute();
  const Icon = ICONS[screen];
  const name = t(`nav.${screen}`);
  const button = (
    <AriaButton
      className={styles.navItem ?? ''}
      {...(route.screen === screen ? { 'aria-current': 'page' as const } : {})}
      {...(collapsed ? { 'aria-label': count > 0 ? `${name}, ${t('nav.waiting', { count })}` : name } : {})}
      onPress={() => runCommand(COMMAND[screen])}
    >
      <Icon size={18} strokeWidth={1.5} aria-hidden />
      {!collapsed && <span>{name}</span>}
      {!collapsed && count > 0 && <span className={styles.count}>{count}</span>}
      {!collapsed && <CommandKbd command={COMMAND[screen]} plain />}
    </AriaButton>
  );
  return collapsed ? (
    <Tooltip text={name} command={COMMAND[screen]}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}

/** Who one is here. In the sample newsroom, and only there, a menu to sit in another's seat. */
function Seat({ collapsed }: { readonly collapsed: boolean }): ReactNode {
  const { t } = useT();
  const { pick } = useFormats();
  const view = useWorkspaceView();
  const core = useCore();
  const queries = useQueryClient();
  const rolesOf = (member: Member): string => member.roles.map((role) => t(`role.${role}`)).join(', ');
  const take = useMutation({
    mutationFn: (member: Member) => core.workspace.takeSeat({ member: member.id }),
    onSuccess: (_next, member) => {
      void queries.invalidateQueries();
      showToast({ text: t('seat.taken', { name: pick(member.name), roles: rolesOf(member) }) });
    },
    onError: (error) => showToast({ tone: 'bad', text: t(`errors:${errorCodeOf(error)}.title`), detail: t(`errors:${errorCodeOf(error)}.next`) }),
  });
  const member = memberOf(view, view.seat);
  if (member === undefined) return null;
  const name = pick(member.name);
  const inside = (
    <>
      <Avatar name={name} size={28} />
      {!collapsed && (
        <span className={styles.seatText}>
          <span className={styles.seatName}>{name}</span>
          <span className={styles.seatRole}>
            {view.workspace.demonstration && <Tag>{t('seat.demonstration')}</Tag>}
            <span>{rolesOf(member)}</span>
          </span>
        </span>
      )}
    </>
  );
  const label = t('seat.you', { name, roles: rolesOf(member) });
  if (!view.workspace.demonstration) {
    return (
      <div className={styles.seat} role="group" aria-label={label}>
        {inside}
      </div>
    );
  }
  return (
    <Menu
      label={t('seat.change')}
      trigger={
        <AriaButton className={styles.seat ?? ''} {...(collapsed ? { 'aria-label': `${label}. ${t('seat.demonstration')}. ${t('seat.change')}` } : {})}>
          <span className="visually-hidden">{t('seat.current')} </span>
          {inside}
          <span className="visually-hidden"> {t('seat.change')}</span>
          {!collapsed && <ChevronsUpDown size={16} strokeWidth={1.5} aria-hidden />}
        </AriaButton>
      }
      groups={[
        {
          id: 'seats',
          label: t('seat.explain'),
          selected: member.id,
          items: view.workspace.members.map((each) => ({ id: each.id, label: pick(each.name), description: rolesOf(each), run: () => take.mutate(each) })),
        },
      ]}
    />
  );
}
