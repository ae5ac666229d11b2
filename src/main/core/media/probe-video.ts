import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync } from 'node:fs';
import { FilePathSource, Input, MP4, QTFF } from 'mediabunny';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { isVideo, MEDIA_HEAD, mediaType } from '#shared/media/media-type.ts';
import { removeLocation, type VideoLocation } from './video-location.ts';

/** A video as it is kept: its film untouched, without its place. Width and height as a viewer sees them, turned upright. */
export interface ProbedVideo {
  readonly sha256: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly framesPerSecond: number;
  /** As in `avc`, `hevc`, `av1`; empty for one that is not known. */
  readonly codec: string;
  /** Clockwise, as its track says. */
  readonly rotation: number;
  readonly location: VideoLocation;
}
export type Probed = { readonly ok: true; readonly value: ProbedVideo } | { readonly ok: false; readonly code: ErrorCode };

/** Frames from which the rate is taken. */
const COUNTED = 240;
const CHUNK = 1024 * 1024;

/** Reads what a video says of itself, takes its place out of the file, and hashes what is left. Nothing is decoded. */
export async function probeVideo(path: string, isOurs = false): Promise<Probed> {
  try {
    const mime = mediaType(headOf(path));
    if (mime === null || !isVideo(mime)) return { ok: false, code: 'unsupported-format' };
    // What comes from the server is what was approved: not a byte of it is changed.
    const location = isOurs ? 'none' : removeLocation(path);
    const input = new Input({ source: new FilePathSource(path), formats: [MP4, QTFF] });
    try {
      const track = await input.getPrimaryVideoTrack();
      if (track === null) return { ok: false, code: 'unsupported-format' };
      const [width, height, codec, rotation, seconds, packets] = [await track.getDisplayWidth(), await track.getDisplayHeight(), await track.getCodec(), await track.getRotation(), await input.computeDuration(), await track.computePacketStats(COUNTED)];
      if (!(width > 0 && height > 0 && seconds > 0)) return { ok: false, code: 'unreadable-file' };
      const value = { sha256: hashOf(path), mime, width: Math.round(width), height: Math.round(height), seconds: Math.round(seconds * 1_000) / 1_000, framesPerSecond: Math.round(packets.averagePacketRate * 100) / 100, codec: codec ?? '', rotation, location };
      return { ok: true, value };
    } finally {
      input.dispose();
    }
  } catch {
    return { ok: false, code: 'unreadable-file' };
  }
}

function headOf(path: string): Uint8Array {
  const fd = openSync(path, 'r');
  try {
    const head = Buffer.alloc(MEDIA_HEAD);
    return head.subarray(0, readSync(fd, head, 0, MEDIA_HEAD, 0));
  } finally {
    closeSync(fd);
  }
}

/** Of the whole file, which is on the disk when this answers. */
function hashOf(path: string): string {
  const fd = openSync(path, 'r+');
  try {
    fsyncSync(fd);
    const hash = createHash('sha256');
    const chunk = Buffer.alloc(CHUNK);
    for (let read = readSync(fd, chunk, 0, CHUNK, null); read > 0; read = readSync(fd, chunk, 0, CHUNK, null)) hash.update(chunk.subarray(0, read));
    return hash.digest('hex');
  } finally {
    closeSync(fd);
  }
}
