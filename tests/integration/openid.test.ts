import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProviderSession, Session } from '#shared/contract/accounts-contract.ts';
import { v7 } from 'uuid';
import { openStore } from '#backend/db/store.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';
import { PROVIDER_RETURN } from '#backend/http/server.ts';
import { account, device, doors, firstAdmin, nextToken, PASSWORD } from '../support/accounts.ts';
import { onEveryStore, openRoom, type Room } from '../support/backend.ts';
import { CLIENT, freePort, signInInBrowser, startProvider, type TestProvider } from '../support/openid-provider.ts';

/** Where the app would listen; the tests look only at what the browser is told to ask there. */
const APP_PORT = 45_678;
const atTheApp = (url: URL): boolean => url.port === String(APP_PORT);

onEveryStore('Signing in at an OpenID provider', (kind) => {
  let room: Room;
  let place: ReturnType<typeof kind.fresh>;
  let provider: TestProvider;
  let admin: Session;
  beforeEach(async () => {
    const port = await freePort();
    provider = await startProvider(`http://127.0.0.1:${port}${PROVIDER_RETURN}`);
    place = kind.fresh();
    const config = { issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, name: '한빛시 통합 로그인' };
    room = await openRoom(place, { accounts: true, port, provider: config, limits: { doorBurst: 1_000, doorPerSecond: 1_000 } });
    // The provider’s clock is the real one, and so is its token’s.
    room.clock.advance(Date.now() - room.clock.now());
    admin = await firstAdmin(room);
  });
  afterEach(async () => {
    await room.close();
    await provider.close();
  });

  const invite = async (): Promise<string> => (await account(room, admin.accessToken).invite({ roles: ['writer'] })).invitation;
  const begin = async (invitation?: string) => {
    const { token: verifier, sha256: verifierSha256 } = nextToken();
    const { url } = await doors(room).startAtProvider({ device: device(), verifierSha256, port: APP_PORT, ...(invitation === undefined ? {} : { invitation }) });
    return { verifier, url };
  };
  const ticketOf = (url: URL): string => url.searchParams.get('ticket') ?? `no ticket: ${url.href}`;
  const signIn = async (login: string, invitation?: string): Promise<ProviderSession> => {
    const { verifier, url } = await begin(invitation);
    return doors(room).finishAtProvider({ ticket: ticketOf(await signInInBrowser(url, login, atTheApp)), verifier });
  };
  const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'let in', (error: Error & { data?: { code?: string } }) => error.data?.code ?? error.message);

  it('lets in whom an invitation has made a member, then and ever after, as the same member', async () => {
    expect(await doors(room).ways()).toEqual({ password: true, provider: '한빛시 통합 로그인' });
    expect(await codeOf(signIn('kim'))).toBe('identity-unknown');
    const first = await signIn('kim', await invite());
    expect(first.name).toBe('kim@hanbit');
    const team = await account(room, first.accessToken).members();
    expect(team.members.find(({ id }) => id === first.member)).toMatchObject({ name: { ko: 'kim@hanbit', en: 'kim@hanbit' }, roles: ['writer'] });
    const again = await signIn('kim');
    expect(again.member).toBe(first.member);
    expect(await codeOf(signIn('lee'))).toBe('identity-unknown');
  });

  it('takes an invitation up once', async () => {
    const invitation = await invite();
    await signIn('kim', invitation);
    expect(await codeOf(signIn('lee', invitation))).toBe('invitation-invalid');
  });

  it('gives a session only to who began, once, and in time', async () => {
    await signIn('kim', await invite());
    const { verifier, url } = await begin();
    const ticket = ticketOf(await signInInBrowser(url, 'kim', atTheApp));
    expect(await codeOf(doors(room).finishAtProvider({ ticket, verifier: nextToken().token }))).toBe('unauthorized');
    // A wrong verifier has used it up: whoever has the ticket and not the secret is not the one who began.
    expect(await codeOf(doors(room).finishAtProvider({ ticket, verifier }))).toBe('unauthorized');
    const late = await begin();
    const lateTicket = ticketOf(await signInInBrowser(late.url, 'kim', atTheApp));
    room.clock.advance(11 * 60_000);
    expect(await codeOf(doors(room).finishAtProvider({ ticket: lateTicket, verifier: late.verifier }))).toBe('unauthorized');
  });

  it('does not take what the browser brings twice, nor what nobody began, nor what the provider did not say', async () => {
    const { url } = await begin();
    const back = await signInInBrowser(url, 'kim', (each) => each.pathname === PROVIDER_RETURN);
    const comeBack = async (address: URL) => {
      const response = await fetch(address, { redirect: 'manual' });
      return response.status === 302 ? new URL(response.headers.get('location') ?? '').search.split('=')[0] : response.status;
    };
    const forged = new URL(back);
    forged.searchParams.set('state', nextToken().token);
    expect(await comeBack(forged)).toBe(404);
    const other = await begin();
    const mixed = new URL(back);
    mixed.searchParams.set('state', new URL(other.url).searchParams.get('state') ?? '');
    expect(await comeBack(mixed)).toBe('?error');
    expect(await comeBack(back)).toBe('?ticket');
    expect(await comeBack(back)).toBe(404);
  });

  it('does not let in who is suspended', async () => {
    const { member } = await signIn('kim', await invite());
    await account(room, admin.accessToken).changeMember({ id: member, suspended: true });
    expect(await codeOf(signIn('kim'))).toBe('wrong-credentials');
  });

  it('parts an account from the provider, by its member or an admin, but never from the last way in', async () => {
    const kim = await signIn('kim', await invite());
    const mine = account(room, kim.accessToken);
    const linked = async (token: string): Promise<string[]> => (await account(room, token).members()).members.filter((each) => each.linked).map(({ id }) => id);
    expect(await linked(kim.accessToken)).toEqual([kim.member]);
    expect(await codeOf(mine.unlink({ id: kim.member }))).toBe('last-way-in');
    expect(await codeOf(account(room, admin.accessToken).unlink({ id: kim.member }))).toBe('last-way-in');
    expect((await signIn('kim')).member).toBe(kim.member);
    // With a name and a password there is another way.
    const { invitation } = await account(room, admin.accessToken).invite({ member: kim.member });
    await doors(room).acceptInvitation({ invitation, name: 'kim', password: PASSWORD, device: device() });
    const lee = await signIn('lee', await invite());
    expect(await codeOf(account(room, lee.accessToken).unlink({ id: kim.member }))).toBe('not-allowed');
    expect(await linked(lee.accessToken)).toEqual([lee.member]);
    await account(room, admin.accessToken).unlink({ id: kim.member });
    expect(await codeOf(signIn('kim'))).toBe('identity-unknown');
    expect(await codeOf(account(room, admin.accessToken).unlink({ id: kim.member }))).toBe('not-found');
    expect((await doors(room).signIn({ name: 'kim', password: PASSWORD, device: device() })).member).toBe(kim.member);
    const opened = await openStore(place, { epoch: v7(), workspace: SAMPLE_WORKSPACE.id, now: new Date(room.clock.now()).toISOString() });
    const events = await opened.db.selectFrom('account_events').select(['member', 'by_member', 'detail']).where('event', '=', 'identity-unlinked').execute().finally(() => opened.close());
    expect(events).toEqual([{ member: kim.member, by_member: admin.member, detail: JSON.stringify([provider.issuer]) }]);
  });

  it('says so while the provider cannot be reached', async () => {
    await provider.close();
    expect(await codeOf(begin())).toBe('provider-unreachable');
  });
});
