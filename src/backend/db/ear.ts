import pg from 'pg';
import { retryDelay } from '#shared/sync/backoff.ts';
import { CHANNEL } from './announcements.ts';

/** The one connection of a process that only listens. */
export type Ear = {
  /** Whether it is connected and listening at this moment. */
  readonly listening: () => boolean;
  readonly close: () => Promise<void>;
};

export type EarParts = {
  readonly url: string;
  readonly hear: (payload: string) => void;
  /** Called each time that it listens again: what was said meanwhile is lost, so everybody must look. */
  readonly again: () => void;
};

/** How often the connection is asked for a sign of life, and how long that may take (ms): a dead firewall says nothing. */
const HEARTBEAT_MS = 20_000;
const ANSWER_MS = 5_000;
/** The longest pause between two tries to connect (ms): streams stand still for as long. */
const LONGEST_PAUSE_MS = 10_000;

/**
 * Listens on the channel, from when it answers until it is closed. A connection that breaks, or that no
 * longer answers, is replaced after a short random pause, for as long as it takes. Fails only when the
 * first one cannot be made.
 */
export async function openEar(parts: EarParts): Promise<Ear> {
  let client: pg.Client | null = null;
  let closed = false;
  let failures = 0;
  let retry: NodeJS.Timeout | null = null;

  const lost = (which: pg.Client): void => {
    if (client !== which) return;
    client = null;
    which.end().catch(() => undefined);
    if (!closed) later();
  };
  const later = (): void => {
    failures += 1;
    retry = setTimeout(() => {
      connect(parts, lost).then(
        (made) => {
          if (closed) return void made.end().catch(() => undefined);
          client = made;
          failures = 0;
          parts.again();
        },
        () => {
          if (!closed) later();
        },
      );
    }, Math.min(LONGEST_PAUSE_MS, retryDelay(failures, Math.random())));
    retry.unref();
  };
  const heartbeat = setInterval(() => {
    const asked = client;
    if (asked === null) return;
    const limit = setTimeout(() => lost(asked), ANSWER_MS);
    asked.query('select 1').then(
      () => clearTimeout(limit),
      () => {
        clearTimeout(limit);
        lost(asked);
      },
    );
  }, HEARTBEAT_MS);
  heartbeat.unref();

  try {
    client = await connect(parts, lost);
  } catch (error) {
    clearInterval(heartbeat);
    throw error;
  }
  return {
    listening: () => client !== null,
    close: async () => {
      closed = true;
      clearInterval(heartbeat);
      if (retry !== null) clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}

async function connect(parts: EarParts, lost: (client: pg.Client) => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: parts.url, application_name: 'sotong-backend-listen', keepAlive: true, connectionTimeoutMillis: ANSWER_MS });
  client.on('error', () => lost(client));
  client.on('end', () => lost(client));
  client.on('notification', (notice) => parts.hear(notice.payload ?? ''));
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}
