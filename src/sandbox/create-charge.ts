import { z } from 'zod';
import type { Charge, ChargeInput } from './charge.ts';
import type { SandboxDeps } from './deps.ts';
import { SandboxError } from './errors.ts';

const HttpUrl = z.url({ protocol: /^https?$/ }).max(2048);

export const CreateChargeBody = z
  .strictObject({
    reference: z.string().regex(/^[A-Za-z0-9]{1,32}$/),
    merchantId: z.string().min(1).max(64),
    amountMinor: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    currency: z.string().regex(/^[A-Z]{3}$/),
    method: z.enum(['alipay', 'wechat_pay', 'card']),
    flow: z.enum(['qr', 'redirect']),
    description: z.string().min(1).max(256),
    language: z.enum(['zh', 'en']),
    notifyUrl: HttpUrl,
    returnUrl: HttpUrl,
    expiresAtMs: z.number().int().min(0).max(8_640_000_000_000_000),
    challenge: z.boolean().default(false),
    capture: z.enum(['automatic', 'manual']).default('automatic'),
  })
  .refine((body) => body.method !== 'card' || body.flow === 'redirect', {
    error: 'a card is paid on a page: the flow must be redirect',
    path: ['flow'],
  });
export type CreateChargeBody = z.infer<typeof CreateChargeBody>;

/**
 * Creates a charge, or returns the one that this reference made before.
 * Throws `merchant_mismatch`, `reference_reused`, `charge_expired`.
 */
export function createCharge(deps: SandboxDeps, body: CreateChargeBody): { charge: Charge; isNew: boolean } {
  const { merchantId, ...input } = body;
  if (merchantId !== deps.settings.merchantId) throw new SandboxError('merchant_mismatch');
  const { book } = deps.store;
  const known = book.charges.get(book.chargeIdByReference.get(input.reference) ?? '');
  if (known !== undefined) {
    if (!sameInput(known, input)) throw new SandboxError('reference_reused');
    return { charge: known, isNew: false };
  }
  const nowMs = deps.clock.nowMs();
  if (input.expiresAtMs <= nowMs) throw new SandboxError('charge_expired');
  const charge: Charge = {
    ...input,
    chargeId: deps.newId('ch'),
    merchantId,
    status: 'pending',
    declineCode: null,
    closeReason: null,
    createdAtMs: nowMs,
    authorizedAtMs: null,
    captureUntilMs: null,
    authorizedAmountMinor: null,
    paidAtMs: null,
    endedAtMs: null,
    cardLast4: null,
    challengeCode: null,
    decideAtMs: null,
  };
  deps.store.record([{ kind: 'charge', charge }]);
  return { charge, isNew: true };
}

function sameInput(charge: Charge, input: ChargeInput): boolean {
  const asked = { ...charge, amountMinor: charge.authorizedAmountMinor ?? charge.amountMinor };
  return (Object.keys(input) as (keyof ChargeInput)[]).every((field) => asked[field] === input[field]);
}
