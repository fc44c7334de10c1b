import { EVERYTHING, type EventReading, ignored, scopes } from './event-reading.ts';

/** The policy lies in the bucket's root. */
const POLICY_KEY = 'lenskeeper.yaml';

/**
 * What a changed or deleted object of the bucket asks for. Reports and cached state are objects of the same bucket:
 * whatever is no lens and no policy must ask for nothing, else Lenskeeper would wake itself for ever.
 */
export function readObjectKey(key: string): EventReading {
  if (key === POLICY_KEY) {
    return scopes(...EVERYTHING);
  }
  if (key.startsWith('lenses/') && key.endsWith('.json')) {
    return scopes({ scope: { kind: 'lens', key } });
  }
  return ignored(`Read the S3 event: key is ${JSON.stringify(key)}, wanted lenses/….json or ${POLICY_KEY}`);
}
