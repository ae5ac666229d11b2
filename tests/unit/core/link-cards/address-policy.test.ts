import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicAddress, publicOnly } from '../../../../src/main/core/link-cards/address-policy.ts';
import { fetchGuarded } from '../../../../src/main/core/link-cards/fetch-guarded.ts';
import { hostOf, pageAddress, portOf } from '../../../../src/main/core/link-cards/page-address.ts';
import { Refusal } from '../../../../src/main/core/refusal.ts';

/** What nobody outside may reach, as first address and length of prefix (IANA's special-purpose registries). */
const INSIDE: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];
const SERVICES = ['169.254.169.254', '100.100.100.200', '192.0.0.192', '168.63.129.16', '255.255.255.255'];

const toNumber = (ip: string): number => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const toParts = (value: number): number[] => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256);

const insideAddress = fc.constantFrom(...INSIDE).chain(([first, length]) => fc.integer({ min: 0, max: 2 ** (32 - length) - 1 }).map((offset) => toNumber(first) + offset));

/** The ways in which a host may be written that a browser reads as the address. */
const written = fc.tuple(fc.oneof(insideAddress, fc.constantFrom(...SERVICES).map(toNumber)), fc.constantFrom('dotted', 'decimal', 'hex', 'octal', 'mixed', 'two parts', 'mapped', 'mapped hex', 'wide digits', 'trailing dot')).map(([value, form]) => {
  const parts = toParts(value);
  const hex = (from: number): string => parts.slice(from, from + 2).map((part) => part.toString(16).padStart(2, '0')).join('');
  switch (form) {
    case 'decimal':
      return String(value);
    case 'hex':
      return `0x${value.toString(16)}`;
    case 'octal':
      return parts.map((part) => `0${part.toString(8)}`).join('.');
    case 'mixed':
      return `0x${(parts[0] ?? 0).toString(16)}.${parts.slice(1).join('.')}`;
    case 'two parts':
      return `${parts[0]}.${value % 2 ** 24}`;
    case 'mapped':
      return `[::ffff:${parts.join('.')}]`;
    case 'mapped hex':
      return `[::ffff:${hex(0)}:${hex(2)}]`;
    case 'wide digits':
      return parts.join('。').replaceAll(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    case 'trailing dot':
      return `${parts.join('.')}.`;
    case 'dotted':
      return parts.join('.');
  }
});

const LIMITS = { accept: 'text/html', takes: () => true, bytesMax: 1_000, tooLong: 'cut' } as const;
const refusal = async (call: () => Promise<unknown>): Promise<string> => {
  try {
    return `answered ${JSON.stringify(await call())}`;
  } catch (error) {
    return error instanceof Refusal ? error.code : `threw ${String(error)}`;
  }
};

describe('only the public internet', () => {
  test('an inside address is refused however it is written, before anything is sent', async () => {
    await fc.assert(
      fc.asyncProperty(written, fc.constantFrom('http', 'https'), async (host, scheme) => {
        const code = await refusal(() => {
          const url = pageAddress(`${scheme}://${host}/`);
          expect(publicOnly.allows(hostOf(url), portOf(url))).toBe(false);
          return fetchGuarded({ policy: publicOnly, resolve: () => Promise.reject(new Error('no name was given')) }, url, LIMITS);
        });
        expect(code).toBe('link-refused');
      }),
    );
  });

  test('a name that points inside is refused, also when only one of its addresses does', async () => {
    await fc.assert(
      fc.asyncProperty(insideAddress, fc.boolean(), async (value, mixed) => {
        const inside = toParts(value).join('.');
        const resolve = (): Promise<readonly string[]> => Promise.resolve(mixed ? ['93.184.215.14', inside] : [inside]);
        expect(await refusal(() => fetchGuarded({ policy: publicOnly, resolve }, pageAddress('https://rebind.example/'), LIMITS))).toBe('link-refused');
      }),
    );
  });

  test('an address inside another one is judged as refused', () => {
    fc.assert(
      fc.property(insideAddress, fc.constantFrom('::', '::ffff:', '::ffff:0:', '64:ff9b::', '64:ff9b:1::', '2002:'), (value, prefix) => {
        const parts = toParts(value).map((part) => part.toString(16).padStart(2, '0'));
        const groups = `${parts[0]}${parts[1]}:${parts[2]}${parts[3]}`;
        expect(isPublicAddress(prefix === '2002:' ? `2002:${groups}::1` : `${prefix}${groups}`)).toBe(false);
      }),
    );
  });

  test.each(['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', '2001::1', '100::1', '4000::1', 'fec0::1', '', 'localhost', '1.2.3', '01.2.3.4.5'])('%s is not public', (ip) => {
    expect(isPublicAddress(ip)).toBe(false);
  });

  test('addresses beside the inside ones are public', () => {
    for (const ip of ['1.1.1.1', '8.8.8.8', '11.0.0.1', '100.63.255.255', '172.15.0.1', '172.32.0.1', '192.167.1.1', '198.17.1.1', '223.255.255.255', '2606:4700::1111', '2a00:1450:4001::1', '::ffff:8.8.8.8']) expect(isPublicAddress(ip), ip).toBe(true);
  });

  test('only the ports of the web', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 65_535 }), (port) => publicOnly.allows('8.8.8.8', port) === (port === 80 || port === 443)));
  });

  test.each(['ftp://a.example/', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x', 'https://user@a.example/', 'https://user:secret@a.example/', 'https:///', 'a.example', '', 'media://asset/00'])('%s is no page', async (address) => {
    expect(await refusal(() => Promise.resolve(pageAddress(address).href))).toBe('link-refused');
  });
});
