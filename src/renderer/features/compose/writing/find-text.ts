/** More than this many places are not marked. */
const MAX_FOUND = 1_000;

/** Where a text contains what is looked for, without regard to case; UTF-16 offsets, never overlapping. */
export function findInText(text: string, query: string): readonly { readonly start: number; readonly end: number }[] {
  const needle = query.normalize('NFC').toLowerCase();
  if (needle === '') return [];
  const haystack = text.toLowerCase();
  // A few letters change their length in lower case (İ): then the offsets would be of another text.
  const source = haystack.length === text.length ? haystack : text;
  const found: { start: number; end: number }[] = [];
  for (let at = source.indexOf(needle); at !== -1 && found.length < MAX_FOUND; at = source.indexOf(needle, at + needle.length)) found.push({ start: at, end: at + needle.length });
  return found;
}
