import { PGlite } from '@electric-sql/pglite';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACT_ROUTES } from '#backend/http/route-names.ts';
import type { Session } from '#shared/contract/accounts-contract.ts';
import { contentHash } from '#shared/document/canonical.ts';
import { blocksFromText } from '#shared/document/plain-text.ts';
import type { StoryContent } from '#shared/domain/content.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { Role } from '#shared/domain/workspace.ts';
import { Entry, type EntryKind } from '#shared/sync/entry.ts';
import { account, device, firstAdmin, join, nextToken, PASSWORD } from '../support/accounts.ts';
import { clientOf, EDITOR, openRoom, TOKENS, WRITER, type Room } from '../support/backend.ts';
import { accountId, actionOf, amendDecisionOf, amendmentOf, approvedSet, archiveOf, commentOf, contentOf, decisionOf, PIXEL, publishOf, revisionOf, submissionOf, settingOf } from '../support/entries.ts';
import { epochOf, PIXEL_HASH, pushAll, putPixel } from '../support/publishing.ts';

/** Everybody who may come to a route. `operator`: a token that the server was started with. */
const CALLERS = ['nobody', 'guesser', 'signed-out', 'suspended', ...Role.options, 'operator'] as const;
type Caller = (typeof CALLERS)[number];
const OUTSIDE: readonly Caller[] = ['nobody', 'guesser', 'signed-out', 'suspended'];

type Statuses = Readonly<Record<Caller, number>>;
const all = (status: number): Statuses => Object.fromEntries(CALLERS.map((caller) => [caller, status])) as Statuses;
/** Those who are in get this, the others 401. */
const inside = (status: number, except: Partial<Statuses> = {}): Statuses => ({ ...all(status), ...Object.fromEntries(OUTSIDE.map((caller) => [caller, 401])), ...except });
const admins = (status: number): Statuses => ({ ...inside(403), admin: status });

type Ask = { readonly path: string; readonly body?: unknown; readonly bytes?: Uint8Array; readonly headers?: Record<string, string> };
type Row = { readonly expected: Statuses; readonly ask: (world: World, caller: Caller) => Ask | Promise<Ask> };

type World = {
  readonly room: Room;
  readonly epoch: string;
  readonly sessions: Readonly<Record<Role | 'suspended' | 'signed-out', Session>>;
  /** A member whom only the table touches. */
  readonly victim: Session;
};

const hello = { app: 'test', schema: { min: 1, max: 1 }, device: v7() };
const sandbox = `/sandbox/${accountId('x')}`;

