import { createContext, useContext } from 'react';
import type { WorkspaceView } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Member } from '#shared/domain/workspace.ts';

export const WorkspaceContext = createContext<WorkspaceView | null>(null);

/** The newsroom as the core last told it. Screens are shown only once it is known. */
export function useWorkspaceView(): WorkspaceView {
  const view = useContext(WorkspaceContext);
  if (view === null) throw new Error('No workspace around this component');
  return view;
}

export function memberOf(view: WorkspaceView, id: Id): Member | undefined {
  return view.workspace.members.find((member) => member.id === id);
}
