/**
 * How much a paste may bring, in UTF-16 units. More text than the store takes for a whole brief is
 * refused before anything looks at it; HTML past its limit is not worth parsing for its marks, so
 * its plain text is taken instead.
 */
export const MAX_PASTE_TEXT = 2_000_000;
export const MAX_PASTE_HTML = 5_000_000;
/** An encoded fragment is about four times its text; past this it is ignored and the plain text is taken. */
export const MAX_PASTE_FRAGMENT = 8_000_000;
