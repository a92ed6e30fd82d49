import { newSecret } from '../../kernel/id.ts';

/** Letters of any script, digits and dashes, once it is canonical. */
export const CODE_PATTERN = /^[\p{L}\p{N}][\p{L}\p{N}-]{1,30}[\p{L}\p{N}]$/u;

/** A code as it is kept: full-width letters are plain ones, capitals do not matter, nor do spaces. */
export function canonicalCode(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(/\s+/g, '');
}

/** What a code is found by: dashes only help reading. */
export function codeKeyOf(code: string, livemode: boolean): string {
  return `${livemode ? 'live' : 'test'}:${canonicalCode(code).replaceAll('-', '')}`;
}

/** A code nobody can guess: 60 random bits in groups to read aloud, after an optional prefix. */
export function newCouponCode(prefix = ''): string {
  const groups = newSecret()
    .slice(0, 12)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1-');
  return prefix === '' ? groups : `${canonicalCode(prefix)}-${groups}`;
}
