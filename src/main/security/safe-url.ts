/**
 * The address as it may be given to the system's browser, or null. Only http on loopback (the
 * embedded backend's pages) and https without a user name pass; the parser's own form is used,
 * so that what is opened is what was checked.
 */
export function safeExternalUrl(address: string): string | null {
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused here
  if (address.length > 4_096 || /[\u0000-\u001f\u007f]/.test(address)) return null;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.username !== '' || url.password !== '') return null;
  if (url.protocol === 'https:') return url.href;
  if (url.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)) return url.href;
  return null;
}
