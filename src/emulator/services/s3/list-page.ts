/** Most entries of one page. Source: API reference of ListObjectsV2. */
const LARGEST_PAGE = 1000;

export interface ListPage<Entry> {
  readonly entries: readonly Entry[];
  /** Keys up to the delimiter, each once. */
  readonly commonPrefixes: readonly string[];
  /** The last entry or common prefix, when more follow it. */
  readonly last: string | undefined;
}

interface ListOptions<Entry> {
  readonly prefix: string;
  readonly delimiter: string | undefined;
  readonly max: number | undefined;
  readonly keyOf: (entry: Entry) => string;
  /** Whether an entry or common prefix comes after the start of the page. */
  readonly isBehindStart: (name: string, entry: Entry) => boolean;
}

/**
 * Takes one page from sorted entries and groups keys into common prefixes; entries and prefixes count towards the page.
 */
export function listPage<Entry>(sorted: readonly Entry[], options: ListOptions<Entry>): ListPage<Entry> {
  const { prefix, delimiter, max = LARGEST_PAGE, keyOf, isBehindStart } = options;
  const limit = Math.min(max, LARGEST_PAGE);
  const entries: Entry[] = [];
  const commonPrefixes = new Set<string>();
  let last: string | undefined;
  for (const entry of sorted) {
    const key = keyOf(entry);
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    const common = end < 0 || !delimiter ? undefined : key.slice(0, end + delimiter.length);
    const name = common ?? key;
    if ((common !== undefined && commonPrefixes.has(common)) || !isBehindStart(name, entry)) continue;
    if (entries.length + commonPrefixes.size >= limit) {
      return { entries, commonPrefixes: [...commonPrefixes], last };
    }
    if (common === undefined) entries.push(entry);
    else commonPrefixes.add(common);
    last = name;
  }
  return { entries, commonPrefixes: [...commonPrefixes], last: undefined };
}

/** Writes keys in the encoding of the request: `EncodingType=url` encodes characters that XML does not allow. */
export function keyWriter(encoding: string | undefined): (key: string) => string {
  if (encoding !== 'url') return (key) => key;
  return (key) => encodeURIComponent(key).replaceAll('%2F', '/');
}
