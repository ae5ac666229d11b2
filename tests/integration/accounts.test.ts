import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { openStore } from '#backend/db/store.ts';
import { readEvents } from '#backend/accounts/events.ts';
import { readTeamHistory } from '#backend/accounts/members.ts';
import type { BackendConfig } from '#backend/index.ts';
import { verifyEvents } from '#shared/audit/account-event.ts';
import { ACCESS_LIFETIME_MS, INVITATION_LIFETIME_MS, REFRESH_LIFETIME_MS } from '#shared/contract/accounts-contract.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import type { PushOutcome } from '#shared/contract/backend-contract.ts';
import { account, device, doors, firstAdmin, join, nextToken, PASSWORD } from '../support/accounts.ts';
import { clientOf, EDITOR, onEveryStore, openRoom, TOKENS, WRITER, type Room } from '../support/backend.ts';
import { bundle } from '../support/bundle.ts';
import { start } from '../support/child-process.ts';
import { contentOf, decisionOf, revisionOf, submissionOf } from '../support/entries.ts';

onEveryStore('Accounts', (store) => {
  let current: Room | null = null;
  let place: ReturnType<typeof store.fresh> | null = null;
  const open = async (changes: Partial<BackendConfig> = {}): Promise<Room> => {
    place = store.fresh();
    return (current = await openRoom(place, { accounts: true, limits: { burst: 10_000, perSecond: 10_000, doorBurst: 1_000, doorPerSecond: 1_000 }, ...changes }));
  };
  afterEach(async () => {
    await current?.close();
    current = null;
  });
  const hello = (room: Room, token: string) => clientOf(room.url, token).hello({ app: 'test', schema: { min: 1, max: 1 }, device: v7() });
  const push = async (room: Room, token: string, ...entries: Parameters<ReturnType<typeof clientOf>['push']>[0]['entries']): Promise<PushOutcome[]> => {
    const { epoch } = await hello(room, TOKENS.everyone);
    return (await clientOf(room.url, token).push({ epoch, entries })).outcomes;
  };
  const status = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'ok',
      (error: { status?: number; data?: { code?: string } }) => `${error.status} ${error.data?.code}`,
    );
  /** Every table as one text, as a thief of the database would have it. */
  const dump = async (room: Room): Promise<string> => {
    if (place === null) throw new Error('No room is open');
    const opened = await openStore(place, { epoch: v7(), workspace: SAMPLE_WORKSPACE.id, now: new Date(room.clock.now()).toISOString() });
    try {
      const parts: string[] = [];
      for (const table of ['members', 'member_roles', 'invitations', 'devices', 'access_tokens', 'refresh_tokens', 'account_events', 'log'] as const) {
        const { rows } = await sql`select * from ${sql.table(table)}`.execute(opened.db);
        parts.push(`${table}: ${JSON.stringify(rows)}`);
      }
      return parts.join('\n');
    } finally {
      await opened.close();
    }
  };

  it('begin with one invitation, which is used once and not made again', async () => {
    const room = await open();
    const { invitation = '' } = room.backend.firstAdmin ?? {};
    const admin = await firstAdmin(room);
    const said = await hello(room, admin.accessToken);
    expect(said.actsFor).toEqual([admin.member]);
    // The newsroom's own admin, who has had no account: nobody is added.
    expect(SAMPLE_WORKSPACE.members.find(({ id }) => id === admin.member)?.roles).toContain('admin');
    expect(said.workspace.members.map(({ id, roles }) => ({ id, roles }))).toEqual(SAMPLE_WORKSPACE.members.map(({ id, roles }) => ({ id, roles })));
    expect(await status(doors(room).acceptInvitation({ invitation, name: 'second', password: PASSWORD, device: device() }))).toBe('422 invitation-invalid');
    const again = (current = await room.restart());
    expect(again.backend.firstAdmin).toBeNull();
    expect((await hello(again, admin.accessToken)).actsFor).toEqual([admin.member]);
  });

  it('make the first invitation worthless when the next start makes another', async () => {
    const room = await open();
    const earlier = room.backend.firstAdmin?.invitation ?? '';
    const again = (current = await room.restart());
    expect(again.backend.firstAdmin?.invitation).not.toBe(earlier);
    expect(await status(doors(again).acceptInvitation({ invitation: earlier, name: 'admin', password: PASSWORD, device: device() }))).toBe('422 invitation-invalid');
    await firstAdmin(again);
  });

  it('are not there where they are not wanted', async () => {
    const room = await open({ accounts: false });
    expect(room.backend.firstAdmin).toBeNull();
    const body = JSON.stringify({ name: 'admin', password: PASSWORD, device: device() });
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    expect((await room.fetch(null, '/v1/sessions', post)).status).toBe(401);
    expect((await room.fetch('everyone', '/v1/sessions', post)).status).toBe(404);
    expect((await room.fetch('everyone', '/v1/members')).status).toBe(404);
  });

  it('describe themselves, and which calls need no token', async () => {
    const room = await open();
    const { paths } = (await (await room.fetch(null, '/openapi.json')).json()) as { paths: Record<string, Record<string, { security?: unknown[] }>> };
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/v1/sessions', '/v1/sessions/refresh', '/v1/sessions/current', '/v1/devices', '/v1/devices/{id}', '/v1/invitations', '/v1/invitations/accept', '/v1/members', '/v1/members/{id}']));
    expect([paths['/v1/sessions']?.['post']?.security, paths['/v1/members']?.['get']?.security]).toEqual([[], undefined]);
  });

  it('sign in by name in any spelling, and act for themselves only', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    await join(room, admin, 'Kim.하늘', ['writer']);
    const { accessToken, member } = await doors(room).signIn({ name: 'KIM.하늘'.normalize('NFD'), password: `${PASSWORD} Kim.하늘`.normalize('NFD'), device: device() });
    const own = revisionOf(member, contentOf());
    expect(await push(room, accessToken, own, revisionOf(WRITER, contentOf()))).toMatchObject([{ result: 'accepted' }, { result: 'rejected', code: 'forbidden' }]);
    const { epoch } = await hello(room, accessToken);
    expect((await clientOf(room.url, accessToken).changes({ epoch, after: 0, limit: 10 })).entries.map((each) => each.entry.id)).toEqual([own.id]);
  });

  it('say the same of a wrong password, an unknown name and a suspended member', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const writer = await join(room, admin, 'writer', ['writer']);
    const wrong = doors(room).signIn({ name: 'writer', password: 'not-the-password', device: device() });
    const unknown = doors(room).signIn({ name: 'nobody', password: 'not-the-password', device: device() });
    const answers = await Promise.all([wrong, unknown].map((each) => each.catch((error: unknown) => JSON.stringify(error))));
    expect(answers[0]).toEqual(answers[1]);
    expect(await status(wrong)).toBe('401 wrong-credentials');
    await account(room, admin.accessToken).changeMember({ id: writer.member, suspended: true });
    expect(await status(doors(room).signIn({ name: 'writer', password: `${PASSWORD} writer`, device: device() }))).toBe('401 wrong-credentials');
    expect(await status(hello(room, writer.accessToken))).toBe('401 unauthorized');
    await account(room, admin.accessToken).changeMember({ id: writer.member, suspended: false });
    await doors(room).signIn({ name: 'writer', password: `${PASSWORD} writer`, device: device() });
  });

  it('refuse a short password, and one that is the name', async () => {
    const room = await open();
    const invitation = room.backend.firstAdmin?.invitation ?? '';
    expect(await status(doors(room).acceptInvitation({ invitation, name: 'admin', password: 'elevenchars', device: device() }))).toMatch(/^400/u);
    expect(await status(doors(room).acceptInvitation({ invitation, name: 'administrator', password: 'ADMINISTRATOR', device: device() }))).toMatch(/^400/u);
    await firstAdmin(room);
  });

  it('let an access token live for a quarter of an hour', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    room.clock.advance(ACCESS_LIFETIME_MS - 1);
    await hello(room, admin.accessToken);
    room.clock.advance(1);
    expect(await status(hello(room, admin.accessToken))).toBe('401 unauthorized');
  });

  it('exchange a refresh token for the next one, as long as it is used in time', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const [second, third] = [nextToken(), nextToken()];
    room.clock.advance(REFRESH_LIFETIME_MS - 1);
    const refreshed = await doors(room).refresh({ refreshToken: admin.refreshToken, nextRefreshTokenSha256: second.sha256 });
    expect([refreshed.member, refreshed.device]).toEqual([admin.member, admin.device]);
    await hello(room, refreshed.accessToken);
    room.clock.advance(REFRESH_LIFETIME_MS);
    expect(await status(doors(room).refresh({ refreshToken: second.token, nextRefreshTokenSha256: third.sha256 }))).toBe('401 unauthorized');
  });

  it('end a session whose refresh token is used twice, for both who have it', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const [second, stolen, third] = [nextToken(), nextToken(), nextToken()];
    const honest = await doors(room).refresh({ refreshToken: admin.refreshToken, nextRefreshTokenSha256: second.sha256 });
    expect(await status(doors(room).refresh({ refreshToken: admin.refreshToken, nextRefreshTokenSha256: stolen.sha256 }))).toBe('401 unauthorized');
    expect(await status(hello(room, honest.accessToken))).toBe('401 unauthorized');
    expect(await status(hello(room, admin.accessToken))).toBe('401 unauthorized');
    expect(await status(doors(room).refresh({ refreshToken: second.token, nextRefreshTokenSha256: third.sha256 }))).toBe('401 unauthorized');
    expect(await status(doors(room).refresh({ refreshToken: stolen.token, nextRefreshTokenSha256: third.sha256 }))).toBe('401 unauthorized');
    // Only that session: signing in again is possible, and the reuse is on record.
    await doors(room).signIn({ name: 'admin', password: PASSWORD, device: device() });
    expect(await dump(room)).toContain('"refresh-token-reused"');
  });

  it('repeat an exchange whose answer was lost, until its result is used', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const [second, third] = [nextToken(), nextToken()];
    const exchange = { refreshToken: admin.refreshToken, nextRefreshTokenSha256: second.sha256 };
    await doors(room).refresh(exchange);
    await hello(room, (await doors(room).refresh(exchange)).accessToken);
    const on = await doors(room).refresh({ refreshToken: second.token, nextRefreshTokenSha256: third.sha256 });
    expect(await status(doors(room).refresh(exchange))).toBe('401 unauthorized');
    expect(await status(hello(room, on.accessToken))).toBe('401 unauthorized');
  });

  it('take no token of another session for the next one', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const writer = await join(room, admin, 'writer', ['writer']);
    const own = nextToken();
    await doors(room).refresh({ refreshToken: writer.refreshToken, nextRefreshTokenSha256: own.sha256 });
    // Fresh: refused without harm. Used already: that is a replay, whatever it names.
    expect(await status(doors(room).refresh({ refreshToken: admin.refreshToken, nextRefreshTokenSha256: own.sha256 }))).toBe('422 bad-input');
    const second = await doors(room).refresh({ refreshToken: admin.refreshToken, nextRefreshTokenSha256: nextToken().sha256 });
    expect(await status(doors(room).refresh({ refreshToken: admin.refreshToken, nextRefreshTokenSha256: own.sha256 }))).toBe('401 unauthorized');
    expect(await status(hello(room, second.accessToken))).toBe('401 unauthorized');
    await doors(room).refresh({ refreshToken: own.token, nextRefreshTokenSha256: nextToken().sha256 });
  });

  it('take only one of two exchanges that come at once', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const answers = await Promise.all([nextToken(), nextToken()].map((next) => status(doors(room).refresh({ refreshToken: admin.refreshToken, nextRefreshTokenSha256: next.sha256 }))));
    expect(answers.toSorted()).toEqual(['401 unauthorized', 'ok']);
  });

  it('keep a revoked device from pushing, pulling, listening and coming back', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const writer = await join(room, admin, 'writer', ['writer']);
    const other = await doors(room).signIn({ name: 'writer', password: `${PASSWORD} writer`, device: device('집 노트북') });
    const { epoch } = await hello(room, writer.accessToken);
    const stream = await clientOf(room.url, other.accessToken).stream({ epoch });
    expect((await stream.next()).value).toEqual({ head: 0 });
    const listed = (await account(room, writer.accessToken).devices({})).devices;
    expect(listed.map(({ id, name, current: here }) => ({ id, name, here }))).toEqual(expect.arrayContaining([{ id: other.device, name: '집 노트북', here: false }, { id: writer.device, name: '보도팀 왼쪽 자리', here: true }]));
    await account(room, writer.accessToken).revokeDevice({ id: other.device });
    const lost = clientOf(room.url, other.accessToken);
    expect(await status(lost.push({ epoch, entries: [revisionOf(writer.member, contentOf())] }))).toBe('401 unauthorized');
    expect(await status(lost.changes({ epoch, after: 0, limit: 10 }))).toBe('401 unauthorized');
    expect(await status(doors(room).refresh({ refreshToken: other.refreshToken, nextRefreshTokenSha256: nextToken().sha256 }))).toBe('401 unauthorized');
    expect(await push(room, writer.accessToken, revisionOf(writer.member, contentOf()))).toMatchObject([{ result: 'accepted' }]);
    expect((await stream.next()).done).toBe(true);
    expect((await account(room, writer.accessToken).devices({})).devices.map(({ id }) => id)).toEqual([writer.device]);
  });

  it('let each sign out their own devices, and admins everybody’s', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const writer = await join(room, admin, 'writer', ['writer']);
    expect(await status(account(room, writer.accessToken).revokeDevice({ id: admin.device }))).toBe('404 not-found');
    expect(await status(account(room, writer.accessToken).devices({ member: admin.member }))).toBe('403 not-allowed');
    expect((await account(room, admin.accessToken).devices({ member: writer.member })).devices.map(({ id }) => id)).toEqual([writer.device]);
    await account(room, admin.accessToken).revokeDevice({ id: writer.device });
    expect(await status(hello(room, writer.accessToken))).toBe('401 unauthorized');
    await account(room, admin.accessToken).signOut();
    expect(await status(hello(room, admin.accessToken))).toBe('401 unauthorized');
    expect(await status(account(room, TOKENS.writer).signOut())).toBe('403 not-allowed');
  });

  it('end the earlier session when somebody signs in again on the same device', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const same = device();
    const earlier = await doors(room).signIn({ name: 'admin', password: PASSWORD, device: same });
    const later = await doors(room).signIn({ name: 'admin', password: PASSWORD, device: same });
    expect(await status(hello(room, earlier.accessToken))).toBe('401 unauthorized');
    await hello(room, later.accessToken);
    // Another member who claims the same device touches nobody else's session.
    const { invitation } = await account(room, later.accessToken).invite({ roles: ['writer'] });
    await doors(room).acceptInvitation({ invitation, name: 'writer', password: PASSWORD, device: same });
    await hello(room, later.accessToken);
    await hello(room, admin.accessToken);
  });

  it('take an invitation up once, in time, and under a name that is free', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const invite = async (): Promise<string> => (await account(room, admin.accessToken).invite({ name: { ko: '정우', en: 'Jung-woo' }, roles: ['editor', 'publisher'] })).invitation;
    const accept = (invitation: string, name: string) => status(doors(room).acceptInvitation({ invitation, name, password: PASSWORD, device: device() }));
    const invitation = await invite();
    // A name that is taken does not use the invitation up.
    expect(await accept(invitation, 'ADMIN')).toBe('422 name-taken');
    const both = await Promise.all([accept(invitation, 'jungwoo'), accept(invitation, 'jungwoo2')]);
    expect(both.toSorted()).toEqual(['422 invitation-invalid', 'ok']);
    const { members } = await account(room, admin.accessToken).members();
    expect(members.at(-1)).toMatchObject({ name: { ko: '정우', en: 'Jung-woo' }, roles: ['editor', 'publisher'], suspended: false });
    expect(members).toHaveLength(SAMPLE_WORKSPACE.members.length + 1);
    const late = await invite();
    room.clock.advance(INVITATION_LIFETIME_MS);
    expect(await accept(late, 'late')).toBe('422 invitation-invalid');
    expect(await accept(nextToken().token, 'guess')).toBe('422 invitation-invalid');
  });

  it('show admins which invitations are open, and withdraw one for good', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const calls = account(room, admin.accessToken);
    const { invitation, expiresAt } = await calls.invite({ name: { ko: '정우', en: 'Jung-woo' }, roles: ['editor'] });
    const used = await calls.invite({ roles: ['writer'] });
    const writer = await doors(room).acceptInvitation({ invitation: used.invitation, name: 'writer', password: PASSWORD, device: device() });
    const { invitations } = await calls.invitations();
    expect(invitations).toEqual([{ id: expect.stringMatching(/^[0-9a-f]{64}$/u) as unknown, member: null, name: { ko: '정우', en: 'Jung-woo' }, roles: ['editor'], invitedBy: admin.member, createdAt: expect.any(String) as unknown, expiresAt }]);
    expect(JSON.stringify(invitations)).not.toContain(invitation);
    const id = invitations[0]?.id ?? '';
    expect(await status(account(room, writer.accessToken).withdrawInvitation({ id }))).toBe('403 not-allowed');
    await calls.withdrawInvitation({ id });
    expect(await status(calls.withdrawInvitation({ id }))).toBe('404 not-found');
    expect(await status(doors(room).acceptInvitation({ invitation, name: 'jungwoo', password: PASSWORD, device: device() }))).toBe('422 invitation-invalid');
    expect((await calls.invitations()).invitations).toEqual([]);
  });

  it('keep what was done to them in a chain of its own, which admins can read and which shows what was changed', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const calls = account(room, admin.accessToken);
    const writer = await join(room, admin, 'writer', ['writer']);
    await calls.changeMember({ id: writer.member, roles: ['editor', 'publisher'] });
    expect(await status(account(room, writer.accessToken).events({}))).toBe('403 not-allowed');
    const { events, more } = await calls.events({});
    expect(more).toBe(false);
    expect(events.map(({ event }) => event)).toEqual(['roles-changed', 'signed-in', 'invitation-accepted', 'invited', 'signed-in', 'invitation-accepted']);
    expect(events[0]).toMatchObject({ event: 'roles-changed', member: writer.member, by: admin.member, detail: JSON.stringify({ from: ['writer'], to: ['editor', 'publisher'] }) });
    expect((await calls.events({ before: events[0]?.n ?? 0 })).events).toEqual(events.slice(1));

    if (place === null) throw new Error('No room is open');
    await room.close();
    current = null;
    const opened = await openStore(place, { epoch: v7(), workspace: SAMPLE_WORKSPACE.id, now: new Date().toISOString() });
    try {
      const whole = await readEvents(opened.db);
      expect(whole.links).toHaveLength(events.length);
      expect(verifyEvents(SAMPLE_WORKSPACE.id, whole.events, whole.links)).toEqual([]);
      await expect(sql`update account_events set detail = ''`.execute(opened.db)).rejects.toThrow(/never changed/u);
      await expect(sql`delete from account_event_links`.execute(opened.db)).rejects.toThrow(/never changed/u);
      // Whoever owns the database can do it all the same.
      await sql`alter table account_events disable trigger account_events_append_only`.execute(opened.db);
      await sql`update account_events set detail = '["admin"]' where event = 'roles-changed'`.execute(opened.db);
      const changed = await readEvents(opened.db);
      expect(verifyEvents(SAMPLE_WORKSPACE.id, changed.events, changed.links).map(({ n }) => n)).toEqual([events[0]?.n]);
    } finally {
      await opened.close();
    }
  });

  it('give a member of the configured newsroom an account, and later a new password', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const enter = async (password: string) => doors(room).acceptInvitation({ invitation: (await account(room, admin.accessToken).invite({ member: EDITOR })).invitation, name: 'seoyeon', password, device: device() });
    const first = await enter(PASSWORD);
    expect([first.member, (await hello(room, first.accessToken)).actsFor]).toEqual([EDITOR, [EDITOR]]);
    expect((await hello(room, first.accessToken)).workspace.members.filter((each) => each.id === EDITOR)).toEqual(SAMPLE_WORKSPACE.members.filter((each) => each.id === EDITOR));
    await enter(`${PASSWORD} 새것`);
    expect(await status(hello(room, first.accessToken))).toBe('401 unauthorized');
    expect(await status(doors(room).signIn({ name: 'seoyeon', password: PASSWORD, device: device() }))).toBe('401 wrong-credentials');
    await doors(room).signIn({ name: 'seoyeon', password: `${PASSWORD} 새것`, device: device() });
    expect(await status(account(room, admin.accessToken).invite({ member: v7() }))).toBe('404 not-found');
  });

  it('change roles for the very next entry, in both directions', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const chief = await join(room, admin, 'chief', ['writer']);
    const texts = [1, 2, 3].map(() => revisionOf(WRITER, contentOf()));
    await push(room, TOKENS.writer, ...texts, ...texts.map((each) => submissionOf(WRITER, each)));
    const decide = async (index: number): Promise<string> => {
      const [outcome] = await push(room, chief.accessToken, decisionOf(chief.member, texts[index] as (typeof texts)[number]));
      return outcome?.result === 'rejected' ? outcome.code : (outcome?.result ?? '');
    };
    expect(await decide(0)).toBe('not-allowed');
    await account(room, admin.accessToken).changeMember({ id: chief.member, roles: ['editor'] });
    expect(await decide(1)).toBe('accepted');
    expect((await hello(room, chief.accessToken)).workspace.members.find((each) => each.id === chief.member)?.roles).toEqual(['editor']);
    await account(room, admin.accessToken).changeMember({ id: chief.member, roles: ['writer'] });
    expect(await decide(2)).toBe('not-allowed');
    // A configured member's roles too, for tokens of the server's operator too.
    await account(room, admin.accessToken).changeMember({ id: EDITOR, roles: ['writer'] });
    expect(await push(room, TOKENS.editor, decisionOf(EDITOR, texts[2] as (typeof texts)[number]))).toMatchObject([{ code: 'not-allowed' }]);
    await account(room, admin.accessToken).changeMember({ id: EDITOR, suspended: true });
    expect(await push(room, TOKENS.editor, revisionOf(EDITOR, contentOf()))).toMatchObject([{ code: 'forbidden' }]);
    // Looking back, the approval was made by an editor.
    if (place === null) throw new Error('No room is open');
    const opened = await openStore(place, { epoch: v7(), workspace: SAMPLE_WORKSPACE.id, now: new Date().toISOString() });
    const asOf = await readTeamHistory(opened.db, SAMPLE_WORKSPACE);
    await opened.close();
    const rolesAt = (seq: number) => asOf(seq).members.find((each) => each.id === chief.member)?.roles;
    expect([rolesAt(6), rolesAt(7), rolesAt(8)]).toEqual([['writer'], ['editor'], ['writer']]);
  });

  it('let only admins invite and change, as roles stand at that moment', async () => {
    const room = await open();
    const admin = await firstAdmin(room);
    const writer = await join(room, admin, 'writer', ['writer', 'editor', 'publisher']);
    const own = account(room, writer.accessToken);
    expect(await status(own.invite({ roles: ['admin'] }))).toBe('403 not-allowed');
    expect(await status(own.invite({ member: admin.member }))).toBe('403 not-allowed');
    expect(await status(own.changeMember({ id: writer.member, roles: ['admin'] }))).toBe('403 not-allowed');
    expect(await status(account(room, TOKENS.everyone).changeMember({ id: WRITER, roles: ['admin'] }))).toBe('403 not-allowed');
    expect(new Set((await own.members()).members.map((each) => each.signInName))).toEqual(new Set([null]));
    await account(room, admin.accessToken).changeMember({ id: writer.member, roles: ['admin'] });
    expect((await own.members()).members.map((each) => each.signInName)).toEqual([null, null, null, 'admin', 'writer']);
    await own.changeMember({ id: admin.member, roles: ['writer'] });
    expect(await status(account(room, admin.accessToken).invite({ roles: ['admin'] }))).toBe('403 not-allowed');
    // The last who could let others in stays.
    expect(await status(own.changeMember({ id: writer.member, roles: ['writer'] }))).toBe('422 last-admin');
    expect(await status(own.changeMember({ id: writer.member, suspended: true }))).toBe('422 last-admin');
    expect((await own.members()).members.at(-1)).toMatchObject({ roles: ['admin'], suspended: false });
    expect(await status(own.changeMember({ id: v7(), roles: ['admin'] }))).toBe('404 not-found');
  });

  it('slow down who guesses, by name and by address', async () => {
    const room = await open({ limits: { doorBurst: 12, doorPerSecond: 1 } });
    await firstAdmin(room);
    const guess = (name: string) => status(doors(room).signIn({ name, password: 'not-the-password', device: device() }));
    const byName: string[] = [];
    for (let index = 0; index < 9; index += 1) byName.push(await guess(index % 2 === 0 ? 'admin' : 'ADMIN'));
    expect(byName).toEqual([...Array.from({ length: 8 }, () => '401 wrong-credentials'), '429 rate-limited']);
    // Another name is free, until the address has asked too often.
    const byAddress = [await guess('someone'), await guess('someone-else'), await guess('a-third')];
    expect(byAddress).toEqual(['401 wrong-credentials', '401 wrong-credentials', '429 rate-limited']);
    room.clock.advance(60_000);
    expect(await status(doors(room).signIn({ name: 'admin', password: PASSWORD, device: device() }))).toBe('ok');
  });

  it('open their doors to nothing but what is written there', async () => {
    const room = await open();
    for (const path of ['/v1/sessions/', '/v1/sessions?x=1', '//v1/sessions', '/V1/sessions', '/v1/sessions/current', '/v1/invitations', '/v1/invitations/accept/..']) {
      expect((await fetch(`${room.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status).toBe(401);
    }
    const huge = await fetch(`${room.url}/v1/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'x'.repeat(20_000) }) });
    expect(huge.status).toBe(413);
    for (const [method, path] of [['GET', '/v1/members'], ['GET', '/v1/devices'], ['DELETE', `/v1/devices/${v7()}`], ['DELETE', '/v1/sessions/current'], ['PATCH', `/v1/members/${WRITER}`]] as const) {
      expect((await fetch(`${room.url}${path}`, { method })).status).toBe(401);
    }
  });

  it('leave no secret in the tables or in the log', async () => {
    const lines: string[] = [];
    const room = await open({ log: (line) => lines.push(line) });
    const first = room.backend.firstAdmin?.invitation ?? '';
    const admin = await firstAdmin(room);
    const { invitation } = await account(room, admin.accessToken).invite({ roles: ['writer'] });
    const next = nextToken();
    const refreshed = await doors(room).refresh({ refreshToken: admin.refreshToken, nextRefreshTokenSha256: next.sha256 });
    await status(doors(room).signIn({ name: 'wrong-field-타자', password: 'typed-password-틀림', device: device() }));
    await status(doors(room).signIn({ name: 'admin', password: 'typed-password-틀림', device: device() }));
    const all = `${await dump(room)}\n${lines.join('\n')}`;
    expect(all).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(all).toContain('"sign-in-refused"');
    expect(lines.join('\n')).toContain('/v1/sessions');
    for (const secret of [first, invitation, PASSWORD, admin.accessToken, admin.refreshToken, refreshed.accessToken, next.token, 'wrong-field-타자', 'typed-password-틀림']) expect(all).not.toContain(secret);
  });
});

