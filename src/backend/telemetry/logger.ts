import pino from 'pino';

export type Logger = pino.Logger;

/** Names under which a secret could come by mistake. What has one of them is left out of a line, one or two levels deep. */
const SECRET_NAMES = ['authorization', 'cookie', 'token', 'accessToken', 'refreshToken', 'nextRefreshToken', 'password', 'invitation', 'secret', 'databaseUrl'] as const;

/**
 * One line of JSON for each event, with the time in UTC. Lines hold routes, codes, counts and times; nothing
 * that somebody wrote or typed is given to it at all, and the names of secrets are a second fence. Silent
 * without somewhere to write.
 */
export function backendLogger(write: ((line: string) => void) | undefined): Logger {
  return pino(
    {
      base: { service: 'sotong-backend' },
      level: write === undefined ? 'silent' : 'info',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '(redacted)' },
      // The default writes an error's message, and a database's message may quote a text.
      serializers: { err: faultOf },
    },
    { write: (line: string) => write?.(line.trimEnd()) },
  );
}

/** What may be said of an error: its kind, its code and where it came from, never its message. */
export function faultOf(error: unknown): { readonly error: string; readonly code?: string; readonly stack?: string } {
  if (!(error instanceof Error)) return { error: 'unknown' };
  const { code } = error as { code?: unknown };
  // A message may have several lines; only those of the stack itself begin like this.
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /u.test(line)).slice(0, 6).join('\n');
  return { error: error.name, ...(typeof code === 'string' ? { code } : {}), ...(stack === undefined ? {} : { stack }) };
}
