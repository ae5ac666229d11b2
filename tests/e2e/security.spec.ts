import { expect, test } from '@playwright/test';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type LaunchedApp, launchApp, makeUserDataDir } from '../support/launch-electron.ts';

/** What a page could try against the app that shows it, asked of the running app. */
let running: LaunchedApp;
let userData: string;

test.beforeAll(async () => {
  userData = makeUserDataDir();
  running = await launchApp({ userData, lang: 'en' });
  await running.page.getByRole('main').waitFor();
});
test.afterAll(async () => {
  await running.app.close();
});

test('the window is sandboxed, isolated and without Node', async () => {
  const preferences = await running.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });
  expect(preferences['webviewTag'] ?? false).toBe(false);
  expect(preferences['allowRunningInsecureContent'] ?? false).toBe(false);
  expect(preferences['experimentalFeatures'] ?? false).toBe(false);
  expect(preferences['enableBlinkFeatures'] ?? '').toBe('');
  expect(preferences['nodeIntegrationInSubFrames'] ?? false).toBe(false);
  expect(preferences['nodeIntegrationInWorker'] ?? false).toBe(false);
  const seen = await running.page.evaluate(() => ({
    require: typeof Reflect.get(window, 'require'),
    process: typeof Reflect.get(window, 'process'),
    bridge: Object.keys(Reflect.get(window, 'sotong') as object).toSorted(),
  }));
  expect(seen).toEqual({ require: 'undefined', process: 'undefined', bridge: ['invoke', 'on', 'requestPort'] });
});

test('the renderer runs under the system call filter', async () => {
  test.skip(process.platform !== 'linux', 'read from /proc');
  const pid = await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId());
  const commandLine = readFileSync(`/proc/${String(running.pid)}/cmdline`, 'utf8');
  test.skip(commandLine.includes('--no-sandbox'), 'this user cannot run the sandbox here');
  expect(readFileSync(`/proc/${String(pid)}/status`, 'utf8')).toMatch(/^Seccomp:\s*2$/m);
});

test('the policy lets no foreign script, style, frame or connection in', async () => {
  const policy = await running.page.evaluate(async () => (await fetch('app://sotong/index.html')).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  const tried = await running.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.__pwned = true';
    document.body.append(script);
    return Reflect.get(window, '__pwned') as unknown;
  });
  expect(tried).toBeUndefined();
});

test('no request leaves the window, also not to this machine', async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end('x');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const answered = await running.page.evaluate(async (url) => {
    const image = new Image();
    const loaded = new Promise<boolean>((resolve) => {
      image.addEventListener('load', () => resolve(true));
      image.addEventListener('error', () => resolve(false));
    });
    image.src = `${url}pixel.png`;
    const fetched = await fetch(url).then(() => true, () => false);
    return [fetched, await loaded];
  }, address);
  server.close();
  expect(answered).toEqual([false, false]);
  expect(asked).toBe(0);
});

test('the window goes nowhere and opens nothing', async () => {
  const before = running.page.url();
  for (const target of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,<h1>x</h1>', 'app://evil/index.html']) {
    await running.page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      document.body.append(link);
      link.click();
      link.remove();
    }, target);
  }
  const opened = await running.page.evaluate(() => [window.open('file:///etc/passwd'), window.open('about:blank', 'named'), window.open('about:blank', 'named')].map((one) => one === null));
  expect(opened).toEqual([true, true, true]);
  await running.page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'app://sotong/index.html', textContent: 'elsewhere', id: 'elsewhere' });
    link.style.cssText = 'position: fixed; inset: 0; z-index: 1000000';
    document.body.append(link);
  });
  await running.page.mouse.click(300, 300, { button: 'middle' });
  await running.page.evaluate(() => document.getElementById('elsewhere')?.remove());
  expect(running.page.url()).toBe(before);
  expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('permissions are refused', async () => {
  const states = await running.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as const;
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state));
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
});

test('the protocols serve what is theirs and nothing else', async () => {
  const sha = 'a'.repeat(64);
  const addresses = [
    'app://sotong/..%2f..%2fpackage.json',
    'app://sotong/..%5c..%5cpackage.json',
    'app://sotong/%252e%252e/package.json',
    'app://sotong/assets/%00.js',
    'app://sotong//etc/passwd',
    'app://sotong/main/index.js',
    'app://evil/index.html',
    `media://asset/${sha}`,
    'media://asset/..%2f..%2fsettings.json',
    `media://other/${sha}`,
    'media://asset/',
  ];
  const answers = await running.app.evaluate(async ({ net }, urls) => Promise.all(urls.map(async (url) => net.fetch(url).then((response) => response.status, () => 0))), addresses);
  expect(answers.filter((status) => status === 200)).toEqual([]);
  const good = await running.app.evaluate(async ({ net }) => {
    const response = await net.fetch('app://sotong/index.html');
    return { status: response.status, sniff: response.headers.get('x-content-type-options') };
  });
  expect(good).toEqual({ status: 200, sniff: 'nosniff' });
});

