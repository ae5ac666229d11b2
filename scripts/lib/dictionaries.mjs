/**
 * The spelling dictionaries: data of others, which Sotong comes with and is not made of. Each is copied from its npm
 * package into a folder of its own beside the build, with its licence and the address of its source. Taking the folder
 * away takes the dictionary away; the app then says that it is not installed.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/**
 * What the npm package's `license` field says of the Korean one (GPL-2.0, LGPL-2.1 or MPL-1.1) is true of the program that
 * makes it; its `license` file and the head of its .aff put the compiled dictionary under GPL-3.0 or later (2026-11-26).
 */
const DICTIONARIES = [
  { language: 'ko', package: 'dictionary-ko', name: 'hunspell-dict-ko', licence: 'GPL-3.0-or-later', source: 'https://github.com/spellcheck-ko/hunspell-dict-ko' },
  { language: 'en', package: 'dictionary-en', name: 'SCOWL en_US', licence: 'MIT AND BSD', source: 'http://wordlist.aspell.net' },
];
const FILES = ['index.aff', 'index.dic', 'license'];

/**
 * Copies every dictionary whose package is installed into `folder/<language>`, and takes away what is there of another one.
 * @param {string} folder
 * @returns {string[]} the languages that are there now
 */
export function copyDictionaries(folder) {
  rmSync(folder, { recursive: true, force: true });
  return DICTIONARIES.flatMap((dictionary) => {
    const from = join(root, 'node_modules', dictionary.package);
    if (!FILES.every((name) => existsSync(join(from, name)))) return [];
    const to = join(folder, dictionary.language);
    mkdirSync(to, { recursive: true });
    for (const name of FILES) copyFileSync(join(from, name), join(to, name));
    const { name, licence, source } = dictionary;
    const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
    writeFileSync(join(to, 'about.json'), `${JSON.stringify({ name, licence, source, package: `${dictionary.package} ${version}` }, undefined, 2)}\n`);
    return [dictionary.language];
  });
}
