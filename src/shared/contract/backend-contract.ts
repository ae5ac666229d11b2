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

/** The most entries in one push, and the most bytes of one request. */
export const PUSH_MAX_ENTRIES = 500;
export const PUSH_MAX_BYTES = 8 * 1024 * 1024;
/** The most bytes of one picture, and of any file that is sent in one piece. */
export const MEDIA_MAX_BYTES = 20 * 1024 * 1024;
/** The most bytes of one video: what X takes (512 MB), the most of the channels that programs post to but Facebook and Threads. */
export const VIDEO_MAX_BYTES = 512 * 1024 * 1024;
/** A file that is larger than this goes up and down in parts of this many bytes, the last one shorter. */
export const MEDIA_PART_BYTES = 4 * 1024 * 1024;

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

/** A story or variant that somebody has open, and whether to write in it or to read it. */
export const Opened = z.strictObject({ subject: Id, doing: z.enum(['writing', 'reading']) });
export type Opened = z.infer<typeof Opened>;
export const OtherPresence = z.object({ device: Id, member: Id, subject: Id, doing: z.enum(['writing', 'reading']), since: Instant });
export type OtherPresence = z.infer<typeof OtherPresence>;
/** How often an app says what it has open (ms), and for how long that holds when nothing more is heard: two words may be lost. */
export const PRESENCE_EVERY_MS = 15_000;
export const PRESENCE_LIFETIME_MS = 40_000;

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
  presence: call
    .route({ method: 'POST', path: '/v1/presence', summary: 'Say what is open on a device (null: nothing); hear what others have open' })
    .input(z.strictObject({ device: Id, member: Id, open: Opened.nullable() }))
    .output(z.object({ others: z.array(OtherPresence) })),
  /** Which of these media files the server lacks. Bytes go up with PUT /v1/media/{sha256} and come down with GET. */
  missingMedia: call
    .route({ method: 'POST', path: '/v1/media/missing', summary: 'Which of these media files the server lacks' })
    .input(z.object({ sha256: z.array(z.string()).max(1_000) }))
    .output(z.object({ missing: z.array(z.string()) })),
};
export type BackendContract = typeof backendContract;
