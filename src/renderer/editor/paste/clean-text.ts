/**
 * Pasted words without what word processors put between them and no reader sees: no-break and ideographic spaces become
 * spaces; zero-width spaces, word joiners, byte-order marks and soft hyphens go. The joiner of emoji (U+200D) stays.
 */
export function cleanPastedText(text: string): string {
  return text.replaceAll(/[\u00a0\u2007\u202f\u3000]/gu, ' ').replaceAll(/[\u00ad\u200b\u2060\ufeff]/gu, '');
}
