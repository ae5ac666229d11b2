import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/** The statuses and the channels as they were numbered on the day of this step. */
const STATUSES = ['draft', 'in-review', 'changes-requested', 'approved', 'scheduled', 'publishing', 'published', 'failed', 'archived'];
const CHANNELS = ['x', 'instagram', 'facebook', 'kakaostory', 'blog'];
const FIRST_CHANNEL_BIT = 16;

/**
 * `pairs` had one bit for each (status, channel), which is more than a column holds with more than seven channels. Now it has
 * one for each status and one for each channel. The sum of distinct powers of two is their union.
 */
export const moreChannels: Migration = {
  version: 40,
  name: 'more-channels',
  up: (tx) =>
    execute(tx, [
      `UPDATE story_list SET pairs = coalesce((
        SELECT sum(DISTINCT CASE r.status ${cases(STATUSES, 0)} ELSE 0 END) + sum(DISTINCT CASE r.channel ${cases(CHANNELS, FIRST_CHANNEL_BIT)} ELSE 0 END)
        FROM variant_rows r WHERE r.story = story_list.id AND r.status <> 'archived'
      ), 0)`,
    ]),
};

function cases(names: readonly string[], firstBit: number): string {
  return names.map((name, index) => `WHEN '${name}' THEN ${2 ** (firstBit + index)}`).join(' ');
}
