import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';

/** Which addresses a page may be fetched from. The newsroom's is `publicOnly`; tests hand in one that lets loopback through. */
export interface AddressPolicy {
  /** `ip` is a literal address of either family, without brackets. */
  readonly allows: (ip: string, port: number) => boolean;
}

/** The ports of http and https: anything else on a public host is somebody's service and no page. */
const PORTS = new Set([80, 443]);

/**
 * Networks that the library calls unicast although nobody outside an organisation, or a provider of clouds, is there:
 * Alibaba Cloud's, Oracle Cloud's and Azure's metadata and host services (each provider's documentation, 2026-11-26).
 * AWS's and Google's are link-local, and refused as such.
 */
const SERVICES = ['100.100.100.200/32', '192.0.0.192/32', '168.63.129.16/32'].map((range) => ipaddr.IPv4.parseCIDR(range));

/** Prefixes that carry an IPv4 address inside, which is where the packet would go: no page needs them, so they are refused whole. */
const CARRIERS = [
  // IPv4-compatible (RFC 4291), translated (RFC 6145, RFC 6052 and its local use RFC 8215), 6to4 (RFC 3056), Teredo (RFC 4380)
  '::/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32',
].map((range) => ipaddr.IPv6.parseCIDR(range));

/**
 * Whether an address is on the public internet: not this machine, its network, a cloud's metadata or anything reserved, in any
 * form that carries such an address. What cannot be read as an address is not.
 */
export function isPublicAddress(ip: string): boolean {
  // Strictly: a socket is given nothing that has still to be guessed at.
  if (isIP(ip) === 0 || !ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4' ? isPublicV4(address as ipaddr.IPv4) : isPublicV6(address as ipaddr.IPv6);
}

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && SERVICES.every((range) => !address.match(range));
}

function isPublicV6(address: ipaddr.IPv6): boolean {
  if (CARRIERS.some((range) => address.match(range))) return false;
  // Global unicast is 2000::/3 (IANA); the library calls whatever it does not know unicast.
  return address.range() === 'unicast' && ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
}

export const publicOnly: AddressPolicy = { allows: (ip, port) => PORTS.has(port) && isPublicAddress(ip) };
