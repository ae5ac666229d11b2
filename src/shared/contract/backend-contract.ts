import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Id, Instant } from '../domain/ids.ts';
import { Workspace } from '../domain/workspace.ts';
import { Entry, LogEntry } from '../sync/entry.ts';
import { ErrorData } from './errors.ts';

/**
 * The contract between a desktop and a publishing backend, over HTTP, described to others by
 * the OpenAPI document at /openapi.json. Authorization: `Bearer <token>`: one that the
 * server was started with, or the access token of an account (accounts-contract.ts).
 */

/** The schema versions of entries that this build reads and writes. */
export const ENTRY_SCHEMA = { min: 1, max: 1 } as const;
/** The most entries in one push, and the most bytes of one request. */
export const PUSH_MAX_ENTRIES = 500;
export const PUSH_MAX_BYTES = 8 * 1024 * 1024;
/** The most bytes of one media file. */
export const MEDIA_MAX_BYTES = 20 * 1024 * 1024;

const call = oc.errors({
  UNAUTHORIZED: { status: 401, data: ErrorData },
  FORBIDDEN: { status: 403, data: ErrorData },
  GONE: { status: 410, data: ErrorData },
  UNPROCESSABLE: { status: 422, data: ErrorData },
  TOO_MANY_REQUESTS: { status: 429, data: ErrorData },
});

export const PushOutcome = z.discriminatedUnion('result', [
  z.object({ id: Id, result: z.literal('accepted'), seq: z.int().positive() }),
  z.object({ id: Id, result: z.literal('duplicate'), seq: z.int().positive() }),
  z.object({ id: Id, result: z.literal('rejected'), code: z.string().max(100), reason: z.string().max(2_000) }),
]);
export type PushOutcome = z.infer<typeof PushOutcome>;

export const backendContract = {
  hello: call
    .route({ method: 'POST', path: '/v1/hello', summary: 'Agree on a schema, learn the workspace and who one is' })
    .input(z.object({ app: z.string().max(100), schema: z.object({ min: z.int(), max: z.int() }), device: Id }))
    .output(z.object({ schema: z.int(), epoch: Id, serverTime: Instant, /** The members that this token may act for: the author of each pushed entry must be one of them. */ actsFor: z.array(Id).min(1), workspace: Workspace, limits: z.object({ pushEntries: z.int(), pushBytes: z.int(), mediaBytes: z.int() }) })),
  push: call
    .route({ method: 'POST', path: '/v1/push', summary: 'Hand over entries; each is accepted, known already, or rejected with a reason' })
    .input(z.object({ epoch: Id, entries: z.array(Entry).min(1).max(PUSH_MAX_ENTRIES) }))
    .output(z.object({ outcomes: z.array(PushOutcome), head: z.int().nonnegative() })),
  changes: call
    .route({ method: 'GET', path: '/v1/changes', summary: 'Entries after a sequence number, in order and without gaps' })
    .input(z.object({ epoch: Id, after: z.coerce.number().int().nonnegative(), limit: z.coerce.number().int().min(1).max(500) }))
    .output(z.object({ entries: z.array(LogEntry), head: z.int().nonnegative() })),
  stream: call
    .route({ method: 'GET', path: '/v1/changes/stream', summary: 'Server-sent events: the newest sequence number, whenever there is more' })
    .input(z.object({ epoch: Id }))
    .output(eventIterator(z.object({ head: z.int().nonnegative() }))),
  /** Which of these media files the server lacks. Bytes go up with PUT /v1/media/{sha256} and come down with GET. */
  missingMedia: call
    .route({ method: 'POST', path: '/v1/media/missing', summary: 'Which of these media files the server lacks' })
    .input(z.object({ sha256: z.array(z.string()).max(1_000) }))
    .output(z.object({ missing: z.array(z.string()) })),
};
export type BackendContract = typeof backendContract;
