import { isLensName, isPolicyName, isSidecarName, POLICY_NAME } from '../lens/file-names.ts';
import { EVERYTHING, type EventReading, ignored, scopes } from './event-reading.ts';

/** Lenses lie in this folder or in folders below it. Of a folder's name the case counts, as it does for S3. */
const LENSES = 'lenses/';

/**
 * What a changed or deleted object of the bucket asks for. Reports and cached state are objects of the same bucket:
 * whatever is no lens and no policy must ask for nothing, else Lenskeeper would wake itself for ever.
 */
export function readObjectKey(key: string): EventReading {
  if (isPolicyName(key)) {
    return scopes(...EVERYTHING);
  }
  // What a sidecar says is about the lens beside it, which the worker finds.
  if (isLensKey(key) || isSidecarKey(key)) {
    return scopes({ scope: { kind: 'lens', key } });
  }
  return ignored(
    `Read the S3 event: key is ${JSON.stringify(key)}, wanted lenses/….{json,yaml,yml} or ${POLICY_NAME}`,
  );
}

/** Does the object of this key say which version the lens beside it gets? */
function isSidecarKey(key: string): boolean {
  return key.startsWith(LENSES) && isSidecarName(key);
}

/** Is the object of this key a lens? The rule in the template lets the whole folder through. */
export function isLensKey(key: string): boolean {
  return key.startsWith(LENSES) && isLensName(key);
}
