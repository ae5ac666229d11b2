/** The last part of a path that somebody else wrote, in composed Hangul and without control characters, at most 200 characters. */
export function safeMediaName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed here
  return Array.from(last.replaceAll(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')).slice(0, 200).join('');
}
