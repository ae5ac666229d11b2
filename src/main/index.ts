import { app } from 'electron';
import { join } from 'node:path';
import { runApp } from './app.ts';
import { registerSchemes } from './security/app-protocol.ts';

/** A name that is also a folder's on every system. */
const PROFILE_NAME = /^[\p{L}\p{N}_-]{1,40}$/u;

// Profiles run side by side, each with its own settings, newsrooms and lock: by a folder, or by a name.
const folder = app.commandLine.getSwitchValue('user-data-dir');
if (folder !== '') app.setPath('userData', folder);
app.setName('Sotong');
const profile = app.commandLine.getSwitchValue('profile');
if (profile !== '') {
  if (!PROFILE_NAME.test(profile)) {
    process.stderr.write(`--profile: a name of letters, digits, - and _ (at most 40); not “${profile.slice(0, 100)}”\n`);
    app.exit(64);
  }
  app.setPath('userData', join(app.getPath('userData'), 'profiles', profile));
}

if (app.requestSingleInstanceLock()) {
  // Everything is sandboxed; only root, whom Chromium does not sandbox, is let in without (tests, containers).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerSchemes();
  void app.whenReady().then(runApp);
} else {
  // The running window comes to the front (second-instance); this start was only a knock on the door.
  app.quit();
}