/** Role × route × status. A route without a row fails, a row without a route too. */
const TABLE: Readonly<Record<string, Row>> = {
  'GET /healthz': { expected: all(200), ask: () => ({ path: '/healthz' }) },
  'GET /readyz': { expected: all(200), ask: () => ({ path: '/readyz' }) },
  'GET /openapi.json': { expected: all(200), ask: () => ({ path: '/openapi.json' }) },
  'POST /v1/hello': { expected: inside(200), ask: () => ({ path: '/v1/hello', body: hello }) },
  'POST /v1/push': { expected: inside(200), ask: ({ epoch }) => ({ path: '/v1/push', body: { epoch, entries: [revisionOf(WRITER, contentOf())] } }) },
  'GET /v1/changes': { expected: inside(200), ask: ({ epoch }) => ({ path: `/v1/changes?epoch=${epoch}&after=0&limit=1` }) },
  'GET /v1/changes/stream': { expected: inside(200), ask: ({ epoch }) => ({ path: `/v1/changes/stream?epoch=${epoch}` }) },
  'POST /v1/media/missing': { expected: inside(200), ask: () => ({ path: '/v1/media/missing', body: { sha256: [PIXEL_HASH] } }) },
  'PUT /v1/media/:sha256': { expected: inside(200), ask: () => ({ path: `/v1/media/${PIXEL_HASH}`, bytes: PIXEL }) },
  'GET /v1/media/:sha256': { expected: inside(200), ask: () => ({ path: `/v1/media/${PIXEL_HASH}` }) },
  'GET /v1/media/:sha256/parts': { expected: inside(200), ask: () => ({ path: `/v1/media/${PIXEL_HASH}/parts` }) },
  'PUT /v1/media/:sha256/parts/:n': { expected: inside(200), ask: () => ({ path: `/v1/media/${PIXEL_HASH}/parts/0`, bytes: PIXEL }) },
  'GET /v1/media/:sha256/parts/:n': { expected: inside(404), ask: () => ({ path: `/v1/media/${PIXEL_HASH}/parts/0` }) },
  'POST /v1/media/:sha256/complete': { expected: inside(200), ask: () => ({ path: `/v1/media/${PIXEL_HASH}/complete`, body: { parts: 1 } }) },
  'POST /v1/sandbox/:account/behaviour': { expected: inside(204), ask: () => ({ path: `/v1${sandbox}/behaviour`, body: { mode: 'ok', times: 1 } }) },
  'GET /sandbox': { expected: all(200), ask: () => ({ path: '/sandbox' }) },
  'GET /record': { expected: all(200), ask: () => ({ path: '/record' }) },
  'GET /sandbox/style.css': { expected: all(200), ask: () => ({ path: '/sandbox/style.css' }) },
  'GET /sandbox/:page': { expected: all(200), ask: () => ({ path: sandbox }) },
  'GET /sandbox/media/:sha256': { expected: all(404), ask: () => ({ path: `/sandbox/media/${PIXEL_HASH}` }) },
  // A page of another site, whoever its visitor is.
  'POST /sandbox/:account/posts': { expected: all(403), ask: () => ({ path: `/sandbox/${accountId('kakaostory')}/posts`, bytes: Buffer.from('text=x'), headers: { origin: 'https://elsewhere.example' } }) },
  'POST /v1/sessions': { expected: all(401), ask: () => ({ path: '/v1/sessions', body: { name: `nobody-${v7()}`, password: 'not-the-password', device: device() } }) },
  'POST /v1/sessions/refresh': { expected: all(401), ask: () => ({ path: '/v1/sessions/refresh', body: { refreshToken: nextToken().token, nextRefreshTokenSha256: nextToken().sha256 } }) },
  'POST /v1/presence': { expected: inside(200), ask: ({ sessions }, caller) => ({ path: '/v1/presence', body: { device: v7(), member: caller === 'operator' ? WRITER : sessions[caller as Role]?.member ?? v7(), open: null } }) },
  'GET /v1/sessions/ways': { expected: all(200), ask: () => ({ path: '/v1/sessions/ways' }) },
  // This room has no provider: openid.test.ts has one.
  'POST /v1/sessions/provider': { expected: all(404), ask: () => ({ path: '/v1/sessions/provider', body: { device: device(), verifierSha256: nextToken().sha256, port: 45_678 } }) },
  'POST /v1/sessions/provider/finish': { expected: all(404), ask: () => ({ path: '/v1/sessions/provider/finish', body: { ticket: nextToken().token, verifier: nextToken().token } }) },
  'POST /v1/invitations/accept': { expected: all(422), ask: () => ({ path: '/v1/invitations/accept', body: { invitation: nextToken().token, name: 'someone', password: PASSWORD, device: device() } }) },
  'POST /v1/invitations': { expected: admins(200), ask: () => ({ path: '/v1/invitations', body: { roles: ['writer'] } }) },
  'GET /v1/invitations': { expected: admins(200), ask: () => ({ path: '/v1/invitations' }) },
  // One that is not there: who is no admin hears no more.
  'DELETE /v1/invitations/{id}': { expected: admins(404), ask: () => ({ path: `/v1/invitations/${nextToken().sha256}` }) },
  'GET /v1/account-events': { expected: admins(200), ask: () => ({ path: '/v1/account-events' }) },
  'GET /v1/members': { expected: inside(200), ask: () => ({ path: '/v1/members' }) },
  'PATCH /v1/members/{id}': { expected: admins(200), ask: ({ victim }) => ({ path: `/v1/members/${victim.member}`, body: { roles: ['writer'] } }) },
  // Who is not linked cannot be parted; who is no admin hears nothing of others.
  'DELETE /v1/members/{id}/identities': { expected: admins(404), ask: ({ victim }) => ({ path: `/v1/members/${victim.member}/identities` }) },
  // Somebody else's: who is no admin hears no more of them than of what never was.
  'GET /v1/devices': { expected: admins(200), ask: ({ victim }) => ({ path: `/v1/devices?member=${victim.member}` }) },
  'DELETE /v1/devices/{id}': {
    expected: { ...inside(404), admin: 204 },
    ask: ({ victim }) => ({ path: `/v1/devices/${victim.device}` }),
  },
  // Ends the caller's own session, so it comes last; an operator's token has none.
  'DELETE /v1/sessions/current': { expected: { ...inside(204), operator: 403 }, ask: () => ({ path: '/v1/sessions/current' }) },
};

