/** Values by key, the newest of them. */
export interface Recent<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/**
 * Keeps at least the newest `max` values and at most twice as many. Two halves: when the young one is full it becomes the old
 * one, whole. Deleting the oldest key of one map instead means to walk over all the deleted ones before it.
 */
export function createRecent<Value>(max: number): Recent<Value> {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set: (key, value) => {
      if (young.size >= max) [old, young] = [young, new Map()];
      young.set(key, value);
    },
  };
}
