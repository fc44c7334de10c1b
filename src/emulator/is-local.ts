import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\]|([\w.-]+\.)?localhost)(:\d+)?$/i;

/**
 * Whether a request comes from this machine's own programs or pages. A page on the web could otherwise reach the emulator
 * under a name of its own that resolves to 127.0.0.1, or post to 127.0.0.1 itself, which its Origin header tells.
 */
export function isLocal({ host, origin }: IncomingHttpHeaders): boolean {
  if (host === undefined || !LOOPBACK.test(host)) return false;
  return origin === undefined || LOOPBACK.test(origin.replace(/^https?:\/\//, ''));
}
