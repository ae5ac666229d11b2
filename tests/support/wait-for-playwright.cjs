/**
 * Loaded before the app by the tests (`electron -r`). Playwright attaches to a running Electron; where it meets a window
 * that is just being made, its launch sometimes never ends (like microsoft/playwright#29386). So the app becomes ready only
 * when Playwright has attached and calls `__playwright_run()`, as it does of the app that it starts by itself.
 */
const { app } = require('electron');

const emit = app.emit.bind(app);
const reallyReady = app.whenReady();
let ready = false;
let readyArguments = [];
let release;
const released = new Promise((resolve) => {
  release = resolve;
});

app.emit = (event, ...rest) => {
  if (event !== 'ready' || ready) return emit(event, ...rest);
  readyArguments = rest;
  return app.listenerCount('ready') > 0;
};
app.isReady = () => ready;
app.whenReady = () => released;
globalThis.__playwright_run = async () => {
  await reallyReady;
  ready = true;
  release();
  emit('ready', ...readyArguments);
};
