/** The two apps that are compared, and the profiles that they are started on. */
import { chownSync, lchownSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { giveToOrdinaryUser, isRoot, ordinaryUser, temporaryHome } from '../lib/user.mjs';
import { launch } from './electron.mjs';

/** What is on the screen when the app can be used: a row of the library; the heading of the empty app. */
const READY = {
  sotong: `document.querySelector('main [role="grid"] [role="row"]')`,
  empty: `document.querySelector('h1')`,
};

/**
 * One app with a profile of its own, kept from start to start.
 * @param {{ kind: 'sotong' | 'empty', env: Record<string, string | undefined>, newsroom?: string }} options `newsroom`: the
 *   folder of a newsroom to open, in place of one of its own
 */
export function measuredApp({ kind, env, newsroom }) {
  let home;
  const fresh = () => {
    home = temporaryHome();
    const profile = join(home.folder, 'profile');
    mkdirSync(profile, { mode: 0o700 });
    if (newsroom !== undefined) {
      symlinkSync(newsroom, join(profile, 'newsroom'));
      giveNewsroom(newsroom);
      if (isRoot) lchownSync(join(profile, 'newsroom'), ordinaryUser, ordinaryUser);
    }
    giveToOrdinaryUser(profile);
  };
  fresh();
  return {
    kind,
    /** From now on the app finds nothing of earlier starts. */
    fresh,
    start: () =>
      launch({
        app: kind === 'sotong' ? root : join(root, 'tests', 'bench', 'empty-app'),
        profile: join(home.folder, 'profile'),
        env,
        home: home.env,
      }),
    /** Waits until the app can be used. @returns {Promise<number>} the moment (ms since 1970) of the frame that shows it */
    ready: (app) => app.evaluate(whenShown(READY[kind])),
  };
}

/** A newsroom's files, given to the user that the app runs under. */
function giveNewsroom(folder) {
  if (!isRoot) return;
  chownSync(folder, ordinaryUser, ordinaryUser);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    // Node 20 names the folder `path`, newer ones `parentPath`.
    chownSync(join(entry.parentPath ?? entry.path, entry.name), ordinaryUser, ordinaryUser);
  }
}

/**
 * An expression that resolves, once `found` is there, to the wall clock after the next frame: the frame's callback runs
 * before it is drawn, a message sent from it after.
 */
export function whenShown(found) {
  return `new Promise((resolve) => {
    const look = () => {
      if (!(${found})) return false;
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
        channel.port2.postMessage(null);
      });
      return true;
    };
    if (look()) return;
    const observer = new MutationObserver(() => { if (look()) observer.disconnect(); });
    observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  })`;
}
