/** Puts the theme on the document; the tokens follow it. */
export function applyTheme(document: Document, dark: boolean): void {
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}
