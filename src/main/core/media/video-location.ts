import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

/** What was found of a place in a video: nothing; something that was taken out; or more that cannot be taken out without writing the film anew. */
export type VideoLocation = 'none' | 'removed' | 'may-remain';

interface Box {
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** A file of ours has some dozens; one that claims more is made to keep somebody busy. */
const MAX_BOXES = 20_000;
/** More of a box of metadata than this is not read. */
const MAX_METADATA = 4 * 1024 * 1024;

const HOLDS_BOXES: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'udta']);
/** QuickTime's and 3GPP's own fields of the place, and Adobe's metadata, which may name it. */
const PLACES: ReadonlySet<string> = new Set(['\u00a9xyz', 'loci', 'XMP_']);
const XMP_UUID = 'be7acfcb97a942e89c71999491e3afac';
/** Tracks of timed metadata: Apple's, GoPro's, Google's. Each sample may carry a place. */
const TIMED = /mebx|gpmd|camm/u;

/**
 * Takes the place out of an MP4 or QuickTime file, in the file itself: each box that names it becomes a `free` box of zeros of the
 * same length, so that nothing else moves and the film stays byte for byte. Throws where the file is no whole row of boxes.
 *
 * Boxes: ISO/IEC 14496-12; `©xyz`, `meta`, `keys`: https://developer.apple.com/documentation/quicktime-file-format, read 2026-11-26.
 */
export function removeLocation(path: string): VideoLocation {
  const fd = openSync(path, 'r+');
  try {
    const found = { removed: false, remains: false, count: 0 };
    look(fd, 0, fstatSync(fd).size, found);
    return found.remains ? 'may-remain' : found.removed ? 'removed' : 'none';
  } finally {
    closeSync(fd);
  }
}

type Found = { removed: boolean; remains: boolean; count: number };

function look(fd: number, start: number, end: number, found: Found): void {
  for (let at = start; at + 8 <= end; ) {
    const box = readBox(fd, at, end);
    found.count += 1;
    if (found.count > MAX_BOXES) throw new Error('too many boxes');
    if (PLACES.has(box.type) || (box.type === 'uuid' && textAt(fd, box.body, 16, 'hex') === XMP_UUID) || (box.type === 'meta' && namesPlace(fd, box))) {
      blank(fd, box);
      found.removed = true;
    } else if (box.type === 'stsd') {
      if (TIMED.test(metadataOf(fd, box))) found.remains = true;
    } else if (HOLDS_BOXES.has(box.type)) {
      look(fd, box.body, box.end, found);
    }
    at = box.end;
  }
}

function readBox(fd: number, at: number, end: number): Box {
  const head = Buffer.alloc(16);
  const read = readSync(fd, head, 0, 16, at);
  let size = head.readUInt32BE(0);
  let header = 8;
  if (size === 1 && read === 16) {
    size = Number(head.readBigUInt64BE(8));
    header = 16;
  } else if (size === 0) {
    size = end - at;
  }
  // A box that goes on past the end of what holds it: the file was cut off.
  if (size < header || at + size > end) throw new Error('a box is not whole');
  return { type: head.toString('latin1', 4, 8), start: at, body: at + header, end: at + size };
}

function textAt(fd: number, at: number, length: number, encoding: 'hex' | 'latin1'): string {
  const bytes = Buffer.alloc(length);
  return bytes.toString(encoding, 0, readSync(fd, bytes, 0, length, at));
}

function metadataOf(fd: number, box: Box): string {
  return textAt(fd, box.body, Math.min(box.end - box.body, MAX_METADATA), 'latin1');
}

/** Apple's keys name it `com.apple.quicktime.location.…`; iTunes' list has the old field within. What is too long to be read is not trusted. */
function namesPlace(fd: number, box: Box): boolean {
  return box.end - box.body > MAX_METADATA || /location|\u00a9xyz|loci|gps/iu.test(metadataOf(fd, box));
}

function blank(fd: number, { start, body, end }: Box): void {
  writeSync(fd, 'free', start + 4, 'latin1');
  const zeros = Buffer.alloc(Math.min(end - body, 64 * 1024));
  for (let at = body; at < end; at += zeros.length) writeSync(fd, zeros, 0, Math.min(zeros.length, end - at), at);
}
