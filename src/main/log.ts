import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';

/**
 * The app's own log, in the profile's folder. It keeps what went wrong in detail, and no
 * secrets: tokens never reach it by construction, and known field names are cut out as a second net.
 */
export function openLog(folder: string): Logger {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return pino(
    { base: null, redact: { paths: ['token', '*.token', 'authorization', '*.authorization', 'headers.authorization'], censor: '[cut]' } },
    pino.destination({ dest: join(folder, 'sotong.log'), mkdir: true, sync: true, mode: 0o600 }),
  );
}
