import { z } from 'zod';
import { Id, Instant } from './ids.ts';
import type { Member } from './workspace.ts';

/** When a member is away, and who has their say meanwhile (nobody where null). From `from` on, before `until`. */
const Absence = z.strictObject({ from: Instant, until: Instant, substitute: Id.nullable() }).refine(({ from, until }) => from < until, 'ends before it begins');

/** A member's absences, past ones too: an approval by a substitute counts as long as it can be seen why. */
export const AbsenceSetting = z.array(Absence).max(50);
export type AbsenceSetting = z.infer<typeof AbsenceSetting>;

/** What a member may hand over to whom: nobody comes by it to a say that they do not have of their own. */
export function mayStandIn(substitute: Pick<Member, 'id' | 'roles'>, absent: Pick<Member, 'id' | 'roles'>): boolean {
  return substitute.id !== absent.id && absent.roles.every((role) => substitute.roles.includes(role));
}

/**
 * Whether a member may put `absences` (`null` empties the list) in the place of those `present` under a key: in their own,
 * as far as who stands in may. Those that an admin gave them stay as they are, or go.
 */
export function maySetOwnAbsences(members: readonly Member[], member: Pick<Member, 'id' | 'roles'>, key: string, present: AbsenceSetting | null, absences: AbsenceSetting | null): boolean {
  if (key !== member.id) return false;
  const isPresent = (absence: AbsenceSetting[number]): boolean => present?.some(({ from, until, substitute }) => absence.from === from && absence.until === until && absence.substitute === substitute) === true;
  return (absences ?? []).every((absence) => absence.substitute === null || isPresent(absence) || members.some((each) => each.id === absence.substitute && mayStandIn(each, member)));
}

/** Members who belong together, such as a partner's people: none of them approves what another has written. */
export const GroupSetting = z.strictObject({ members: z.array(Id).min(1).max(200) });
