import type { RiskDeps } from '../deps.ts';
import type { KeyName } from '../engine/types.ts';

/** The keyed hash of a thing, and what people recognise it by without reading it off the list. */
export function keyAndHint(
  deps: Pick<RiskDeps, 'hashKey'>,
  { kind, value }: { kind: KeyName; value: string },
): { keyHash: number; hint: string } {
  const text = plainOf(kind, value);
  return { keyHash: deps.hashKey(kind, text), hint: hintOf(kind, text) };
}

/** As presses carry it: e-mail domains in small letters without what stands before the @. */
function plainOf(kind: KeyName, value: string): string {
  const text = value.trim();
  return kind === 'emailDomain' ? text.slice(text.lastIndexOf('@') + 1).toLowerCase() : text;
}

/** Ids of ours are pseudonyms, domains and codes belong to nobody; addresses and devices are masked. */
function hintOf(kind: KeyName, text: string): string {
  if (kind === 'learner' || kind === 'item' || kind === 'emailDomain' || kind === 'promo') return text;
  return text.length <= 4 ? '…' : `${text.slice(0, 4)}…`;
}