describe('Who may do what', () => {
  let engine: PGlite;
  let world: World;
  beforeAll(async () => {
    engine = await PGlite.create('memory://');
    const room = await openRoom({ kind: 'pglite', engine, schema: 'roles' }, { accounts: true, limits: { burst: 1e6, perSecond: 1e6, doorBurst: 1e6, doorPerSecond: 1e6, strangerBurst: 1e6 } });
    const admin = await firstAdmin(room);
    // A person is slower: names and hashes are limited whatever the address.
    const patient = async (name: string, roles: Role[]): Promise<Session> => {
      room.clock.advance(2_000);
      return join(room, admin, name, roles);
    };
    const sessions = { admin } as Record<Role | 'suspended' | 'signed-out', Session>;
    for (const role of Role.options) if (role !== 'admin') sessions[role] = await patient(role, [role]);
    sessions.suspended = await patient('suspended', ['admin', 'publisher']);
    await account(room, admin.accessToken).changeMember({ id: sessions.suspended.member, suspended: true });
    sessions['signed-out'] = await patient('signed-out', ['admin', 'publisher']);
    await account(room, sessions['signed-out'].accessToken).signOut();
    const victim = await patient('victim', ['writer']);
    await putPixel(room);
    world = { room, epoch: await epochOf(room), sessions, victim };
  }, 120_000);
  afterAll(async () => {
    await world.room.close();
    await engine.close();
  });

  const tokenOf = (caller: Caller): string | null => {
    if (caller === 'nobody') return null;
    if (caller === 'guesser') return nextToken().token;
    return caller === 'operator' ? TOKENS.everyone : world.sessions[caller].accessToken;
  };

  it('is written down for every route that there is', () => {
    const real = world.room.backend.routes.filter((route) => !route.endsWith('/v1/*') && !route.startsWith('HEAD '));
    const contract = CONTRACT_ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(TABLE).toSorted()).toEqual([...new Set([...real, ...contract])].toSorted());
    // HEAD tells no more than GET, and is let in by the same rule.
    for (const route of world.room.backend.routes) if (route.startsWith('HEAD ')) expect(Object.keys(TABLE)).toContain(`GET ${route.slice(5)}`);
  });

  describe.each(Object.entries(TABLE))('%s', (route, { expected, ask }) => {
    it.each(CALLERS)('by %s', async (caller) => {
      const { room } = world;
      // Rates are tested elsewhere.
      room.clock.advance(1_000);
      const { path, body, bytes, headers = {} } = await ask(world, caller);
      const token = tokenOf(caller);
      const abort = new AbortController();
      const response = await fetch(`${room.url}${path}`, {
        method: route.split(' ')[0] ?? '',
        redirect: 'manual',
        signal: abort.signal,
        headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(bytes === undefined ? {} : { body: bytes as Uint8Array<ArrayBuffer> }),
      });
      expect(response.status).toBe(expected[caller]);
      if (response.status >= 400) expect(await response.json()).toMatchObject({ status: response.status, code: expect.any(String) as unknown, data: { code: expect.any(String) as unknown } });
      abort.abort();
    });
  });
});

