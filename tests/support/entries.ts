import { v7 } from 'uuid';
import { contentHash } from '#shared/document/canonical.ts';
import { normalizeContent } from '#shared/document/normalize.ts';
import { blocksFromText } from '#shared/document/plain-text.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { ChannelId, Language } from '#shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { settingSubject } from '#shared/domain/settings.ts';
import { askedHash } from '#shared/domain/variant-facts.ts';
import type { AmendmentWay, Entry, EntryOf } from '#shared/sync/entry.ts';

/** A 1×1 PNG: the smallest picture there is. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const DEVICE = '018f4c00-0000-7000-8000-0000000000d1';
const AT = '2026-11-23T05:00:00.000Z';

export function accountId(channel: ChannelId): string {
  const account = SAMPLE_WORKSPACE.accounts.find((each) => each.channel === channel);
  if (account === undefined) throw new Error(`The sample newsroom has no account on ${channel}`);
  return account.id;
}

export type ContentChanges = Partial<Omit<VariantContent, 'schema' | 'workspace' | 'channel' | 'account'>> & {
  readonly text?: string;
  readonly channel?: ChannelId;
  readonly account?: string;
};

/** A variant's content on a channel of the sample newsroom. */
export function contentOf({
  text = '한빛시 소식입니다.\n오늘 문을 엽니다.',
  channel = 'x',
  ...changes
}: ContentChanges = {}): VariantContent {
  return normalizeContent({
    schema: 1,
    workspace: SAMPLE_WORKSPACE.id,
    story: v7(),
    variant: v7(),
    channel,
    account: changes.account ?? accountId(channel),
    language: 'ko' as Language,
    title: channel === 'blog' ? '한빛시 소식' : '',
    blocks: blocksFromText(text) as VariantContent['blocks'],
    link: '',
    media: [],
    firstComment: '',
    ...changes,
  });
}

/** The same variant with another text. */
export function edited(content: VariantContent, text: string): VariantContent {
  return normalizeContent({ ...content, blocks: blocksFromText(text) as VariantContent['blocks'] });
}

function base(author: string, subject: string) {
  return { id: v7(), workspace: SAMPLE_WORKSPACE.id, subject, author, device: DEVICE, at: AT };
}

type Revision = EntryOf<'revision'>;

export function revisionOf(author: string, content: VariantContent, parents: readonly string[] = []): Revision {
  return {
    ...base(author, content.variant),
    kind: 'revision',
    body: { revision: v7(), parents: [...parents], contentHash: contentHash(content), content, source: null, name: '' },
  };
}

export function submissionOf(author: string, revision: Revision): EntryOf<'submission'> {
  return {
    ...base(author, revision.subject),
    kind: 'submission',
    body: { revision: revision.body.revision, contentHash: revision.body.contentHash, note: '' },
  };
}

export function decisionOf(
  author: string,
  revision: Revision,
  verdict: EntryOf<'decision'>['body']['verdict'] = 'approve',
): EntryOf<'decision'> {
  return {
    ...base(author, revision.subject),
    kind: 'decision',
    body: {
      revision: revision.body.revision,
      contentHash: revision.body.contentHash,
      verdict,
      reason: '',
      policyVersion: 1,
    },
  };
}

export function commentOf(author: string, revision: Revision, text: string): EntryOf<'comment'> {
  return {
    ...base(author, revision.subject),
    kind: 'comment',
    body: { comment: v7(), revision: revision.body.revision, anchor: null, replyTo: null, text },
  };
}

export function archiveOf(author: string, subject: string, archived = true): EntryOf<'archive'> {
  return { ...base(author, subject), kind: 'archive', body: { archived } };
}

export function publishOf(author: string, revision: Revision, slot = 1): EntryOf<'publish-request'> {
  const { revision: id, contentHash: hash, content } = revision.body;
  return {
    ...base(author, revision.subject),
    kind: 'publish-request',
    body: { publication: v7(), revision: id, contentHash: hash, account: content.account, slot },
  };
}

export function actionOf(
  author: string,
  request: EntryOf<'publish-request' | 'amendment-request'>,
  action: EntryOf<'publish-action'>['body']['action'],
  url = '',
): EntryOf<'publish-action'> {
  return {
    ...base(author, request.subject),
    kind: 'publish-action',
    body: { publication: request.kind === 'publish-request' ? request.body.publication : request.body.amendment, action, url },
  };
}

/** Asks for a publication to be corrected with a revision's words, or (those that are out) withdrawn. */
export function amendmentOf(author: string, publication: EntryOf<'publish-request'>, way: AmendmentWay, revision: Revision, note = { ko: '날짜가 틀렸습니다. 12월 3일이 맞습니다.', en: '' }): EntryOf<'amendment-request'> {
  const { revision: id, contentHash: hash } = revision.body;
  return { ...base(author, revision.subject), kind: 'amendment-request', body: { amendment: v7(), publication: publication.body.publication, way, revision: id, contentHash: hash, reason: '날짜 오류', note } };
}

export function amendDecisionOf(author: string, request: EntryOf<'amendment-request'>, verdict: 'approve' | 'refuse' = 'approve'): EntryOf<'amendment-decision'> {
  return { ...base(author, request.subject), kind: 'amendment-decision', body: { amendment: request.body.amendment, asked: askedHash(request.body), verdict, reason: '', policyVersion: 1 } };
}

/** The entries that lead to a publication: a revision by a writer, sent for review, approved, asked to be published. */
export function approvedSet(
  content: VariantContent,
  people: { readonly writer: string; readonly editor: string },
): { readonly revision: Revision; readonly request: EntryOf<'publish-request'>; readonly all: Entry[] } {
  const revision = revisionOf(people.writer, content);
  const request = publishOf(people.editor, revision);
  return {
    revision,
    request,
    all: [revision, submissionOf(people.writer, revision), decisionOf(people.editor, revision), request],
  };
}

/** One value of what the newsroom agrees on; null removes. */
export function settingOf(author: string, collection: string, key: string, value: EntryOf<'setting'>['body']['value']): EntryOf<'setting'> {
  return { ...base(author, settingSubject(SAMPLE_WORKSPACE.id, collection, key)), kind: 'setting', body: { collection, key, value } };
}
