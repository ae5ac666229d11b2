import type { TextBlockType } from '#shared/document/blocks.ts';

/** What Word and HWP write into their HTML beyond HTML: found by the style attribute, which is never applied here. */
function styleOf(element: Element): string {
  return element.getAttribute('style') ?? '';
}

/** Nothing that a reader of the document sees as its text: deleted with changes tracked, hidden, comments, headers and footers. */
export function isUnseen(element: Element): boolean {
  if (element.tagName === 'DEL') return true;
  return /display:\s*none|mso-hide:\s*all|mso-element:\s*(?:comment-list|comment|header|footer)\b/iu.test(styleOf(element));
}

/** A list's marker as Word spells it out: `·` and spaces, or `1.`. Lists have markers of their own here. */
export function isListMarker(element: Element): boolean {
  return /mso-list:\s*Ignore/iu.test(styleOf(element));
}

/** A paragraph that Word shows as an item of a list; undefined for any other. */
export function wordListType(element: Element): TextBlockType | undefined {
  if (element.tagName !== 'P' || !/mso-list:\s*l\d/iu.test(styleOf(element))) return undefined;
  const marker = [...element.querySelectorAll('span')].find(isListMarker)?.textContent ?? '';
  return /^[\s\u00a0]*\(?[\p{L}\p{N}]{1,4}[.)]/u.test(marker) ? 'numbered-item' : 'bulleted-item';
}
