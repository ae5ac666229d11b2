import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { v7 } from 'uuid';
import { backendContract, type BackendContract } from '../../../src/shared/contract/backend-contract.ts';
import { contentHash } from '../../../src/shared/document/canonical.ts';
import type { Blocks } from '../../../src/shared/document/blocks.ts';
import { blockText } from '../../../src/shared/document/plain-text.ts';
import type { StoryContent, VariantContent } from '../../../src/shared/domain/content.ts';
import { headsOf, isAncestor } from '../../../src/shared/domain/graph.ts';
import { mayHold } from '../../../src/shared/domain/hold.ts';
import { SAMPLE_WORKSPACE } from '../../../src/shared/domain/sample-workspace.ts';
import type { Entry, EntryOf } from '../../../src/shared/sync/entry.ts';
import { ENTRY_SCHEMA } from '../../../src/shared/sync/schema.ts';

type Revision = EntryOf<'revision'> | EntryOf<'story-revision'>;

/** Another member at another computer, as far as the server can tell: reads the log, and hands in revisions and comments. */
export interface Colleague {
  /** The variant, or the story, whose newest revision has this text in it; waits until the server has it. */
  readonly find: (kind: Revision['kind'], text: string) => Promise<string>;
  /** Writes one line of a variant, or of a story's common text in Korean, anew, on top of what the server has. */
  readonly rewrite: (subject: string, from: string, to: string) => Promise<void>;
  readonly comment: (subject: string, text: string) => Promise<void>;
  /** Somebody who may, at the same computer, puts all publishing on hold. */
  readonly hold: (reason: string) => Promise<void>;
}

export async function colleagueOf(url: string, token: string): Promise<Colleague> {
  const client: JsonifiedClient<ContractRouterClient<BackendContract>> = createORPCClient(new OpenAPILink(backendContract, { url, headers: { authorization: `Bearer ${token}` } }));
  const device = v7();
  const [, , translator] = SAMPLE_WORKSPACE.members;
  const author = translator?.id ?? '';
  const { epoch } = await client.hello({ app: 'tests', schema: ENTRY_SCHEMA, device });
  const known = new Map<string, Revision[]>();
  /** What was last written here of each subject. */
  const own = new Map<string, string>();
  let cursor = 0;

  const readOn = async (): Promise<void> => {
    for (;;) {
      const { entries, head } = await client.changes({ epoch, after: cursor, limit: 500 });
      for (const { seq, entry } of entries) {
        cursor = seq;
        // The contract's client knows the content as JSON only.
        if (entry.kind === 'revision' || entry.kind === 'story-revision') known.set(entry.subject, [...(known.get(entry.subject) ?? []), entry as Revision]);
      }
      if (cursor >= head) return;
    }
  };
  const base = (subject: string) => ({ id: v7(), workspace: SAMPLE_WORKSPACE.id, subject, author, device, at: new Date().toISOString() });
  const push = async (entry: Entry): Promise<void> => {
    const { outcomes } = await client.push({ epoch, entries: [entry] });
    const [outcome] = outcomes;
    if (outcome?.result !== 'accepted') throw new Error(`The server did not take what the colleague wrote: ${JSON.stringify(outcome)}`);
  };
  /** The newest revision that has in it what was written here before. */
  const newest = async (subject: string): Promise<Revision> => {
    await readOn();
    const all = known.get(subject) ?? [];
    const graph = all.map(({ body }) => ({ id: body.revision, parents: body.parents }));
    const last = own.get(subject);
    const heads = headsOf(graph).filter((head) => last === undefined || head === last || isAncestor(graph, last, head));
    const found = all.findLast(({ body }) => heads.includes(body.revision));
    if (found === undefined) throw new Error(`The server has no revision of ${subject}`);
    return found;
  };

  return {
    find: async (kind, text) => {
      for (;;) {
        await readOn();
        for (const [subject, revisions] of known) if (revisions.some((revision) => revision.kind === kind && JSON.stringify(revision.body.content).includes(text))) return subject;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    rewrite: async (subject, from, to) => {
      const revision = await newest(subject);
      const made = v7();
      own.set(subject, made);
      if (revision.kind === 'revision') {
        const content: VariantContent = { ...revision.body.content, blocks: rewritten(revision.body.content.blocks, from, to) };
        await push({ ...base(subject), kind: 'revision', body: { revision: made, parents: [revision.body.revision], contentHash: contentHash(content), content, source: null, name: '' } });
      } else {
        const { common } = revision.body.content;
        const content: StoryContent = { ...revision.body.content, common: { ...common, ko: rewritten(common.ko, from, to) } };
        await push({ ...base(subject), kind: 'story-revision', body: { revision: made, parents: [revision.body.revision], contentHash: contentHash(content), content } });
      }
    },
    comment: async (subject, text) => {
      const revision = await newest(subject);
      await push({ ...base(subject), kind: 'comment', body: { comment: v7(), revision: revision.body.revision, anchor: null, replyTo: null, text } });
    },
    hold: async (reason) => {
      await push({ ...base(v7()), author: SAMPLE_WORKSPACE.members.find(mayHold)?.id ?? '', kind: 'hold', body: { scope: { kind: 'workspace' }, reason } });
    },
  };
}

function rewritten(blocks: Blocks, from: string, to: string): Blocks {
  const found = blocks.filter((block) => blockText(block) === from);
  if (found.length !== 1) throw new Error(`“${from}” is ${String(found.length)} times in what the server has`);
  return blocks.map((block) => (block === found[0] ? { type: 'paragraph', children: [{ text: to }] } : block));
}