it('The stand-alone server says how its first admin comes in, until one has', async () => {
  const { main = '' } = await bundle({ main: 'src/backend/main.ts' });
  const folder = await mkdtemp(path(tmpdir(), 'sotong-accounts-'));
  const run = () => start(main, ['--port', '0', '--data', folder], { env: { ...process.env, DATABASE_URL: '' } });
  const first = run();
  let second: ReturnType<typeof run> | null = null;
  try {
    const [, url = ''] = await first.says(/Listening on (http:\S+)/u);
    const [, invitation = ''] = await first.says(/first admin.*: ([\w-]{43})\n/u);
    await doors({ url }).acceptInvitation({ invitation, name: 'admin', password: PASSWORD, device: device() });
    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    second = run();
    const [, again = ''] = await second.says(/Listening on (http:\S+)/u);
    const admin = await doors({ url: again }).signIn({ name: 'admin', password: PASSWORD, device: device() });
    expect((await account({ url: again }, admin.accessToken).members()).members.at(-1)).toMatchObject({ roles: expect.arrayContaining(['admin']) });
    second.process.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(second.output()).not.toContain('first admin');
  } finally {
    for (const child of [first, second]) child?.process.kill('SIGKILL');
    await Promise.all([first.ended, second?.ended]);
    await rm(folder, { recursive: true, force: true });
  }
});
