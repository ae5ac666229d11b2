import type { CommandId } from '#shared/contract/commands.ts';
import { useSwitchWorkspace, useWorkspaces } from '../features/workspaces/use-workspaces.ts';
import { type CommandHandlers, useCommands } from './commands.ts';
import { openOverlay } from './overlays.ts';

const NUMBERED = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
type WorkspaceNumber = `workspace.go-${(typeof NUMBERED)[number]}`;

export function isWorkspaceNumber(id: CommandId): id is WorkspaceNumber {
  return id.startsWith('workspace.go-');
}

/** Which newsroom of the list a command opens, from 1; 0 for any other command. */
export function workspaceNumber(id: CommandId): number {
  return isWorkspaceNumber(id) ? Number(id.slice('workspace.go-'.length)) : 0;
}

/** The list of newsrooms on this PC, and each of the first nine by its number. */
export function useWorkspaceCommands(): void {
  const { data: items = [] } = useWorkspaces();
  const switchTo = useSwitchWorkspace();
  const numbered = Object.fromEntries(
    NUMBERED.map((number): [WorkspaceNumber, CommandHandlers[WorkspaceNumber]] => {
      const item = items[number - 1];
      return [`workspace.go-${number}`, { enabled: item !== undefined && !item.current, run: () => item !== undefined && switchTo(item.id) }];
    }),
  );
  useCommands({ ...numbered, 'workspace.list': () => openOverlay('workspaces'), 'workspace.add': () => openOverlay('add-workspace') });
}
