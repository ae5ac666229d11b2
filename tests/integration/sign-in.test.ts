import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ACCESS_LIFETIME_MS } from '#shared/contract/accounts-contract.ts';
import type { KeptSession } from '#shared/contract/process-contract.ts';
import { account, device, doors, firstAdmin, join, PASSWORD } from '../support/accounts.ts';
import { clientOf, openRoom, TOKENS, type Room } from '../support/backend.ts';
import { PROVIDER_RETURN } from '#backend/http/server.ts';
import { CLIENT, freePort, signInInBrowser, startProvider } from '../support/openid-provider.ts';
import { closeCore, codeOf, storyWith, tempFolder, testCore, type TestCore } from '../support/core.ts';

/** A desktop's core and a team's server with accounts, over real HTTP. */
describe('Signing in from the desktop', () => {
  const rooms: Room[] = [];
  afterEach(async () => {
    for (const room of rooms.splice(0)) await room.close();
  });

  async function server(accounts = true): Promise<Room> {
    const room = await openRoom({ kind: 'folder', dataDir: tempFolder('sotong-backend-') }, { accounts, limits: { burst: 10_000, perSecond: 10_000, doorBurst: 1_000, doorPerSecond: 1_000 } });
    rooms.push(room);
    return room;
  }

  /** A core on that server, with a keychain of its own that survives it. */
  async function desktop(url: string, keychain: { kept: KeptSession | null; history: (KeptSession | null)[] }, dataDir?: string): Promise<TestCore> {
    return testCore({
      backend: { url, token: '' },
      session: keychain.kept,
      keepSession: async (session) => {
        keychain.kept = session;
        keychain.history.push(session);
      },
      ...(dataDir === undefined ? {} : { dataDir }),
    });
  }
  const keychainOf = (): { kept: KeptSession | null; history: (KeptSession | null)[] } => ({ kept: null, history: [] });

  /** A server whose first admin is signed in: once elsewhere (`session`), and on a desktop. */
  async function adminAtWork() {
    const room = await server();
    const session = await firstAdmin(room);
    const keychain = keychainOf();
    const desk = await desktop(room.url, keychain);
    await desk.client.account.signIn({ name: 'admin', password: PASSWORD });
    await settled(desk, 'online');
    return { room, session, keychain, desk };
  }

  /** How many entries a server has taken. */
  async function headOf(room: Room): Promise<number> {
    const { epoch } = await clientOf(room.url, TOKENS.everyone).hello({ app: 'test', schema: { min: 1, max: 1 }, device: device().id });
    return (await clientOf(room.url, TOKENS.everyone).changes({ epoch, after: 0, limit: 100 })).entries.length;
  }

  /** Until the line is as expected; each look is a turn of the real network, no wall-clock time is asserted. */
  async function settled({ client, clock }: TestCore, connection: string): Promise<void> {
    await expect
      .poll(async () => {
        clock.advance(1_000);
        return (await client.sync.status()).connection;
      }, { timeout: 30_000, interval: 20 })
      .toBe(connection);
  }

  it('sends what was written in the name of who signed in, and only theirs', async () => {
    const room = await server();
    const admin = await firstAdmin(room);
    const writer = await join(room, admin, 'haneul', ['writer']);
    const keychain = keychainOf();
    const desk = await desktop(room.url, keychain);
    await settled(desk, 'refused');
    expect(await codeOf(desk.client.account.signIn({ name: 'haneul', password: 'not this one at all' }))).toBe('wrong-credentials');
    await desk.client.account.signIn({ name: 'Haneul', password: `${PASSWORD} haneul` });
    await settled(desk, 'online');
    expect(await desk.client.account.get()).toEqual({ server: room.url, signedIn: { member: writer.member, name: 'Haneul' }, atProvider: { waiting: false, failed: null } });
    expect((await desk.client.workspace.get()).seat).toBe(writer.member);
    const { variant } = await storyWith(desk.client, '수도 계량기를 보온해 주세요.');
    await desk.client.variants.checkpoint({ id: variant, name: '첫 버전' });
    await settled(desk, 'online');
    await expect.poll(async () => (await desk.client.sync.status()).waiting, { timeout: 30_000 }).toBe(0);
    expect((await desk.client.sync.status()).problems).toBe(0);
    expect(JSON.stringify(keychain.kept)).not.toContain(PASSWORD);
  });

  it('fetches a new access token when the old one has expired, with nobody the wiser', async () => {
    const { room, keychain, desk } = await adminAtWork();
    const before = keychain.kept;
    room.clock.advance(ACCESS_LIFETIME_MS + 1);
    await desk.client.sync.now();
    await expect.poll(() => keychain.kept?.accessToken, { timeout: 30_000 }).not.toBe(before?.accessToken);
    await settled(desk, 'online');
    // The next refresh token was in the keychain before the server heard of it.
    const announced = keychain.history.findIndex((each) => each?.nextRefreshToken !== null && each !== null);
    expect(announced).toBeGreaterThan(0);
    expect(keychain.history[announced]?.refreshToken).toBe(before?.refreshToken);
    expect(keychain.kept?.refreshToken).toBe(keychain.history[announced]?.nextRefreshToken);
  });

  it('stays signed in over a restart, also one in the middle of an exchange whose answer was lost', async () => {
    const { room, keychain, desk: first } = await adminAtWork();
    await closeCore(first);
    room.clock.advance(ACCESS_LIFETIME_MS + 1);
    // The exchange reached the server; the core died before the answer came.
    const held = keychain.kept;
    if (held === null) throw new Error('Nothing was kept');
    const again = await desktop(room.url, keychain, first.dataDir);
    await settled(again, 'online');
    const announced = keychain.history.findLast((each) => each !== null && each.nextRefreshToken !== null);
    await closeCore(again);
    room.clock.advance(ACCESS_LIFETIME_MS + 1);
    keychain.kept = announced ?? null;
    const third = await desktop(room.url, keychain, first.dataDir);
    await settled(third, 'online');
    expect(keychain.kept?.nextRefreshToken).toBeNull();
  });

  it('says that the session is over when it was ended elsewhere, forgets it, and keeps what was written', async () => {
    const { room, session, keychain, desk } = await adminAtWork();
    const here = (await desk.client.account.devices({})).find((each) => each.current);
    await account(room, session.accessToken).revokeDevice({ id: here?.id ?? '' });
    const { variant } = await storyWith(desk.client, '보온재를 확인해 주세요.');
    await desk.client.variants.checkpoint({ id: variant, name: '첫 버전' });
    await settled(desk, 'refused');
    expect((await desk.client.sync.status()).error).toBe('unauthorized');
    expect(keychain.kept).toBeNull();
    expect((await desk.client.account.get()).signedIn).toBeNull();
    expect((await desk.client.sync.status()).waiting).toBeGreaterThan(0);
    await desk.client.account.signIn({ name: 'admin', password: PASSWORD });
    await settled(desk, 'online');
    await expect.poll(async () => (await desk.client.sync.status()).waiting, { timeout: 30_000 }).toBe(0);
  });

  it('signs out on the server as well, and says so when the server could not be told', async () => {
    const { room, session: other, keychain, desk } = await adminAtWork();
    expect((await account(room, other.accessToken).devices({})).devices).toHaveLength(2);
    expect(await desk.client.account.signOut()).toEqual({ told: true });
    expect((await account(room, other.accessToken).devices({})).devices).toHaveLength(1);
    await desk.client.account.signIn({ name: 'admin', password: PASSWORD });
    await room.close();
    expect(await desk.client.account.signOut()).toEqual({ told: false });
    expect(keychain.kept).toBeNull();
  });

  it('gives the token to no server but the one it is for, and tells a server without accounts from a wrong password', async () => {
    const { desk } = await adminAtWork();
    const plain = await server(false);
    desk.running.sync.retarget({ url: plain.url, token: '' });
    expect((await desk.client.account.get()).signedIn).toBeNull();
    expect(desk.running.account.tokenFor(plain.url)).toBeNull();
    expect(await codeOf(desk.client.account.signIn({ name: 'admin', password: PASSWORD }))).toBe('no-accounts');
    desk.running.sync.retarget(null);
    expect(await codeOf(desk.client.account.signIn({ name: 'admin', password: PASSWORD }))).toBe('no-accounts');
  });

  it('greets the server that is set now, also when the one before answers late', async () => {
    const [before, now] = [await server(false), await server(false)];
    let heard = (): void => undefined;
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const released = new Promise<void>((resolve) => {
      answer = resolve;
    });
    // The earlier server behind a line that holds its answers back.
    const slow = createServer((request, response) => {
      void (async () => {
        const body = Buffer.concat(await request.toArray());
        heard();
        await released;
        const answered = await fetch(`${before.url}${request.url ?? ''}`, { method: request.method ?? 'GET', headers: { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' }, ...(body.byteLength > 0 ? { body } : {}) });
        response.writeHead(answered.status, { 'content-type': 'application/json' }).end(await answered.text());
      })();
    });
    await new Promise<void>((resolve) => {
      slow.listen(0, '127.0.0.1', resolve);
    });
    try {
      const desk = await testCore({ backend: { url: `http://127.0.0.1:${String((slow.address() as AddressInfo).port)}`, token: TOKENS.everyone } });
      await desk.client.sync.now();
      await asked;
      desk.running.sync.retarget({ url: now.url, token: TOKENS.everyone });
      answer();
      await settled(desk, 'online');
      const { variant } = await storyWith(desk.client, '수도 계량기를 보온해 주세요.');
      await desk.client.variants.checkpoint({ id: variant, name: '첫 버전' });
      await desk.client.sync.now();
      await expect.poll(async () => (await desk.client.sync.status()).waiting, { timeout: 30_000 }).toBe(0);
      expect([await headOf(before), await headOf(now)]).toEqual([0, expect.any(Number)]);
      expect(await headOf(now)).toBeGreaterThan(0);
    } finally {
      slow.closeAllConnections();
      slow.close();
    }
  });

  it('lets an admin invite, change and suspend, and nobody else', async () => {
    const { room, desk: admin } = await adminAtWork();
    const { invitation } = await admin.client.account.invite({ roles: ['writer'] });
    const writer = await desktop(room.url, keychainOf());
    await writer.client.account.acceptInvitation({ invitation, name: '하늘', password: '우산을-챙기는-아침마다' });
    await settled(writer, 'online');
    const { seat } = await writer.client.workspace.get();
    expect(await codeOf(writer.client.account.invite({ roles: ['admin'] }))).toBe('not-allowed');
    expect(await codeOf(writer.client.account.changeMember({ id: seat, roles: ['admin'] }))).toBe('not-allowed');
    expect((await admin.client.account.changeMember({ id: seat, roles: ['writer', 'editor'] })).roles).toEqual(['writer', 'editor']);
    await writer.client.sync.now();
    await admin.client.account.changeMember({ id: seat, suspended: true });
    await expect(doors(room).signIn({ name: '하늘', password: '우산을-챙기는-아침마다', device: device() })).rejects.toMatchObject({ data: { code: 'wrong-credentials' } });
    await writer.client.sync.now();
    await settled(writer, 'refused');
    const me = (await admin.client.account.members()).find((member) => member.signInName === 'admin');
    expect(await codeOf(admin.client.account.changeMember({ id: me?.id ?? '', suspended: true }))).toBe('last-admin');
  });

  describe('at the organisation’s provider', () => {
    async function withProvider() {
      const port = await freePort();
      const provider = await startProvider(`http://127.0.0.1:${port}${PROVIDER_RETURN}`);
      const config = { issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, name: '한빛시 통합 로그인' };
      const room = await openRoom({ kind: 'folder', dataDir: tempFolder('sotong-backend-') }, { accounts: true, port, provider: config, limits: { burst: 10_000, perSecond: 10_000, doorBurst: 1_000, doorPerSecond: 1_000 } });
      rooms.push({ ...room, close: () => Promise.all([room.close(), provider.close()]).then(() => undefined) });
      room.clock.advance(Date.now() - room.clock.now());
      const admin = await firstAdmin(room);
      const { invitation } = await account(room, admin.accessToken).invite({ roles: ['writer'] });
      const desk = await desktop(room.url, keychainOf());
      return { room, desk, invitation };
    }
    /** The browser, up to the page that says to go back to the app. */
    const inBrowser = async (url: string, login: string): Promise<string> => (await fetch(await signInInBrowser(url, login, ({ pathname }) => pathname === '/signed-in'))).text();
    const stands = async ({ client }: TestCore) => {
      const { signedIn, atProvider } = await client.account.get();
      return { name: signedIn?.name ?? null, ...atProvider };
    };

    it('takes up an invitation, and is in the team from then on', async () => {
      const { desk, invitation } = await withProvider();
      expect(await desk.client.account.provider()).toEqual({ name: '한빛시 통합 로그인' });
      const { url } = await desk.client.account.startAtProvider({ invitation });
      expect(await stands(desk)).toEqual({ name: null, waiting: true, failed: null });
      expect(await inBrowser(url, 'kim')).toContain('소통 앱으로 돌아가');
      await expect.poll(() => stands(desk)).toEqual({ name: 'kim@hanbit', waiting: false, failed: null });
      await settled(desk, 'online');
      await desk.client.account.signOut();
      const again = await desk.client.account.startAtProvider({ invitation: null });
      await inBrowser(again.url, 'kim');
      await expect.poll(() => stands(desk)).toEqual({ name: 'kim@hanbit', waiting: false, failed: null });
    });

    it('says why somebody is not let in, and can be called off', async () => {
      const { desk } = await withProvider();
      const { url } = await desk.client.account.startAtProvider({ invitation: null });
      await inBrowser(url, 'stranger');
      await expect.poll(() => stands(desk)).toEqual({ name: null, waiting: false, failed: 'identity-unknown' });
      const off = await desk.client.account.startAtProvider({ invitation: null });
      await desk.client.account.cancelAtProvider();
      expect(await stands(desk)).toEqual({ name: null, waiting: false, failed: null });
      // Nobody listens for that browser any more.
      const back = await signInInBrowser(off.url, 'stranger', ({ pathname }) => pathname === '/signed-in');
      await expect(fetch(back)).rejects.toThrow();
      expect(await stands(desk)).toEqual({ name: null, waiting: false, failed: null });
    });
  });
});
