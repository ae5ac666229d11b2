import { checks } from './checks.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { compose } from './compose.ts';
import { errors } from './errors.ts';
import { library } from './library.ts';
import { menu } from './menu.ts';
import { review } from './review.ts';
import { settings } from './settings.ts';
import { sync } from './sync.ts';
import { translate } from './translate.ts';

/** Every namespace in English: these are the keys that there are. */
export const en = { checks, commands, common, compose, errors, library, menu, review, settings, sync, translate } as const;
