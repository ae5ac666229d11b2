import type { Id } from '#shared/domain/ids.ts';
import { useFormats } from '../components/formats.ts';
import { memberOf, useWorkspaceView } from './workspace-context.ts';

/** What a member is called; who is not of this newsroom any more has a few letters of their id. */
export function useMemberName(): (id: Id) => string {
  const { pick } = useFormats();
  const view = useWorkspaceView();
  return (id) => {
    const found = memberOf(view, id);
    return found === undefined ? id.slice(-4) : pick(found.name);
  };
}

/** The members who publish, by name; empty where there is none. */
export function usePublishers(): string {
  const nameOf = useMemberName();
  const { workspace } = useWorkspaceView();
  return workspace.members.filter(({ roles }) => roles.includes('publisher')).map(({ id }) => nameOf(id)).join(', ');
}
