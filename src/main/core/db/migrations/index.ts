import { draftsAndLog } from './0010-drafts-and-log.ts';
import { readModels } from './0020-read-models.ts';
import { search } from './0030-search.ts';
import { moreChannels } from './0040-more-channels.ts';
import { holds } from './0050-holds.ts';
import { settings } from './0055-settings.ts';
import { notifications } from './0057-notifications.ts';
import { mediaLibrary } from './0060-media.ts';
import { linkCards } from './0080-link-cards.ts';
import { approvalExpiry } from './0110-approval-expiry.ts';
import { storySense } from './0100-story-sense.ts';
import { suggestions } from './0140-suggestions.ts';
import { draftHashes } from './0150-draft-hashes.ts';
import { amendments } from './0160-amendments.ts';
import { mediaWanted } from './0170-media-wanted.ts';
import { storySettledSeen } from './0190-story-settled.ts';
import type { Migration } from './migration.ts';

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = [draftsAndLog, readModels, search, moreChannels, holds, settings, notifications, mediaLibrary, linkCards, storySense, approvalExpiry, suggestions, draftHashes, amendments, mediaWanted, storySettledSeen];
