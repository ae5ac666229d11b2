import { canonicalJson } from '../../../src/shared/document/canonical.ts';
import { payloadOf } from '../../../src/shared/document/payload.ts';
import { headsOf } from '../../../src/shared/domain/graph.ts';
import type { Entry, EntryOf, PublicationState } from '../../../src/shared/sync/entry.ts';
import { channelProfile } from '../../../src/shared/channels/registry.ts';
import type { ChannelId } from '../../../src/shared/domain/ids.ts';
import { type ChannelName, storyTitle } from './schedule.ts';

/** Where texts and publications stand by the entries of the log, worked out without any of the product's lists. */

type Revision = EntryOf<'revision'>;

/** One text (a story's variant for a channel), of which `heads` are the newest revisions. */
export type TextStanding = { readonly variant: string; readonly channel: ChannelName; readonly heads: readonly Revision[]; /** Who wrote the newest revision. */ readonly author: string; readonly submitted: boolean; readonly approved: boolean; readonly requested: boolean };
export type PublicationStanding = { readonly id: string; readonly account: string; /** A person posts it. */ readonly byHand: boolean; readonly contentHash: string; readonly states: readonly PublicationState[]; /** What the channel must have got, as canonical JSON. */ readonly payload: string; /** Where it stands, as was said last; empty where nobody has said. */ readonly url: string };

const CHANNELS: Readonly<Partial<Record<ChannelId, ChannelName>>> = { x: 'X', blog: '블로그', kakaostory: '카카오스토리' };

export function ofKind<K extends Entry['kind']>(log: readonly Entry[], kind: K): readonly EntryOf<K>[] {
  return log.filter((entry): entry is EntryOf<K> => entry.kind === kind);
}

/** The texts of one story, by its title. */
export function textsOf(log: readonly Entry[], story: number): readonly TextStanding[] {
  const title = storyTitle(story);
  const id = ofKind(log, 'story-revision').find(({ body }) => body.content.title === title)?.subject;
  const revisions = ofKind(log, 'revision').filter(({ body }) => body.content.story === id);
  const told = ofKind(log, 'publication');
  return [...new Set(revisions.map(({ subject }) => subject))].flatMap((variant): TextStanding[] => {
    const own = revisions.filter(({ subject }) => subject === variant);
    const heads = newest(own);
    const [head] = heads;
    const channel = head === undefined ? undefined : CHANNELS[head.body.content.channel];
    if (head === undefined || channel === undefined) return [];
    const about = ({ contentHash }: { readonly contentHash: string }): boolean => heads.length === 1 && contentHash === head.body.contentHash;
    return [
      {
        variant,
        channel,
        heads,
        author: head.author,
        submitted: ofKind(log, 'submission').some(({ body }) => about(body)),
        approved: ofKind(log, 'decision').some(({ body }) => body.verdict === 'approve' && about(body)),
        // What was called off may be asked for again.
        requested: ofKind(log, 'publish-request').some(({ body }) => about(body) && told.findLast((each) => each.body.publication === body.publication)?.body.state !== 'cancelled'),
      },
    ];
  });
}

function newest(revisions: readonly Revision[]): readonly Revision[] {
  const heads = headsOf(revisions.map(({ body }) => ({ id: body.revision, parents: body.parents })));
  return revisions.filter(({ body }) => heads.includes(body.revision));
}

export function publicationsOf(log: readonly Entry[]): readonly PublicationStanding[] {
  const revisions = new Map(ofKind(log, 'revision').map((entry) => [entry.body.revision, entry]));
  const told = ofKind(log, 'publication');
  return ofKind(log, 'publish-request').map(({ body }) => {
    const content = revisions.get(body.revision)?.body.content;
    if (content === undefined) throw new Error(`The log has no revision ${body.revision} that was to be published`);
    const said = told.filter((each) => each.body.publication === body.publication);
    return {
      id: body.publication,
      account: body.account,
      byHand: channelProfile(content.channel).connector === 'by-hand',
      contentHash: body.contentHash,
      states: said.map((each) => each.body.state),
      payload: canonicalJson(payloadOf(content)),
      url: said.at(-1)?.body.url ?? '',
    };
  });
}
