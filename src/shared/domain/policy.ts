import { canonicalJson, sha256Hex } from '../document/canonical.ts';
import type { ChannelId } from './channel-id.ts';
import type { ContentKind } from './content.ts';
import { sameLabel } from './hold.ts';
import type { Id } from './ids.ts';
import type { AbsenceSetting } from './policy-setting.ts';
import { parseSetting } from './settings.ts';
import { msOf } from '../std/instant.ts';
import type { PolicyRef } from '../sync/entry.ts';
import { type ApprovalStep, type Member, type NamedPolicy, type Policy, policyFor, type PolicyMatch, type Workspace } from './workspace.ts';

/** What the newsroom has agreed on about approving: its settings of the collections `policy`, `group` and `absence`. */
export type Agreed = {
  readonly policies: ReadonlyMap<string, NamedPolicy>;
  readonly groups: ReadonlyMap<string, readonly Id[]>;
  readonly absences: ReadonlyMap<Id, AbsenceSetting>;
};

export const NOTHING_AGREED: Agreed = { policies: new Map(), groups: new Map(), absences: new Map() };

/** The collections that `agreedOf` reads. */
export const RULE_COLLECTIONS = ['policy', 'group', 'absence'] as const;

/** From settings as they are stored. What a newer app put there and this one does not understand is left out. */
export function agreedOf(settings: readonly { readonly collection: string; readonly key: string; readonly value: unknown }[]): Agreed {
  const of = <Name extends (typeof RULE_COLLECTIONS)[number]>(name: Name) =>
    settings.flatMap(({ collection, key, value }) => {
      const parsed = collection === name ? parseSetting(name, value) : null;
      return parsed === null ? [] : [[key, parsed] as const];
    });
  return { policies: new Map(of('policy')), groups: new Map(of('group').map(([key, { members }]) => [key, members])), absences: new Map(of('absence')) };
}

/** What a policy is matched with: the variant's channel, and its story's kind and labels as they are now. */
export type PolicyTarget = { readonly channel: ChannelId; readonly kind: ContentKind | null; readonly labels: readonly string[] };

/** Everything that says who must approve a text: the same in the window, the core and the backend. */
export type Rules = {
  readonly policy: Policy;
  /** Which named policy that is, and in which wording; null for what the newsroom was set up with. */
  readonly ref: PolicyRef | null;
  readonly members: readonly Member[];
  readonly groups: Agreed['groups'];
  readonly absences: Agreed['absences'];
  /** The moment of judging, in milliseconds. */
  readonly now: number;
};

/**
 * The rules of one text. Of the named policies that are for it the most specific is in force: the one that names
 * more of labels, kinds and channels; of those the one that names labels, then kinds; then the one that asks for
 * more approvals; then the first by name. Where none is, the newsroom's own for the channel.
 */
export function rulesFor(workspace: Workspace, agreed: Agreed, target: PolicyTarget, now: number): Rules {
  const named = namedPolicies(workspace, agreed).filter(({ value }) => matches(value.match, target)).toSorted(bySpecificity)[0];
  return {
    policy: named?.value.rule ?? policyFor(workspace, target.channel),
    ref: named === undefined ? null : { id: named.name, revision: sha256Hex(canonicalJson(named.value)) },
    members: workspace.members, groups: agreed.groups, absences: agreed.absences, now,
  };
}

type Named = { readonly name: string; readonly value: NamedPolicy };

/** Those that were agreed on, and those that the newsroom started with and that nobody has put another in the place of. */
export function namedPolicies(workspace: Workspace, agreed: Agreed): Named[] {
  return [...new Map([...Object.entries(workspace.policies.named ?? {}), ...agreed.policies])].map(([name, value]) => ({ name, value }));
}

function matches({ channels, kinds, labels }: PolicyMatch, target: PolicyTarget): boolean {
  if (channels.length > 0 && !channels.includes(target.channel)) return false;
  // Of which kind a story is may not be known yet; then whatever names a kind is for it, as the careful guess.
  if (kinds.length > 0 && target.kind !== null && !kinds.includes(target.kind)) return false;
  return labels.length === 0 || labels.some((label) => target.labels.some((each) => sameLabel(each, label)));
}

function bySpecificity(a: Named, b: Named): number {
  const rank = ({ value: { match, rule } }: Named): readonly number[] => {
    const [labels, kinds, channels] = [match.labels, match.kinds, match.channels].map((list) => Number(list.length > 0));
    const asked = rule.steps.reduce((sum, { count }) => sum + (count === 'all' ? 10 : count), 0);
    return [(labels ?? 0) + (kinds ?? 0) + (channels ?? 0), labels ?? 0, kinds ?? 0, asked];
  };
  const [left, right] = [rank(a), rank(b)];
  const differing = left.findIndex((value, index) => value !== right[index]);
  if (differing !== -1) return (right[differing] ?? 0) - (left[differing] ?? 0);
  return a.name < b.name ? -1 : 1;
}

/** Those who may not approve what these authors wrote, whatever their role. */
export function barredFrom({ policy, groups }: Rules, authors: ReadonlySet<Id>): ReadonlySet<Id> {
  const barred = new Set(policy.selfApproval ? [] : authors);
  if (policy.ownGroup !== true) for (const members of groups.values()) if (members.some((member) => authors.has(member))) for (const member of members) barred.add(member);
  return barred;
}

/** Whose approval a step is about: each is a seat that the member fills, or while they are away their substitute. */
export function seatsOf({ role, people }: ApprovalStep, { members }: Rules): readonly Id[] {
  return members.filter(({ id, roles }) => roles.includes(role) && (people === undefined || people.includes(id))).map(({ id }) => id);
}

/** The substitute of a member at a moment (ms); undefined when they are not away, null when they are and named nobody. */
export function substituteOf({ absences }: Pick<Rules, 'absences'>, member: Id, at: number): Id | null | undefined {
  return absences.get(member)?.find(({ from, until }) => msOf(from) <= at && at < msOf(until))?.substitute;
}

/** Which of these seats somebody speaks for at a moment: their own, and those of members who are away and named them. */
export function spokenFor(rules: Rules, seats: readonly Id[], reviewer: Id, at: number): readonly Id[] {
  if (!rules.members.some(({ id }) => id === reviewer)) return [];
  return seats.filter((seat) => seat === reviewer || substituteOf(rules, seat, at) === reviewer);
}

/** Whether a member has a say at any of these steps now. */
export function hasSayIn(rules: Rules, steps: readonly ApprovalStep[], member: Id): boolean {
  return steps.some((step) => spokenFor(rules, seatsOf(step, rules), member, rules.now).length > 0);
}

/** What reaches the server later than this after it was made (ms) was made without a connection: a slow line and a clock that is a little off are not that. */
const ONLINE_MS = 10 * 60_000;

/** How long something waited for a connection before it came in at `now` (ms), by its device's clock; null for what came at once. */
export function offlineWait(madeAt: string, now: number): number | null {
  const waited = now - msOf(madeAt);
  return waited > ONLINE_MS ? waited : null;
}

/** Until when (ms) an approval that a member made at `madeAt` (ms) may wait for a connection; null for as long as it takes. */
export function mayWaitUntil({ policy: { offline } }: Pick<Rules, 'policy'>, member: Pick<Member, 'roles'>, madeAt: number): number | null {
  if (offline == null) return null;
  // Who may not approve without a connection had one: a line that failed at that moment is forgiven for as long as a slow one.
  if (!offline.roles.some((role) => member.roles.includes(role))) return madeAt + ONLINE_MS;
  return offline.hours === null ? null : madeAt + offline.hours * 3_600_000;
}
