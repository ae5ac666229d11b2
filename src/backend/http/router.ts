import { implement, ORPCError } from '@orpc/server';
import { backendContract, MEDIA_MAX_BYTES, PUSH_MAX_BYTES, PUSH_MAX_ENTRIES } from '#shared/contract/backend-contract.ts';
import type { ErrorCode, ErrorData } from '#shared/contract/errors.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { agreedSchema, ENTRY_SCHEMA, type SchemaRange } from '#shared/sync/schema.ts';
import { readTeam } from '../accounts/members.ts';
import { instantOf, type Clock } from '../clock.ts';
import type { Store } from '../db/store.ts';
import { headFeed } from '../log/head-feed.ts';
import type { PushLog } from '../log/push.ts';
import { neededSchema, readChanges, readHead } from '../log/read.ts';
import { tellPresence } from '../presence.ts';
import { missingMedia } from '../media/media-store.ts';
import type { Meter } from '../telemetry/meter.ts';
import { inSpan } from '../telemetry/tracing.ts';
import type { Caller } from './auth.ts';

/** What the procedures stand on. */
export type RouterParts = {
  readonly store: Store;
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly push: PushLog;
  /** Ends the open streams when the server stops. */
  readonly stopping: AbortSignal;
  readonly openStreams: StreamCount;
  readonly meter: Meter;
  /** Default: all that this build knows. */
  readonly schema?: SchemaRange;
};

/** Counts the open streams of each token, so that one client cannot hold the server's memory. Null: no more; else call it once the stream is over. */
export type StreamCount = { readonly enter: (name: string) => (() => void) | null };

export function streamCount(max: number, meter: Meter): StreamCount {
  const open = new Map<string, Set<symbol>>();
  return {
    enter: (name) => {
      const streams = open.get(name) ?? new Set();
      if (streams.size >= max) return null;
      const stream = Symbol(name);
      open.set(name, streams.add(stream));
      meter.streams(1);
      return () => {
        // Said twice by a stream whose reader leaves: once by each of its ends.
        if (streams.delete(stream)) meter.streams(-1);
        if (streams.size === 0 && open.get(name) === streams) open.delete(name);
      };
    },
  };
}

/** Until its reader would not be let in any more: a device that was signed out hears of nothing that came later. */
async function* closing<T>(source: AsyncGenerator<T, void, void>, caller: Caller, close: () => void): AsyncGenerator<T, void, void> {
  try {
    for await (const each of source) {
      if (!(await caller.stillIn())) return;
      yield each;
    }
  } finally {
    close();
  }
}

function data(code: ErrorCode, detail: string): { data: ErrorData; message: string } {
  return { data: { code, detail }, message: detail };
}

/** The contract's procedures. Authorization has happened before; `caller` says for whom. */
export function backendRouter(parts: RouterParts) {
  const { store, workspace, clock } = parts;
  const os = implement(backendContract).$context<{ readonly caller: Caller }>();
  const gone = (detail: string): ORPCError<'GONE', ErrorData> => new ORPCError('GONE', { defined: true, status: 410, ...data('epoch-changed', detail) });
  /** A client that read another history must compare before it goes on: numbers mean nothing across epochs. */
  const requireEpoch = async (epoch: string): Promise<number> => {
    const head = await readHead(store.db);
    if (head.epoch !== epoch) throw gone('The server has another history than the one that this cursor belongs to');
    return head.seq;
  };

  return os.router({
    hello: os.hello.handler(async ({ input, context, errors }) => {
      const own = parts.schema ?? ENTRY_SCHEMA;
      const needed = await neededSchema(store.db, input.schema.max);
      const schema = agreedSchema(input.schema, own, needed);
      if (schema === null) throw errors.UNPROCESSABLE(data('schema-mismatch', `This server reads entries of schema ${own.min} to ${own.max}; what it has needs ${needed}`));
      const { epoch } = await readHead(store.db);
      const team = await readTeam(store.db, workspace);
      const limits = { pushEntries: PUSH_MAX_ENTRIES, pushBytes: PUSH_MAX_BYTES, mediaBytes: MEDIA_MAX_BYTES };
      return { schema, epoch, serverTime: instantOf(clock), actsFor: [...context.caller.members], workspace: team.workspace, limits };
    }),
    push: os.push.handler(async ({ input, context }) => {
      await requireEpoch(input.epoch);
      return inSpan('sotong.push', { 'sotong.entries': input.entries.length }, async (span) => {
        const answer = await parts.push(context.caller.members, input.entries);
        parts.meter.pushed(answer.outcomes);
        span.setAttributes({ 'sotong.accepted': answer.outcomes.filter((outcome) => outcome.result === 'accepted').length, 'sotong.head': answer.head });
        return answer;
      });
    }),
    changes: os.changes.handler(async ({ input }) => {
      const head = await requireEpoch(input.epoch);
      if (input.after > head) throw gone(`The cursor is at ${input.after}, the log ends at ${head}`);
      const entries = await inSpan('sotong.pull', { 'sotong.after': input.after }, async (span) => {
        const page = await readChanges(store.db, input.after, input.limit);
        span.setAttribute('sotong.entries', page.length);
        return page;
      });
      return { entries, head: Math.max(head, entries.at(-1)?.seq ?? 0) };
    }),
    // Not a generator itself: what it refuses must be an HTTP status, not an event of a stream that began well.
    stream: os.stream.handler(async ({ input, context, errors, signal }) => {
      await requireEpoch(input.epoch);
      const leave = parts.openStreams.enter(context.caller.name);
      if (leave === null) {
        parts.meter.limited('streams');
        throw errors.TOO_MANY_REQUESTS(data('rate-limited', 'Too many open streams'));
      }
      signal?.addEventListener('abort', leave);
      return closing(headFeed(store, signal === undefined ? parts.stopping : AbortSignal.any([signal, parts.stopping])), context.caller, leave);
    }),
    presence: os.presence.handler(async ({ input, context, errors }) => {
      if (!context.caller.members.includes(input.member)) throw errors.FORBIDDEN(data('forbidden', 'The token does not speak for this member'));
      return { others: await tellPresence({ db: store.db, clock }, input) };
    }),
    missingMedia: os.missingMedia.handler(async ({ input }) => ({ missing: await missingMedia(store.db, input.sha256) })),
  });
}
