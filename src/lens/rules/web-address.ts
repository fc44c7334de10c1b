import { quoteWhole } from '../quote.ts';

const SCHEME = /^https?:\/\//;

/** Does the importer take it as a link: in lower case, as the guide writes it? */
export function isWebAddress(url: unknown): boolean {
  return typeof url === 'string' && SCHEME.test(url) && isSound(url);
}

/** Can a browser follow it as it stands? */
export function isSound(url: string): boolean {
  return !/\s/.test(url) && URL.canParse(url);
}

/** What to write for a link that does not work, when that can be told, else what is wanted. */
export function adviceOnAddress(url: string): string {
  const trimmed = url.trim();
  if (trimmed === '') return 'Remove the url';
  const addresses = trimmed.split(/[\s,;|]+/).filter((part) => /^https?:\/\//i.test(part));
  const [first = ''] = addresses;
  const parts =
    addresses.length > 1
      ? { address: first, why: ' and put the other address into a resource of its own' }
      : { address: withScheme(trimmed), why: '' };
  const shown = quoteWhole(parts.address);
  if (!isWebAddress(parts.address) || shown === undefined) {
    return 'Write one whole address that begins with https://, or remove the url';
  }
  return `Write ${shown}${parts.why}`;
}

function withScheme(text: string): string {
  const encoded = text.replace(/\s/g, encodeURIComponent);
  const [, scheme] = /^(https?):\/\//i.exec(encoded) ?? [];
  if (scheme !== undefined) return scheme.toLowerCase() + encoded.slice(scheme.length);
  return /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#]|$)/i.test(encoded) ? `https://${encoded}` : encoded;
}
