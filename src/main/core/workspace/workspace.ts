import type { WorkspaceView } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { z } from 'zod';
import type { Core } from '../core.ts';
import type { Notice } from '../db/types.ts';
import { refuse } from '../refusal.ts';
import { getMeta, rolesOf, setMeta } from './state.ts';

export function workspaceView(core: Core, notices: readonly Notice[]): z.input<typeof WorkspaceView> {
  const { workspace, seat, device } = core.state();
  return { workspace, seat, roles: [...rolesOf(workspace, seat)], device, notices: notices.map(({ code, values }) => ({ code, values: { ...values } })), readOnly: core.db.readOnly, joining: getMeta(core.db.read, 'sync.joining') !== null };
}

/** In a demonstration one person may sit in any seat. Refuses with `not-allowed` elsewhere, `not-found` for nobody. */
export function takeSeat(core: Core, member: Id): void {
  const { workspace, actsFor } = core.state();
  if (!workspace.demonstration || (actsFor !== null && !actsFor.includes(member) && workspace.members.some(({ id }) => id === member))) refuse('not-allowed', member);
  if (!workspace.members.some(({ id }) => id === member)) refuse('not-found', member);
  core.write((unit) => {
    setMeta(unit, 'seat', member);
    unit.changed('workspace', null);
    unit.changed('stories', null);
    unit.changed('review', null);
  });
}
