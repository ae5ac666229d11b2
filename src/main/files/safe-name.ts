import { basename } from 'node:path';

/** A name that every file system takes: no path, no control or reserved characters, at most 100 characters. */
export function safeFileName(name: string): string {
  const base = basename(name.normalize('NFC').replaceAll('\\', '/'));
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed here
  const clean = base.replace(/[\u0000-\u001f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g, '_').replace(/[. ]+$/, '');
  const safe = clean === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(clean) ? `_${clean}` : clean;
  return Array.from(safe).slice(0, 100).join('');
}
