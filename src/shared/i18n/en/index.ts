export { commands } from './commands.ts';
export { common } from './common.ts';
export { errors } from './errors.ts';
export { library } from './library.ts';
export { menu } from './menu.ts';
export { settings } from './settings.ts';
export { sync } from './sync.ts';
