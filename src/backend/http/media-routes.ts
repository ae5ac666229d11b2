import type { FastifyInstance } from 'fastify';
import { MEDIA_MAX_BYTES } from '#shared/contract/backend-contract.ts';
import { imageType } from '#shared/document/image-type.ts';
import { Sha256 } from '#shared/domain/ids.ts';
import { instantOf, type Clock } from '../clock.ts';
import type { Db } from '../db/store.ts';
import { keepMedia, missingMedia, readMedia, receiveBytes } from '../media/media-store.ts';
import { refusal } from './errors.ts';

/** PUT, GET and HEAD of /v1/media/{sha256}. A file is known by the hash of its bytes, so the hash is checked and nothing is ever replaced. */
export function mediaRoutes(app: FastifyInstance, db: Db, clock: Clock): void {
  const path = '/v1/media/:sha256';

  app.put<{ Params: { sha256: string } }>(path, { bodyLimit: MEDIA_MAX_BYTES }, async (request, reply) => {
    const { sha256 } = request.params;
    if (!Sha256.safeParse(sha256).success) return reply.code(400).send(refusal(400, 'bad-input', 'Not a SHA-256'));
    if (Number(request.headers['content-length'] ?? 0) > MEDIA_MAX_BYTES) return closeWith(reply, request.raw, refusal(413, 'too-large', 'The file is too large'));
    const received = await receiveBytes(request.raw, MEDIA_MAX_BYTES);
    if (!received.ok) return closeWith(reply, request.raw, refusal(413, 'too-large', 'The file is too large'));
    if (received.sha256 !== sha256) return reply.code(422).send(refusal(422, 'hash-mismatch', 'The bytes have another SHA-256'));
    const mime = imageType(received.bytes);
    if (mime === null) return reply.code(415).send(refusal(415, 'unsupported-format', 'Not a picture that this server keeps'));
    const known = (await missingMedia(db, [sha256])).length === 0;
    if (!known) await keepMedia(db, { sha256, mime, bytes: received.bytes }, instantOf(clock));
    return reply.code(known ? 200 : 201).send({ sha256 });
  });

  // Fastify answers HEAD from the same handler.
  app.get<{ Params: { sha256: string } }>(path, async (request, reply) => {
    const { sha256 } = request.params;
    const [file] = Sha256.safeParse(sha256).success ? await readMedia(db, [sha256]) : [];
    if (file === undefined) return reply.code(404).send(refusal(404, 'not-found', 'No such file'));
    return reply.header('cache-control', 'private, max-age=31536000, immutable').header('content-disposition', 'attachment').type(file.mime).send(Buffer.from(file.bytes));
  });
}

/** The rest of an oversized body is not read: the answer goes out and the connection ends. */
function closeWith(reply: import('fastify').FastifyReply, raw: import('node:http').IncomingMessage, body: ReturnType<typeof refusal>): import('fastify').FastifyReply {
  reply.raw.once('finish', () => raw.destroy());
  return reply.code(body.status).header('connection', 'close').send(body);
}
