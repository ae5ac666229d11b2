import { closeSync, openSync, readSync } from 'node:fs';
import { entryOfLine } from '#shared/bundle/lines.ts';
import { BUNDLE_LIMITS } from '#shared/bundle/manifest.ts';
import type { Entry } from '#shared/sync/entry.ts';
import { refuse } from '../refusal.ts';

const CHUNK_BYTES = 1024 * 1024;

/**
 * The entries of an unpacked file, one after the other, so that a bundle of years does not have to fit into memory: inside
 * a transaction nothing can be awaited, hence the plain reads. Refuses with `bundle-damaged` what is no line of an entry.
 */
export function* stagedEntries(file: string): Generator<Entry> {
  const fd = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let rest: Buffer[] = [];
    let length = 0;
    for (let read = readSync(fd, chunk, 0, CHUNK_BYTES, null); read > 0; read = readSync(fd, chunk, 0, CHUNK_BYTES, null)) {
      let from = 0;
      for (let end = chunk.indexOf(10, from); end !== -1 && end < read; end = chunk.indexOf(10, from)) {
        yield parsed(Buffer.concat([...rest, chunk.subarray(from, end)]));
        rest = [];
        length = 0;
        from = end + 1;
      }
      rest.push(Buffer.from(chunk.subarray(from, read)));
      length += read - from;
      if (length > BUNDLE_LIMITS.lineBytes) refuse('bundle-damaged', 'a line does not end');
    }
    if (length > 0) refuse('bundle-damaged', 'the last line does not end');
  } finally {
    closeSync(fd);
  }
}

function parsed(line: Buffer): Entry {
  return entryOfLine(line.toString('utf8')) ?? refuse('bundle-damaged', 'an entry');
}
