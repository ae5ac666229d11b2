import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { channelProfile } from '#shared/channels/registry.ts';
import { sha256Hex } from '#shared/document/canonical.ts';
import { normalizeText } from '#shared/document/normalize.ts';
import { Id, Sha256 } from '#shared/domain/ids.ts';
import type { Account, Workspace } from '#shared/domain/workspace.ts';
import { instantOf, type Clock } from '../clock.ts';
import type { Db } from '../db/store.ts';
import { readChannelAccounts } from '../log/settings.ts';
import { receiveBytes } from '../media/media-store.ts';
import { Behaviour, setBehaviour } from '../sandbox/behaviour.ts';
import { PAGE_POLICY, pageLanguage, STYLE } from '../sandbox/page-parts.ts';
import { readPublicRecord } from '../publish/public-record.ts';
import { recordPage } from '../sandbox/record-page.ts';
import { accountPage, indexPage } from '../sandbox/pages.ts';
import { addPost, countPosts, listPosts, readSandboxMedia, videosOf } from '../sandbox/posts.ts';
import { refusal } from './errors.ts';

export type SandboxParts = { readonly db: Db; readonly workspace: Workspace; readonly clock: Clock; readonly newId: () => string };

/** The most bytes of a post that a person types into a page: 20,000 Hangul syllables, each nine bytes as a form sends them. */
const FORM_MAX_BYTES = 200_000;

/** The fake channels' pages and records, open to whoever reaches this address, and the switch for their faults, which needs a token. */
export function sandboxRoutes(app: FastifyInstance, parts: SandboxParts): void {
  const newsroom = async (): Promise<Workspace> => ({ ...parts.workspace, accounts: await readChannelAccounts(parts.db, parts.workspace) });
  const accountOf = async (id: string): Promise<Account | undefined> => (await newsroom()).accounts.find((account) => account.id === id);
  const missing = (reply: FastifyReply): FastifyReply => reply.code(404).send(refusal(404, 'not-found', 'No such account'));
  // `no-referrer` would make a browser send the origin "null" with the form below.
  const html = (reply: FastifyReply, text: string): FastifyReply => reply.header('content-security-policy', PAGE_POLICY).header('referrer-policy', 'same-origin').type('text/html; charset=utf-8').send(text);

  app.get('/sandbox', async (request, reply) => html(reply, indexPage(await newsroom(), await countPosts(parts.db), pageLanguage(request.headers['accept-language']))));
  app.get('/record', async (request, reply) => html(reply, recordPage(await newsroom(), await readPublicRecord(parts.db), pageLanguage(request.headers['accept-language']))));
  app.get('/sandbox/style.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));

  app.get<{ Params: { sha256: string } }>('/sandbox/media/:sha256', async (request, reply) => {
    const file = Sha256.safeParse(request.params.sha256).success ? await readSandboxMedia(parts.db, request.params.sha256) : null;
    if (file === null) return reply.code(404).send(refusal(404, 'not-found', 'No such picture'));
    return reply.type(file.mime).send(Readable.from(file.bytes));
  });

  app.get<{ Params: { page: string } }>('/sandbox/:page', async (request, reply) => {
    const [, id = '', suffix] = /^(.*?)(\.json)?$/u.exec(request.params.page) ?? [];
    const account = await accountOf(id);
    if (account === undefined) return missing(reply);
    const posts = await listPosts(parts.db, account.id);
    if (suffix === undefined) return html(reply, accountPage(parts.workspace, account, posts, pageLanguage(request.headers['accept-language']), await videosOf(parts.db)));
    return { account: account.id, posts: posts.map((post) => ({ id: post.postId, receivedAt: post.receivedAt, payload: post.payload, payloadSha256: sha256Hex(post.payload), editedAt: post.editedAt, inReplyTo: post.inReplyTo })) };
  });

  app.post<{ Params: { account: string } }>('/sandbox/:account/posts', async (request, reply) => {
    const account = await accountOf(request.params.account);
    if (account === undefined || channelProfile(account.channel).connector !== 'by-hand') return missing(reply);
    // Only this very page may post: a form on another site would carry that site's origin.
    if (!sameOrigin(request)) return reply.code(403).send(refusal(403, 'forbidden', 'Post from the page itself'));
    const received = await receiveBytes(request.raw, FORM_MAX_BYTES);
    if (!received.ok) return reply.code(413).header('connection', 'close').send(refusal(413, 'too-large', 'The text is too long'));
    // A form sends each line break as CR LF; the text had LF.
    const text = normalizeText(new URLSearchParams(Buffer.from(received.bytes).toString('utf8')).get('text') ?? '');
    if (text.trim() === '') return reply.code(400).send(refusal(400, 'bad-input', 'A post needs a text'));
    const payload = { account: account.id, language: /\p{Script=Hangul}/u.test(text) ? ('ko' as const) : ('en' as const), title: '', text, html: null, link: '', media: [], firstComment: '' };
    const post = await addPost(parts.db, { account: account.id, postId: parts.newId().replaceAll('-', ''), key: null, payload, files: [], at: instantOf(parts.clock), inReplyTo: null });
    return reply.redirect(`/sandbox/${account.id}#post-${post.postId}`, 303);
  });

  app.post<{ Params: { account: string } }>('/v1/sandbox/:account/behaviour', async (request, reply) => {
    const account = Id.safeParse(request.params.account).success ? await accountOf(request.params.account) : undefined;
    if (account === undefined) return missing(reply);
    const behaviour = Behaviour.safeParse(request.body);
    if (!behaviour.success) return reply.code(400).send(refusal(400, 'bad-input', 'Not a behaviour'));
    await setBehaviour(parts.db, account.id, behaviour.data);
    return reply.code(204).send();
  });
}

function sameOrigin(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  return origin !== undefined && host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}
