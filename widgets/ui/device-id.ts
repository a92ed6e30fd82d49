import type { Keep } from './keep.ts';

/** Kept over accounts: that several people pay on one device is what it is for. */
export const deviceIdName = 'device';

/**
 * The random name of this browser, made when it is first asked for. It lives in the frame's own storage, partitioned by the page
 * around it, so that it follows nobody to another site; the server keeps a keyed hash of it alone.
 */
export function deviceIdOf({ keep, newId }: { keep: Keep; newId: (prefix: string) => string }): string {
  const known = keep.read<string>(deviceIdName);
  if (typeof known === 'string') return known;
  const fresh = newId('dev');
  keep.write(deviceIdName, fresh);
  return fresh;
}
