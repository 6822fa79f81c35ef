import { lookup as lookUp } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';

import { isPublicAddress } from './is-public-address.js';

import type { LookupAddress } from 'node:dns';
import type { IncomingMessage, RequestOptions } from 'node:http';

/** How long an endpoint may take to answer, in milliseconds. */
const ANSWER_MS = 10_000;

/** Finds all addresses of a name. */
export type Lookup = (name: string) => Promise<LookupAddress[]>;

export interface PostOptions {
  headers: Readonly<Record<string, string>>;
  /** Also to private addresses, and without TLS. */
  allowPrivate: boolean;
  lookup?: Lookup | undefined;
  signal?: AbortSignal | undefined;
}

export type Posted = { ok: true } | { ok: false; reason: string };

/**
 * Posts a message to an address that somebody else has chosen, without becoming their way into this
 * network: the name is looked up once, every address that it has must be public, and the connection
 * goes to one of these. So a name that means something else a moment later changes nothing, and
 * redirects are not followed.
 */
export async function postMessage(url: URL, body: string, options: PostOptions): Promise<Posted> {
  try {
    if (url.protocol !== 'https:' && !options.allowPrivate) {
      return { ok: false, reason: 'the address is not https' };
    }
    const addresses = await findAddresses(url, options.lookup ?? lookUpAll);
    const [address] = addresses;
    if (!address) return { ok: false, reason: 'the name has no address' };
    const isAllowed = ({ address: one }: LookupAddress) =>
      options.allowPrivate || isPublicAddress(one);
    if (!addresses.every(isAllowed)) return { ok: false, reason: 'the address is not public' };
    const status = await send(url, address, body, options);
    return status >= 200 && status < 300
      ? { ok: true }
      : { ok: false, reason: `the endpoint answered ${status}` };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { ok: false, reason: code ?? message };
  }
}

async function findAddresses(url: URL, lookup: Lookup): Promise<LookupAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  return family === 0 ? lookup(host) : [{ address: host, family }];
}

function lookUpAll(name: string): Promise<LookupAddress[]> {
  return lookUp(name, { all: true, verbatim: true });
}

/** Resolves with the status; nothing else of the answer is of interest. */
function send(
  url: URL,
  pinned: LookupAddress,
  body: string,
  { headers, signal }: PostOptions,
): Promise<number> {
  const timeout = AbortSignal.timeout(ANSWER_MS);
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    // A connection of its own: one that is kept might lead elsewhere.
    agent: false,
    signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    lookup: (_name, { all }, found) => {
      if (all) found(null, [pinned]);
      else found(null, pinned.address, pinned.family);
    },
  };
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    };
    const request =
      url.protocol === 'https:'
        ? httpsRequest(url, options, answered)
        : httpRequest(url, options, answered);
    request.on('error', reject);
    request.end(body);
  });
}
