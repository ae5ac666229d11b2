import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Refusal, refuse } from '../refusal.ts';
import { type AddressPolicy, publicOnly } from './address-policy.ts';
import { hostOf, pageAddress, portOf } from './page-address.ts';

/** What the fetching stands on; tests hand in their own. */
export interface Network {
  readonly policy: AddressPolicy;
  /** Every address of a host name. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
}

export const internet: Network = {
  policy: publicOnly,
  resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
};

export interface FetchLimits {
  /** What is asked for, and the media types that are taken, in lower case. */
  readonly accept: string;
  readonly takes: (mediaType: string) => boolean;
  /** Of the unpacked body. */
  readonly bytesMax: number;
  /** At the limit: keep what has come, or refuse. */
  readonly tooLong: 'cut' | 'refuse';
}

export interface Fetched {
  /** Where it was in the end. */
  readonly url: URL;
  /** As the server wrote it, in lower case: `text/html; charset=euc-kr`. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** For everything together, redirects and body; ms. */
const TIME_MS = 10_000;
const REDIRECTS_MAX = 5;
/** Says what it is and pretends nothing; many sites give their card's data to whatever names itself a bot for previews. */
const USER_AGENT = 'Mozilla/5.0 (compatible; Sotong link preview)';

/**
 * Gets one page or picture. A host's addresses are looked up here, each is judged, and the connection goes to an address that
 * was judged: what the name points to a moment later plays no part. Each redirect passes the same way. No cookies, no sign-in,
 * no proxy.
 *
 * Refuses with `link-refused` (an address that is not public), `link-unreachable` (no such host, no connection, too slow,
 * a bad certificate), `link-not-a-page` (the server's answer is a failure or of another type) and `too-large`.
 */
export async function fetchGuarded(network: Network, address: URL, limits: FetchLimits): Promise<Fetched> {
  const signal = AbortSignal.timeout(TIME_MS);
  let url = address;
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
    const response = await ask(network, url, limits.accept, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      response.destroy();
      const next = pageAddress(headers.location, url.href);
      if (url.protocol === 'https:' && next.protocol === 'http:') return refuse('link-refused', 'from https to http');
      url = next;
      continue;
    }
    const contentType = (headers['content-type'] ?? '').toLowerCase();
    if (statusCode !== 200 || !limits.takes(contentType.split(';')[0]?.trim() ?? '')) {
      response.destroy();
      return refuse('link-not-a-page', statusCode === 200 ? contentType : String(statusCode));
    }
    return { url, contentType, bytes: await readBody(response, limits, signal) };
  }
  return refuse('link-not-a-page', 'too many redirects');
}

/** The judged addresses of a host; all of them have to be allowed: a name that is half inside is not a public page. */
async function allowedAddresses(network: Network, url: URL, signal: AbortSignal): Promise<readonly string[]> {
  const host = hostOf(url);
  const port = portOf(url);
  const addresses = isIP(host) !== 0 ? [host] : await unlessAborted(network.resolve(host).catch((error: unknown) => unreachable(error)), signal);
  if (addresses.length === 0) return refuse('link-unreachable', 'no address');
  if (!addresses.every((ip) => network.policy.allows(ip, port))) return refuse('link-refused', `${host} ${addresses.join(' ')}`);
  return addresses;
}

async function ask(network: Network, url: URL, accept: string, signal: AbortSignal): Promise<IncomingMessage> {
  const addresses = await allowedAddresses(network, url, signal);
  const options: RequestOptions = {
    agent: false,
    signal,
    headers: { accept, 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'ko, en;q=0.8', 'user-agent': USER_AGENT },
    // Called for names only, with the addresses that were judged above.
    lookup: (_host, given, call) => {
      const all = addresses.map((address) => ({ address, family: isIP(address) }));
      if (given.all === true) call(null, all);
      else call(null, all[0]?.address ?? '', all[0]?.family ?? 4);
    },
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, resolve);
    request.on('error', (error) => reject(refusalOf(error)));
    request.end();
  });
}

const UNPACK: Readonly<Record<string, () => NodeJS.ReadWriteStream & { destroy: () => unknown }>> = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** The unpacked body. A small parcel that unpacks to a mountain is cut where the limit is. */
async function readBody(response: IncomingMessage, { bytesMax, tooLong }: FetchLimits, signal: AbortSignal): Promise<Uint8Array> {
  const unpack = UNPACK[(response.headers['content-encoding'] ?? '').toLowerCase()];
  const packed: Readable = response;
  const body = (unpack === undefined ? packed : packed.pipe(unpack() as never)) as Readable;
  packed.on('error', (error) => body.destroy(error));
  signal.addEventListener('abort', () => body.destroy(new Error('too slow')), { once: true });
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= bytesMax) {
        if (tooLong === 'refuse' && length > bytesMax) refuse('too-large');
        if (tooLong === 'cut') break;
      }
    }
  } catch (error) {
    throw refusalOf(error);
  } finally {
    response.destroy();
  }
  return new Uint8Array(Buffer.concat(chunks).subarray(0, bytesMax));
}

function refusalOf(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal('link-unreachable', error instanceof Error ? (('code' in error ? String(error.code) : '') || error.message) : String(error));
}

function unreachable(error: unknown): never {
  throw refusalOf(error);
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Refusal('link-unreachable', 'too slow')), { once: true });
    work.then(resolve, reject);
  });
}
