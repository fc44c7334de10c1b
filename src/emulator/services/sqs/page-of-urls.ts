/** Without MaxResults a reply has the first 1,000 queues and no token. Source: API reference of ListQueues. */
const UNPAGED = 1000;

/** One page of queue URLs; the token is the position of the next one. */
export function pageOfUrls(
  urls: readonly string[],
  max: number | undefined,
  token: string | undefined,
): { urls: string[]; next: string | undefined } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString()) || 0;
  const end = start + (max ?? UNPAGED);
  const isLast = max === undefined || end >= urls.length;
  return {
    urls: urls.slice(start, end),
    next: isLast ? undefined : Buffer.from(String(end)).toString('base64'),
  };
}
