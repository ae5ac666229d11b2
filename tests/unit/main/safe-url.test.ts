import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeExternalUrl } from '../../../src/main/security/safe-url.ts';

describe('an address for the system browser', () => {
  it.each(['https://example.com/a?b=1', 'http://127.0.0.1:4000/sandbox/x', 'http://[::1]:80/', 'https://서울.한국/'])('passes %s', (address) => {
    expect(safeExternalUrl(address)).not.toBeNull();
  });

  it.each([
    'http://example.com/',
    'file:///etc/passwd',
    'smb://host/share',
    'javascript:alert(1)',
    'ms-msdt:/id PCWDiagnostic',
    'data:text/html,x',
    'https://user@evil.example/',
    'https://a:b@evil.example/',
    'http://127.0.0.1.evil.example/',
    'https://example.com/\u0000',
    'not an address',
    '',
    `https://example.com/${'a'.repeat(5_000)}`,
  ])('refuses %s', (address) => {
    expect(safeExternalUrl(address)).toBeNull();
  });

  it('shows an international name in its plain form, so that a look-alike is seen', () => {
    expect(safeExternalUrl('https://еxample.com/')).toBe('https://xn--xample-2of.com/');
  });

  it('gives, for any string, null or an address of the allowed kinds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (address) => {
        const safe = safeExternalUrl(address);
        if (safe === null) return;
        const { protocol, hostname, username } = new URL(safe);
        expect(username).toBe('');
        expect(protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)).toBe(true);
      }),
    );
  });
});
