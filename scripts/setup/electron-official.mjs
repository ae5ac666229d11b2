/**
 * The official Electron release, fetched as electron's own installer does (same mirror settings, same checksums), but
 * on every Node that we support, with progress, and with short limits so that a closed network fails fast.
 * Settings: https://www.electronjs.org/docs/latest/tutorial/installation
 */
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { amount, Problem } from '../lib/console.mjs';
import { hashFile } from '../lib/files.mjs';
import { cacheFolder, electronPackage, readJson, root } from '../lib/paths.mjs';
import { npm, run, tail } from '../lib/run.mjs';
import { unzip } from '../lib/zip.mjs';

/** Milliseconds until the server must have begun to answer, and the longest pause within the download. */
const ANSWER_LIMIT = 8000;
const STALL_LIMIT = 30000;

function folderFor(version) {
  return join(cacheFolder(), 'electron', `${version}-${process.platform}-${process.arch}`);
}

/** Folder of an unpacked official release in the cache, or `undefined`. */
export function officialInCache(version) {
  const folder = folderFor(version);
  return existsSync(join(folder, 'version')) ? folder : undefined;
}

/**
 * Downloads, verifies and unpacks a release into the cache.
 * @param {string} version
 * @param {(text: string) => void} report
 * @throws {Problem} with a reason in a few words
 */
export async function fetchOfficial(version, report) {
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  const checksum = readJson(join(electronPackage, 'checksums.json'))?.[name];
  if (!checksum) throw new Problem(`there is no Electron ${version} for ${process.platform} ${process.arch}`, '');
  const folder = folderFor(version);
  const work = `${folder}.new-${process.pid}`;
  await mkdir(work, { recursive: true });
  try {
    const archive = join(work, name);
    await download(await address(version, name), archive, report);
    if ((await hashFile(archive, 'sha256', 'hex')) !== checksum) {
      throw new Problem('the downloaded file does not match its checksum', '');
    }
    report('unpacking');
    const unpacked = join(work, 'dist');
    await unzip(archive, unpacked);
    await rm(folder, { recursive: true, force: true });
    await rename(unpacked, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function address(version, name) {
  const env = process.env;
  let mirror = env.ELECTRON_MIRROR || env.npm_config_electron_mirror || env.NPM_CONFIG_ELECTRON_MIRROR;
  if (!mirror) {
    const asked = await npm(['config', 'get', 'electron_mirror'], { cwd: root, timeout: 10000 });
    const value = asked.stdout.trim();
    if (asked.code === 0 && /^https?:/u.test(value)) mirror = value;
  }
  const base = mirror || 'https://github.com/electron/electron/releases/download/';
  const folder = (env.ELECTRON_CUSTOM_DIR || `v${version}`).replace('{{ version }}', version);
  return `${base}${base.endsWith('/') ? '' : '/'}${folder}/${env.ELECTRON_CUSTOM_FILENAME || name}`;
}

async function download(url, target, report) {
  if (process.env.HTTPS_PROXY || process.env.https_proxy || process.env.ALL_PROXY) return downloadByCurl(url, target);
  const limit = new AbortController();
  let timer = setTimeout(() => limit.abort(), ANSWER_LIMIT);
  try {
    const answer = await fetch(url, { signal: limit.signal, redirect: 'follow' });
    if (!answer.ok || !answer.body) throw new Problem(`${new URL(url).host} answered ${answer.status}`, '');
    const total = Number(answer.headers.get('content-length') ?? 0);
    const file = createWriteStream(target);
    let done = 0;
    for await (const chunk of answer.body) {
      clearTimeout(timer);
      timer = setTimeout(() => limit.abort(), STALL_LIMIT);
      done += chunk.length;
      report(amount(done, total));
      if (!file.write(chunk)) await new Promise((resume) => file.once('drain', resume));
    }
    await new Promise((closed, failed) => {
      file.once('error', failed);
      file.end(closed);
    });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`${new URL(url).host} cannot be reached`, '');
  } finally {
    clearTimeout(timer);
  }
}

/** Node's own fetch ignores proxy settings on the older versions that we support; curl knows them. */
async function downloadByCurl(url, target) {
  const limits = ['--connect-timeout', '8', '--speed-limit', '1000', '--speed-time', '30'];
  const result = await run('curl', ['-fsSL', ...limits, '-o', target, url]);
  if (result.code !== 0) throw new Problem(`${new URL(url).host} cannot be reached: ${tail(result.output, 1)}`, '');
}
