import type { Refusal } from './http.ts';
import type { Keep } from './keep.ts';

/** One wish that may move money: its key and exactly what is asked, kept before it is sent (M3). */
export interface Wish<Body> {
  key: string;
  body: Body;
  madeAtMs: number;
}

export interface WishDeps {
  readonly keep: Keep;
  readonly nowMs: () => number;
  readonly newId: (prefix: string) => string;
}

/** The server remembers keys at least this long; an older wish is a new one. */
const rememberedMs = 24 * 3_600_000;

const prefix = 'wish:';

/** The unanswered wish of this name, else a new one, stored before it is returned. */
export function keepWish<Body>(deps: WishDeps, name: string, body: Body): Wish<Body> {
  const held = heldWish<Body>(deps, name);
  if (held) return held;
  const wish = { key: deps.newId('key'), body, madeAtMs: deps.nowMs() };
  deps.keep.write(prefix + name, wish);
  return wish;
}

/** The wish of this name that has no final answer yet, or null. */
export function heldWish<Body>(deps: WishDeps, name: string): Wish<Body> | null {
  const held = deps.keep.read<Wish<Body>>(prefix + name);
  return held && deps.nowMs() - held.madeAtMs < rememberedMs ? held : null;
}

/** The names of unanswered wishes that begin so. */
export function wishNames(deps: WishDeps, begin: string): string[] {
  return deps.keep.names(prefix + begin).map((name) => name.slice(prefix.length));
}

/** The wish has its final answer: the next press is a new one. */
export function forgetWish(deps: WishDeps, name: string): void {
  deps.keep.remove(prefix + name);
}

/** False when the server may have done it, or may yet: only the same key may be sent again. */
export function isFinal(refusal: Refusal): boolean {
  if (refusal.code === 'idempotency_key_running') return false;
  return refusal.status >= 400 && refusal.status < 500 && refusal.status !== 401 && refusal.status !== 429;
}
