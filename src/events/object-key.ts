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
  // What a sidecar says is about the lens beside it, which the worker finds.
  if (isLensKey(key) || isSidecarKey(key)) {
    return scopes({ scope: { kind: 'lens', key } });
  }
  return ignored(
    `Read the S3 event: key is ${JSON.stringify(key)}, wanted lenses/….{json,yaml,yml} or ${POLICY_KEY}`,
  );
}

/** Does the object of this key say which version the lens beside it gets? */
function isSidecarKey(key: string): boolean {
  return /^lenses\/.*\.lenskeeper\.ya?ml$/s.test(key);
}

/**
 * Is the object of this key a lens? The rule in the template lets the whole folder through. `NAME.lenskeeper.yaml`
 * beside a lens says which version it gets, and is none itself.
 */
export function isLensKey(key: string): boolean {
  return /^lenses\/.*\.(?:json|ya?ml)$/s.test(key) && !isSidecarKey(key);
}
