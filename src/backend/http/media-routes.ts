import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MEDIA_MAX_BYTES, MEDIA_PART_BYTES, VIDEO_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import { Sha256 } from '#shared/domain/ids.ts';
import { mediaType } from '#shared/media/media-type.ts';
import { instantOf, type Clock } from '../clock.ts';
import type { Db } from '../db/store.ts';
import { completeParts, forgetUnfinished, keepPart, partsOf, readPart, type Completed } from '../media/media-parts.ts';
import { keepMedia, missingMedia, readMedia, receiveBytes, wholeOf } from '../media/media-store.ts';
import { refusal } from './errors.ts';

const IMMUTABLE = { 'cache-control': 'private, max-age=31536000, immutable', 'content-disposition': 'attachment' } as const;

const PART_LIMIT = Math.ceil(VIDEO_MAX_BYTES / MEDIA_PART_BYTES);
const PartNumber = z.coerce.number().int().min(0).max(PART_LIMIT - 1);
const PartCount = z.object({ parts: z.int().min(1).max(PART_LIMIT) });

/** The status of each end that is not a success. */
const REFUSED = {
  incomplete: [422, 'bad-input', 'Parts are missing'],
  'too-large': [413, 'too-large', 'The file is too large'],
  'hash-mismatch': [422, 'hash-mismatch', 'The bytes have another SHA-256'],
  'unsupported-format': [415, 'unsupported-format', 'Not a picture or video that this server keeps'],
} as const satisfies Record<Exclude<Completed, 'kept'>, readonly [number, string, string]>;

/**
 * PUT, GET and HEAD of /v1/media/{sha256}, and the same in parts for what is too large for one request. A file is known by the hash of
 * its bytes, so the hash is checked and nothing is ever replaced.
 */
export function mediaRoutes(app: FastifyInstance, db: Db, clock: Clock): void {
  const path = '/v1/media/:sha256';

  app.put<{ Params: { sha256: string } }>(path, { bodyLimit: MEDIA_MAX_BYTES }, async (request, reply) => {
    const { sha256 } = request.params;
    if (!Sha256.safeParse(sha256).success) return notAHash(reply);
    const bytes = await bodyOf(request, reply, MEDIA_MAX_BYTES);
    if (bytes === null) return reply;
    if (bytes.sha256 !== sha256) return refuse(reply, 'hash-mismatch');
    const mime = mediaType(bytes.bytes);
    if (mime === null) return refuse(reply, 'unsupported-format');
    const known = (await missingMedia(db, [sha256])).length === 0;
    if (!known) await keepMedia(db, { sha256, mime, bytes: bytes.bytes }, instantOf(clock));
    return reply.code(known ? 200 : 201).send({ sha256 });
  });

  // Fastify answers HEAD from the same handler.
  app.get<{ Params: { sha256: string } }>(path, async (request, reply) => {
    const { sha256 } = request.params;
    const [file] = Sha256.safeParse(sha256).success ? await readMedia(db, [sha256]) : [];
    if (file === undefined) return notFound(reply);
    // The first byte of a video would come, and then the others keep a request open for as long as the line is slow.
    if (file.parts > 0) return reply.code(413).send(refusal(413, 'too-large', 'This file comes in parts'));
    return reply.headers(IMMUTABLE).type(file.mime).send(await wholeOf(file));
  });

  partRoutes(app, db, clock, path);
}

function partRoutes(app: FastifyInstance, db: Db, clock: Clock, path: string): void {
  app.get<{ Params: { sha256: string } }>(`${path}/parts`, async (request, reply) => {
    const { sha256 } = request.params;
    if (!Sha256.safeParse(sha256).success) return notAHash(reply);
    const [file] = await readMedia(db, [sha256]);
    return { complete: file !== undefined, parts: file?.parts ?? 0, present: await partsOf(db, sha256) };
  });

  app.put<{ Params: { sha256: string; n: string } }>(`${path}/parts/:n`, { bodyLimit: MEDIA_PART_BYTES }, async (request, reply) => {
    const { sha256 } = request.params;
    const n = PartNumber.safeParse(request.params.n);
    if (!Sha256.safeParse(sha256).success || !n.success) return notAHash(reply);
    const received = await bodyOf(request, reply, MEDIA_PART_BYTES);
    if (received === null) return reply;
    // A part of what is complete could only change it.
    if ((await missingMedia(db, [sha256])).length === 0) return reply.code(200).send({ sha256 });
    if (n.data === 0) await forgetUnfinished(db, clock.now());
    await keepPart(db, { sha256, n: n.data, bytes: received.bytes }, instantOf(clock));
    return reply.code(201).send({ sha256 });
  });

  app.post<{ Params: { sha256: string } }>(`${path}/complete`, async (request, reply) => {
    const { sha256 } = request.params;
    const count = PartCount.safeParse(request.body);
    if (!Sha256.safeParse(sha256).success || !count.success) return notAHash(reply);
    if ((await missingMedia(db, [sha256])).length === 0) return reply.code(200).send({ sha256 });
    const completed = await completeParts(db, sha256, count.data.parts, instantOf(clock));
    return completed === 'kept' ? reply.code(201).send({ sha256 }) : refuse(reply, completed);
  });

  app.get<{ Params: { sha256: string; n: string } }>(`${path}/parts/:n`, async (request, reply) => {
    const { sha256 } = request.params;
    const n = PartNumber.safeParse(request.params.n);
    const bytes = Sha256.safeParse(sha256).success && n.success ? await readPart(db, sha256, n.data) : null;
    return bytes === null ? notFound(reply) : reply.headers(IMMUTABLE).type('application/octet-stream').send(bytes);
  });
}

/** The body of a request; null when it was too large, which is answered. */
async function bodyOf(request: FastifyRequest, reply: FastifyReply, limit: number): Promise<{ readonly bytes: Uint8Array; readonly sha256: string } | null> {
  const announced = Number(request.headers['content-length'] ?? 0) > limit;
  const received = announced ? null : await receiveBytes(request.raw, limit);
  if (received?.ok === true) return received;
  // The rest of an oversized body is not read: the answer goes out and the connection ends.
  reply.raw.once('finish', () => request.raw.destroy());
  void reply.code(413).header('connection', 'close').send(refusal(413, 'too-large', 'The file is too large'));
  return null;
}

function refuse(reply: FastifyReply, why: keyof typeof REFUSED): FastifyReply {
  const [status, code, text] = REFUSED[why];
  return reply.code(status).send(refusal(status, code, text));
}

function notAHash(reply: FastifyReply): FastifyReply {
  return reply.code(400).send(refusal(400, 'bad-input', 'Not a SHA-256'));
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send(refusal(404, 'not-found', 'No such file'));
}