const outcomes = (given: Partial<Record<Role, string>>, others: string): Readonly<Record<Role, string>> => ({ ...(Object.fromEntries(Role.options.map((role) => [role, others])) as Record<Role, string>), ...given });

type EntryRow = { readonly expected: Readonly<Record<Role, string>>; readonly make: (member: string, ready: Ready) => Entry };
/** What others have done before: a text that was sent for review, one that was approved, one that is asked to be published. */
type Ready = { readonly inReview: ReturnType<typeof approvedSet>; readonly approved: ReturnType<typeof approvedSet>; readonly queued: ReturnType<typeof approvedSet>; readonly out: ReturnType<typeof approvedSet>; readonly withdrawal: ReturnType<typeof amendmentOf>; readonly comment: ReturnType<typeof commentOf> };

function storyOf(author: string): Entry {
  const content: StoryContent = { schema: 1, workspace: SAMPLE_WORKSPACE.id, story: v7(), title: '한빛시', brief: '', kind: 'administration', purpose: 'information', labels: [], due: null, common: { ko: blocksFromText('') as StoryContent['common']['ko'], en: blocksFromText('') as StoryContent['common']['en'] } };
  return { id: v7(), workspace: SAMPLE_WORKSPACE.id, subject: content.story, author, device: v7(), at: '2026-11-23T05:00:00.000Z', kind: 'story-revision', body: { revision: v7(), parents: [], contentHash: contentHash(content), content } };
}

/**
 * Role × kind of entry × what comes of it. Every member may write and say something; deciding and
 * publishing belong to their roles, and where a publication stands is said by nobody but the server.
 */
const ENTRIES: Readonly<Record<EntryKind, EntryRow>> = {
  'story-revision': { expected: outcomes({}, 'accepted'), make: (member) => storyOf(member) },
  revision: { expected: outcomes({}, 'accepted'), make: (member) => revisionOf(member, contentOf()) },
  submission: { expected: outcomes({}, 'accepted'), make: (member, { inReview }) => submissionOf(member, inReview.revision) },
  decision: { expected: outcomes({ editor: 'accepted' }, 'not-allowed'), make: (member, { inReview }) => decisionOf(member, inReview.revision) },
  comment: { expected: outcomes({}, 'accepted'), make: (member, { inReview }) => commentOf(member, inReview.revision, '확인했습니다') },
  'comment-resolved': {
    expected: outcomes({}, 'accepted'),
    make: (member, { comment }) => ({ ...comment, id: v7(), author: member, kind: 'comment-resolved', body: { comment: comment.body.comment, resolved: true } }),
  },
  archive: { expected: outcomes({}, 'accepted'), make: (member, { inReview }) => archiveOf(member, inReview.revision.subject) },
  'publish-request': { expected: outcomes({ publisher: 'accepted' }, 'not-allowed'), make: (member, { approved }) => publishOf(member, approved.revision) },
  'publish-action': { expected: outcomes({ publisher: 'accepted' }, 'not-allowed'), make: (member, { queued }) => actionOf(member, queued.request, 'cancel') },
  // Anybody asks for a correction or a withdrawal; whoever has a say in approvals decides on it.
  'amendment-request': { expected: outcomes({}, 'accepted'), make: (member, { out }) => amendmentOf(member, out.request, 'remove', out.revision) },
  'amendment-decision': { expected: outcomes({ editor: 'accepted' }, 'not-allowed'), make: (member, { withdrawal }) => amendDecisionOf(member, withdrawal) },
  // On a channel that nothing here goes to: a hold stays for those who come after.
  hold: {
    expected: outcomes({ editor: 'accepted', lead: 'accepted', publisher: 'accepted', admin: 'accepted' }, 'not-allowed'),
    make: (member) => ({ id: v7(), workspace: SAMPLE_WORKSPACE.id, subject: v7(), author: member, device: v7(), at: '2026-11-23T05:00:00.000Z', kind: 'hold', body: { scope: { kind: 'channel', channel: 'kakaostory' }, reason: '확인 중' } }),
  },
  // Who may lift is told that there is none; who may not hears no more than that.
  'hold-lifted': {
    expected: outcomes({ lead: 'not-found', publisher: 'not-found', admin: 'not-found' }, 'not-allowed'),
    make: (member) => ({ id: v7(), workspace: SAMPLE_WORKSPACE.id, subject: v7(), author: member, device: v7(), at: '2026-11-23T05:00:00.000Z', kind: 'hold-lifted', body: {} }),
  },
  // A channel's figures are an editor's or the admin's; words, which everybody who writes may add, are in settings.test.ts.
  setting: {
    expected: outcomes({ editor: 'accepted', admin: 'accepted' }, 'not-allowed'),
    make: (member) => settingOf(member, 'figure', 'kakaostory/limit', { value: 1_000, note: '고객센터 답변', checkedAt: '2026-11-24' }),
  },
  publication: {
    expected: outcomes({}, 'not-allowed'),
    make: (member, { queued: { request } }) => {
      const { slot: _slot, ...about } = request.body;
      return { ...request, id: v7(), author: member, kind: 'publication', body: { ...about, state: 'confirmed', attempt: 1, reason: '', remoteId: '1', url: '' } };
    },
  },
};

