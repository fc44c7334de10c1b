import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request was typed into the browser or made by the page itself. Another site could reach the port under its
 * own name that resolves to 127.0.0.1 (Host shows this), or by a link or script (Origin and Sec-Fetch-Site show this).
 *
 * @param port the TCP port that the page is served on
 */
export function comesFromPage(headers: IncomingHttpHeaders, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin, 'sec-fetch-site': site = 'none' } = headers;
  if (!hosts.includes(host)) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  return site === 'same-origin' || site === 'none';
}
