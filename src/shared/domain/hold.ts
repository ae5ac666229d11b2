import { z } from 'zod';
import { ChannelId } from './channel-id.ts';
import { Id } from './ids.ts';
import type { Member, Role } from './workspace.ts';

/** What a hold stops: everything, a channel, the stories with a label, or one story in all its variants. */
export const HoldScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('workspace') }),
  z.strictObject({ kind: z.literal('channel'), channel: ChannelId }),
  z.strictObject({ kind: z.literal('label'), label: z.string().trim().min(1).max(60) }),
  z.strictObject({ kind: z.literal('story'), story: Id }),
]);
export type HoldScope = z.infer<typeof HoldScope>;

/** What is asked of a publication to see whether a hold covers it. */
export type HoldTarget = { readonly story: Id; readonly channel: ChannelId; /** Those of its story as it stands now. */ readonly labels: readonly string[] };

export function covers(scope: HoldScope, target: HoldTarget): boolean {
  switch (scope.kind) {
    case 'workspace':
      return true;
    case 'channel':
      return scope.channel === target.channel;
    case 'label':
      return target.labels.some((label) => sameLabel(label, scope.label));
    case 'story':
      return scope.story === target.story;
  }
}

/** Labels are people's words: composed or not, with capitals or not, they are the same. */
export function sameLabel(a: string, b: string): boolean {
  const plain = (label: string): string => label.normalize('NFC').trim().toLowerCase();
  return plain(a) === plain(b);
}

const MAY_HOLD: readonly Role[] = ['editor', 'lead', 'publisher', 'admin'];
const MAY_LIFT: readonly Role[] = ['lead', 'publisher', 'admin'];

/** Stopping is for more people than letting go: a hold too many costs an hour, one too few a correction. */
export function mayHold({ roles }: { readonly roles: readonly Role[] }): boolean {
  return roles.some((role) => MAY_HOLD.includes(role));
}

export function mayLift({ roles }: Pick<Member, 'roles'>): boolean {
  return roles.some((role) => MAY_LIFT.includes(role));
}
