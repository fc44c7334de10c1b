import { isLensName, isPolicyName, isSidecarName, POLICY_NAME } from '../lens/file-names.ts';
import { EVERYTHING, type EventReading, ignored, scopes } from './event-reading.ts';

/** The folder of lenses, which may have subfolders. Names of folders are case-sensitive, as in S3. */
const LENSES = 'lenses/';

/**
 * The scopes of a changed or deleted object in the bucket. Reports and cached state are objects of the same bucket:
 * an object that is not a lens or the policy must cause no work, else Lenskeeper would trigger itself endlessly.
 */
export function readObjectKey(key: string): EventReading {
  if (isPolicyName(key)) {
    return scopes(...EVERYTHING);
  }
  // A sidecar is about the lens in the same folder, which the worker finds.
  if (isLensKey(key) || isSidecarKey(key)) {
    return scopes({ scope: { kind: 'lens', key } });
  }
  return ignored(
    `Read the S3 event: key is ${JSON.stringify(key)}, wanted lenses/….{json,yaml,yml} or ${POLICY_NAME}`,
  );
}

/** Whether the object of this key is a sidecar, which specifies the version of a lens. */
function isSidecarKey(key: string): boolean {
  return key.startsWith(LENSES) && isSidecarName(key);
}

/** Whether the object of this key is a lens. The event rule in the template matches the whole folder. */
export function isLensKey(key: string): boolean {
  return key.startsWith(LENSES) && isLensName(key);
}
