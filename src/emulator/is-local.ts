import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\]|([\w.-]+\.)?localhost)(:\d+)?$/i;

/**
 * Whether a request comes from this machine's own programs or pages. Otherwise a web page could reach the emulator
 * under its own host name that resolves to 127.0.0.1, or post to 127.0.0.1 itself: the Host and Origin headers show
 * this.
 */
export function isLocal({ host, origin }: IncomingHttpHeaders): boolean {
  if (host === undefined || !LOOPBACK.test(host)) return false;
  return origin === undefined || LOOPBACK.test(origin.replace(/^https?:\/\//, ''));
}
