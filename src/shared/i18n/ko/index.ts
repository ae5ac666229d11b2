import { adapt } from './adapt.ts';
import { amend } from './amend.ts';
import { audit } from './audit.ts';
import { backups } from './backups.ts';
import { bundle } from './bundle.ts';
import { channels } from './channels.ts';
import { checks } from './checks.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { comments } from './comments.ts';
import { compose } from './compose.ts';
import { errors } from './errors.ts';
import { facts } from './facts.ts';
import { find } from './find.ts';
import { focus } from './focus.ts';
import { insert } from './insert.ts';
import { library } from './library.ts';
import { media } from './media.ts';
import { menu } from './menu.ts';
import { notifications } from './notifications.ts';
import { policy } from './policy.ts';
import { preview } from './preview.ts';
import { review } from './review.ts';
import { settings } from './settings.ts';
import { spelling } from './spelling.ts';
import { sync } from './sync.ts';
import { translate } from './translate.ts';
import { workspaces } from './workspaces.ts';

/** Every namespace in Korean. */
export const ko = {
  adapt,
  amend,
  audit,
  backups,
  bundle,
  channels,
  checks,
  commands,
  comments,
  common,
  compose,
  errors,
  facts,
  find,
  focus,
  insert,
  library,
  media,
  menu,
  notifications,
  policy,
  preview,
  review,
  settings,
  spelling,
  sync,
  translate,
  workspaces,
} as const;
