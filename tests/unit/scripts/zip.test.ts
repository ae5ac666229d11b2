import { lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unzip } from '../../../scripts/lib/zip.mjs';

interface Entry {
  readonly name: string;
  readonly data?: string;
  readonly mode?: number;
  readonly stored?: boolean;
  readonly flags?: number;
}

/** A ZIP archive as APPNOTE 6.3.10 describes it; checksums are left at 0, as nothing reads them. */
function zip(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data = '', mode = 0o100644, stored = false, flags = 0 } of entries) {
    const nameBytes = Buffer.from(name);
    const raw = Buffer.from(data);
    const packed = stored || raw.length === 0 ? raw : deflateRawSync(raw);
    const method = packed === raw ? 0 : 8;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(nameBytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(raw.length, 24);
    entry.writeUInt16LE(nameBytes.length, 28);
    entry.writeUInt32LE((mode << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, nameBytes, packed);
    directory.push(entry, nameBytes);
    offset += 30 + nameBytes.length + packed.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directoryBytes, end]);
}

let folder: string;
let target: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zip-test-'));
  target = join(folder, 'out');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function archive(content: Buffer): string {
  const path = join(folder, 'a.zip');
  writeFileSync(path, content);
  return path;
}

test('unpacks folders, packed and stored files, modes and symbolic links', async () => {
  const long = '소통 '.repeat(50_000);
  const path = archive(
    zip([
      { name: 'a/', mode: 0o040755 },
      { name: 'a/long.txt', data: long },
      { name: 'a/run', data: '#!/bin/sh\n', mode: 0o100755, stored: true },
      { name: 'empty' },
      { name: 'link', data: 'a/run', mode: 0o120777, stored: true },
    ]),
  );
  const progress: number[] = [];
  await unzip(path, target, { onProgress: (done, total) => progress.push(done / total) });
  expect(readFileSync(join(target, 'a/long.txt'), 'utf8')).toBe(long);
  expect(statSync(join(target, 'a/run')).mode & 0o777).toBe(0o755);
  expect(statSync(join(target, 'empty')).size).toBe(0);
  expect(lstatSync(join(target, 'link')).isSymbolicLink()).toBe(true);
  expect(readlinkSync(join(target, 'link'))).toBe('a/run');
  expect(progress.at(-1)).toBe(1);
});

test('renames entries and leaves out what has no name', async () => {
  const path = archive(
    zip([
      { name: 'x/keep', data: '1' },
      { name: 'x/drop', data: '2' },
    ]),
  );
  await unzip(path, target, { rename: (name) => (name.endsWith('drop') ? undefined : 'kept') });
  expect(readFileSync(join(target, 'kept'), 'utf8')).toBe('1');
  expect(() => statSync(join(target, 'x'))).toThrow();
});

test.each([
  ['an entry outside of the folder', zip([{ name: '../evil', data: 'x' }]), /outside of its folder/u],
  ['an absolute entry', zip([{ name: '/tmp/evil', data: 'x' }]), /outside of its folder/u],
  ['an encrypted entry', zip([{ name: 'a', data: 'x', flags: 1 }]), /encrypted/u],
  ['something else', Buffer.from('not a zip archive, but long enough'), /not a ZIP archive/u],
  ['a cut archive', zip([{ name: 'a', data: 'x' }]).subarray(0, -5), /not a ZIP archive/u],
])('refuses %s', async (_what, content, message) => {
  await expect(unzip(archive(content), target)).rejects.toThrow(message);
  expect(() => statSync(join(folder, 'evil'))).toThrow();
});