test('the shell refuses calls of the wrong form and stays alive', async () => {
  const results = await running.page.evaluate(async () => {
    const bridge = Reflect.get(window, 'sotong') as { invoke: (channel: string, input: unknown) => Promise<unknown> };
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const tries: [string, unknown][] = [
      ['shell:unknown', null],
      ['constructor', null],
      ['shell:set-settings', { theme: 'pink' }],
      ['shell:set-settings', circle],
      ['shell:open-external', { url: 'https://example.com' }],
      ['shell:save-media', [{ sha256: '../../etc/passwd', fileName: 'x' }]],
      ['shell:copy-text', { text: 7, html: null }],
      ['shell:log', { level: 'error', message: 'x'.repeat(20_000) }],
      ['shell:zoom', 'sideways'],
    ];
    return Promise.all(tries.map(([channel, input]) => bridge.invoke(channel, input).then(() => 'answered', () => 'refused')));
  });
  expect(new Set(results)).toEqual(new Set(['refused']));
  const refusedLinks = await running.page.evaluate(async () => {
    const bridge = Reflect.get(window, 'sotong') as { invoke: (channel: string, input: unknown) => Promise<unknown> };
    return Promise.all(['file:///etc/passwd', 'javascript:alert(1)', 'https://a@evil.example/', 'smb://x/y'].map((url) => bridge.invoke('shell:open-external', url)));
  });
  expect(refusedLinks).toEqual([false, false, false, false]);
  // Asked of the page itself: the runner would wait for the navigations that the test above began and the app refused.
  expect(await running.page.evaluate(() => document.querySelector('main') !== null)).toBe(true);
});

test('a message from a frame that is not the app is refused', async () => {
  const refused = await running.app.evaluate(async ({ app, BrowserWindow, ipcMain }) => {
    // A window of ours that shows another page, with the same preload.
    const other = new BrowserWindow({ show: false, webPreferences: { sandbox: true, preload: `${app.getAppPath()}/out/preload/index.cjs` } });
    await other.loadURL('data:text/html,<title>other</title>');
    const answer = (await other.webContents.executeJavaScript("window.sotong.invoke('shell:state').then(() => 'answered', (error) => String(error))")) as string;
    other.destroy();
    return { answer, listens: ipcMain.listenerCount('shell:request-port') };
  });
  expect(refused.answer).toContain('Refused');
  expect(refused.listens).toBe(1);
});

test('what asks for a permission gets none, and nobody is asked', async () => {
  const answers = await running.page.evaluate(async () => {
    const refused = (work: Promise<unknown>): Promise<string> => work.then(() => 'given', (error: unknown) => (error instanceof Error ? error.name : String(error)));
    const place = new Promise<string>((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('given'), ({ code }) => resolve(code === 1 ? 'PERMISSION_DENIED' : `other ${String(code)}`), { timeout: 5_000 }));
    return {
      microphone: await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await refused(navigator.mediaDevices.getDisplayMedia()),
      place: await place,
      notifications: await Notification.requestPermission(),
      midi: await refused(navigator.requestMIDIAccess()),
    };
  });
  expect(answers).toMatchObject({ place: 'PERMISSION_DENIED', notifications: 'denied' });
  // A machine without a microphone says so before anybody asks for leave.
  expect(answers.microphone).toMatch(/NotAllowedError|NotFoundError/u);
  for (const answer of [answers.screen, answers.midi]) expect(answer).toMatch(/NotAllowedError|SecurityError|NotSupportedError|InvalidStateError/u);
});

test('no frame and no web view comes to life', async () => {
  const frames = await running.page.evaluate(async () => {
    for (const src of ['app://sotong/index.html', 'https://example.com/', 'about:blank']) document.body.append(Object.assign(document.createElement('iframe'), { src, className: 'tried' }));
    document.body.append(Object.assign(document.createElement('webview'), { src: 'https://example.com/', className: 'tried' }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    // A frame that was refused is empty; that of the app would have the app in it.
    const found = [...document.querySelectorAll('iframe.tried')].map((frame) => (frame as HTMLIFrameElement).contentDocument?.querySelector('main') ?? null);
    for (const each of document.querySelectorAll('.tried')) each.remove();
    return found;
  });
  expect(frames).toEqual([null, null, null]);
  // Also in a window that would allow them: it is refused as it is attached.
  const attached = await running.app.evaluate(async ({ BrowserWindow, webContents }) => {
    const before = webContents.getAllWebContents().length;
    const other = new BrowserWindow({ show: false, webPreferences: { sandbox: true, webviewTag: true } });
    await other.loadURL('data:text/html,<webview src="about:blank"></webview>');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const more = webContents.getAllWebContents().length - before;
    other.destroy();
    return more;
  });
  expect(attached).toBe(1);
});

test('Electron is pinned to one version', () => {
  const { devDependencies, dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Record<'devDependencies' | 'dependencies', Record<string, string>>;
  const pinned = devDependencies['electron'] ?? dependencies['electron'];
  expect(pinned).toMatch(/^\d+\.\d+\.\d+$/u);
});
