import { z } from 'zod';
import { Id, Instant } from './ids.ts';

/** When a member is away, and who has their say meanwhile (nobody where null). From `from` on, before `until`. */
const Absence = z.strictObject({ from: Instant, until: Instant, substitute: Id.nullable() }).refine(({ from, until }) => from < until, 'ends before it begins');

/** A member's absences, past ones too: an approval by a substitute counts as long as it can be seen why. */
export const AbsenceSetting = z.array(Absence).max(50);
export type AbsenceSetting = z.infer<typeof AbsenceSetting>;

/** Members who belong together, such as a partner's people: none of them approves what another has written. */
export const GroupSetting = z.strictObject({ members: z.array(Id).min(1).max(200) });