describe('Who may say what', () => {
  let engine: PGlite;
  let room: Room;
  const members = {} as Record<Role, Session>;
  beforeAll(async () => {
    engine = await PGlite.create('memory://');
    room = await openRoom({ kind: 'pglite', engine, schema: 'says' }, { accounts: true });
    members.admin = await firstAdmin(room);
    for (const role of Role.options) if (role !== 'admin') members[role] = await join(room, members.admin, role, [role]);
  }, 120_000);
  afterAll(async () => {
    await room.close();
    await engine.close();
  });

  describe.each(Object.entries(ENTRIES))('%s', (_kind, { expected, make }) => {
    it.each(Role.options)('by a member who is %s', async (role) => {
      const people = { writer: WRITER, editor: EDITOR };
      const [inReview, approved, queued] = [approvedSet(contentOf(), people), approvedSet(contentOf(), people), approvedSet(contentOf(), people)];
      const comment = commentOf(WRITER, inReview.revision, '질문');
      const [out, removed] = [approvedSet(contentOf({ channel: 'blog' }), people), approvedSet(contentOf({ channel: 'blog' }), people)];
      const withdrawal = amendmentOf(WRITER, removed.request, 'remove', removed.revision);
      // Out before the others wait: a worker takes whatever is queued.
      await pushAll(room, [...out.all, ...removed.all]);
      await room.backend.work();
      await pushAll(room, [...inReview.all.slice(0, 2), comment, ...approved.all.slice(0, 3), ...queued.all, withdrawal]);
      const { member, accessToken } = members[role];
      const client = clientOf(room.url, accessToken);
      const entry = Entry.parse(make(member, { inReview, approved, queued, comment, out, withdrawal }));
      const push = async (each: Entry): Promise<string> => {
        const [outcome] = (await client.push({ epoch: await epochOf(room), entries: [each] })).outcomes;
        return outcome?.result === 'rejected' ? outcome.code : (outcome?.result ?? 'nothing');
      };
      // In another's name never, whatever the role.
      expect(await push({ ...entry, id: v7(), author: member === WRITER ? EDITOR : WRITER })).toBe(entry.kind === 'publication' ? 'not-allowed' : 'forbidden');
      expect(await push(entry)).toBe(expected[role]);
    });
  });
});
