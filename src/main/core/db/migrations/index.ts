import { draftsAndLog } from './0010-drafts-and-log.ts';
import { readModels } from './0020-read-models.ts';
import { search } from './0030-search.ts';
import { moreChannels } from './0040-more-channels.ts';
import { holds } from './0050-holds.ts';
import type { Migration } from './migration.ts';

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = [draftsAndLog, readModels, search, moreChannels, holds];
