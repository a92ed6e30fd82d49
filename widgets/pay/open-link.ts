import type { OpenedPayLink } from '../../src/checkout/wire.ts';
import type { Answer } from '../ui/http.ts';
import type { Keep } from '../ui/keep.ts';
import { openPayLink } from '../ui/links.ts';
import { surfaceOf } from '../ui/surface.ts';

/** Opens the link for this tab: it may ask again, after a reload or a lost answer, and no other may. */
export function openLink(keep: Keep, token: string): Promise<Answer<OpenedPayLink>> {
  const openerKey = keep.read<string>('opener') ?? crypto.randomUUID();
  // Written before it is sent: an answer that is lost does not use the link up.
  keep.write('opener', openerKey);
  return openPayLink(token, { surface: surfaceOf(navigator.userAgent), openerKey });
}
