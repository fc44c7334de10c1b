/**
 * Returns a function that computes its value at the first call and caches it. After a call that throws, the next call tries
 * again.
 */
export function once<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
