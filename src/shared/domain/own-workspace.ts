import type { ChannelId } from './channel-id.ts';
import type { Id } from './ids.ts';
import { Role, type Workspace } from './workspace.ts';

const same = (text: string): { ko: string; en: string } => ({ ko: text, en: text });

/**
 * A newsroom of one person on one PC, with an account of each channel. Whoever is alone has every role, and approves their
 * own texts: otherwise nothing would ever go out. `newId` answers a new UUID each time.
 */
export function ownNewsroom({ name, person, channels, newId }: { readonly name: string; readonly person: string; readonly channels: readonly ChannelId[]; readonly newId: () => Id }): Workspace {
  return {
    id: newId(),
    name: same(name),
    demonstration: false,
    accounts: channels.map((channel) => ({ id: newId(), channel, name: same(name), handle: '' })),
    members: [{ id: newId(), name: same(person), roles: [...Role.options] }],
    policies: { default: { version: 1, steps: [{ role: 'editor', count: 1 }], translationSteps: null, selfApproval: true }, byChannel: {} },
    timeZone: 'Asia/Seoul',
    languages: ['ko', 'en'],
  };
}

/** What stands where a newsroom is to be joined until its server has told of it: nothing can be written for it. `ids` are two new UUIDs. */
export function emptyNewsroom(host: string, ids: readonly [Id, Id]): Workspace {
  return {
    id: ids[0],
    name: same(host),
    demonstration: false,
    accounts: [],
    members: [{ id: ids[1], name: same(host), roles: ['writer'] }],
    policies: { default: { version: 1, steps: [{ role: 'editor', count: 1 }], translationSteps: null, selfApproval: false }, byChannel: {} },
    timeZone: 'Asia/Seoul',
    languages: ['ko', 'en'],
  };
}
