/**
 * Does for the fallback runtime what `default_app.asar` does in a stock Electron: `electron [-r FILE] [flags] PATH …`
 * loads the app at PATH (a folder with a package.json, or a file), under that app's own name.
 */
import { app } from 'electron';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
let target;
for (let index = 1; index < process.argv.length; index += 1) {
  const arg = process.argv[index];
  if (arg === '-r' || arg === '--require') {
    index += 1;
    require(resolve(process.argv[index]));
  } else if (!arg.startsWith('-')) {
    target = resolve(arg);
    break;
  }
}
if (target === undefined) {
  process.stderr.write('usage: electron [-r FILE] [flags] PATH-TO-APP [arguments]\n');
  process.exit(1);
}
const isFolder = statSync(target).isDirectory();
const folder = isFolder ? target : dirname(target);
let main = target;
if (isFolder) {
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const name = description.productName ?? description.name;
  if (name) app.setName(name);
  if (description.version) app.setVersion?.(description.version);
  main = require.resolve(join(folder, description.main ?? 'index.js'));
}
app.setAppPath(folder);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
// Awaited at the top level, so that `ready` does not come before the app's own first lines have run.
await import(pathToFileURL(main).href);
