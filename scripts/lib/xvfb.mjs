/** A display where there is none: Xvfb, with an access file of its own, on a number that it finds itself. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from './console.mjs';
import { findProgram, tail } from './run.mjs';
import { installPackages } from './system-packages.mjs';
import { giveToOrdinaryUser } from './user.mjs';

/** Makes sure that Xvfb is there, installing it where that needs no question. */
export async function ensureXvfb(report) {
  if (findProgram('Xvfb')) return;
  await installPackages(['xvfb'], 'There is no display, and the virtual one (Xvfb) is not installed', report);
}

/** Whether programs started from here have a display to open windows on. */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Starts a virtual display. Only programs with the returned environment can use it, whoever runs them. It ends with
 * `stop`, and with this process.
 * @param {{ width?: number, height?: number }} [options] in pixels; 24 bits each
 * @returns {Promise<{ display: string, env: { DISPLAY: string, XAUTHORITY: string }, stop: () => Promise<void> }>}
 */
export async function startXvfb({ width = 1600, height = 1000 } = {}) {
  const xvfb = findProgram('Xvfb');
  if (!xvfb) throw new Problem('Xvfb is not installed.', 'Run: npm run setup, or install the package xvfb.');
  const folder = mkdtempSync(join(tmpdir(), 'sotong-display-'));
  const authority = join(folder, 'authority');
  writeFileSync(authority, authorityFile(randomBytes(16)), { mode: 0o600 });
  // The ordinary user must read it; root can anyway.
  giveToOrdinaryUser(folder, authority);
  const args = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    `${width}x${height}x24`,
    '-nolisten',
    'tcp',
    '-noreset',
    '-auth',
    authority,
  ];
  // Should this process be killed, its display must not stay behind.
  const setpriv = findProgram('setpriv');
  const command = setpriv ? [setpriv, '--pdeathsig', 'TERM', xvfb, ...args] : [xvfb, ...args];
  const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const atExit = () => {
    child.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', atExit);
  const stop = async () => {
    process.removeListener('exit', atExit);
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const number = await displayNumber(child);
    return { display: `:${number}`, env: { DISPLAY: `:${number}`, XAUTHORITY: authority }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function displayNumber(child) {
  return new Promise((resolve, reject) => {
    let errors = '';
    let number = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (errors = (errors + text).slice(-4000)));
    child.stdio[3].setEncoding('utf8').on('data', (text) => {
      number += text;
      if (number.endsWith('\n')) resolve(number.trim());
    });
    child.once('error', reject);
    child.once('exit', () =>
      reject(
        new Problem(`Xvfb does not start:\n${tail(errors)}`, 'Check that /tmp can be written to, then try again.'),
      ),
    );
  });
}

/**
 * One MIT-MAGIC-COOKIE-1 entry for any host and display (family 65535, FamilyWild), in the format of libXau
 * (https://gitlab.freedesktop.org/xorg/lib/libxau, AuWrite.c): big-endian 16-bit family, then four counted strings.
 */
function authorityFile(cookie) {
  const counted = (data) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(data.length);
    return Buffer.concat([length, data]);
  };
  const empty = Buffer.alloc(0);
  const parts = [empty, empty, Buffer.from('MIT-MAGIC-COOKIE-1'), cookie].map(counted);
  return Buffer.concat([Buffer.from([0xff, 0xff]), ...parts]);
}
