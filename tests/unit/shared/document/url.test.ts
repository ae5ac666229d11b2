import { describe, expect, it } from 'vitest';
import { isPrivateLine } from '#shared/document/url.ts';

describe('isPrivateLine', () => {
  it.each(['https://sotong.city.example', 'HTTPS://10.0.0.5:8443/x', 'http://localhost', 'http://localhost:4100/', 'http://127.0.0.1:4100', 'http://[::1]:4100'])('%s: nobody on the way can read along', (url) => {
    expect(isPrivateLine(url)).toBe(true);
  });
  it.each(['http://sotong.city.example', 'http://10.0.0.5:4100', 'http://localhost.evil.example', 'http://127.0.0.1.evil.example', 'http://127.0.0.1:1@evil.example', 'ftp://localhost', ''])('%s: somebody could', (url) => {
    expect(isPrivateLine(url)).toBe(false);
  });
});
