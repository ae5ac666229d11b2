import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../../src/main/files/safe-name.ts';

describe('a file name from outside', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['사진.jpg', '사진.jpg'],
    ['a\u202egnp.exe', 'a_gnp.exe'],
    ['trailing. . ', 'trailing'],
    ['', '_'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('never holds a path, a control character, or more than 100 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeFileName(name);
        // oxlint-disable-next-line no-control-regex -- control characters are what must be gone
        expect(safe).not.toMatch(/[\u0000-\u001f/\\:]/);
        expect(Array.from(safe).length).toBeLessThanOrEqual(101);
        expect(safe.length).toBeGreaterThan(0);
        expect(safe).not.toBe('..');
      }),
    );
  });
});
