import { app } from 'electron';
import { runApp } from './app.ts';
import { registerSchemes } from './security/app-protocol.ts';

// A profile of one's own: several newsrooms side by side, and tests.
const profile = app.commandLine.getSwitchValue('user-data-dir');
if (profile !== '') app.setPath('userData', profile);
app.setName('Sotong');

if (app.requestSingleInstanceLock()) {
  // Everything is sandboxed; only root, whom Chromium does not sandbox, is let in without (tests, containers).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerSchemes();
  void app.whenReady().then(runApp);
} else {
  // The running window comes to the front (second-instance); this start was only a knock on the door.
  app.quit();
}
