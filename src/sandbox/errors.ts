/** Every error the sandbox answers: its HTTP status and a title for developers. */
const definitions = {
  invalid_request: { status: 400, title: 'The request does not have the required form' },
  unauthorized: { status: 401, title: 'The API key is missing or wrong' },
  loopback_only: { status: 403, title: 'The control API answers on the loopback interface only' },
  merchant_mismatch: { status: 403, title: 'The merchant is not the owner of this API key' },
  form_refused: { status: 403, title: 'The form is out of date or comes from another site' },
  not_found: { status: 404, title: 'No such page or resource' },
  charge_not_found: { status: 404, title: 'No charge of this reference' },
  refund_not_found: { status: 404, title: 'No refund of this reference' },
  notification_not_found: { status: 404, title: 'No notification of this event or reference' },
  method_not_allowed: { status: 405, title: 'This resource does not have that method' },
  reference_reused: { status: 409, title: 'The reference was used with other input' },
  charge_processing: { status: 409, title: 'The payer has submitted; the result is being awaited' },
  charge_not_payable: { status: 409, title: 'Nothing can be paid on this charge any more' },
  payload_too_large: { status: 413, title: 'The body is larger than allowed' },
  dispute_open: { status: 409, title: 'A dispute of this charge is open' },
  charge_not_authorized: { status: 422, title: 'Nothing is reserved on this charge yet' },
  capture_amount_mismatch: { status: 422, title: 'No more than what is reserved can be captured' },
  charge_disputed: { status: 422, title: 'A disputed charge cannot be refunded' },
  charge_expired: { status: 422, title: 'The expiry lies in the past' },
  charge_not_paid: { status: 422, title: 'Only a paid charge can be refunded' },
  currency_mismatch: { status: 422, title: 'The currency is not the one of the charge' },
  refund_exceeds_captured: {
    status: 422,
    title: 'The refunds would exceed what was captured and is not disputed',
  },
  merchant_clock_refused: { status: 502, title: 'The merchant did not move its clock, so nothing was moved' },
  internal_error: { status: 500, title: 'Something failed inside the sandbox' },
  fault_injected: { status: 503, title: 'A fault was asked for and happened' },
} as const;

export type SandboxErrorCode = keyof typeof definitions;

/** What a caller got wrong, or what the sandbox was told to get wrong, by code. */
export class SandboxError extends Error {
  readonly code: SandboxErrorCode;
  readonly status: number;
  readonly title: string;

  constructor(code: SandboxErrorCode, detail?: string) {
    const definition = definitions[code];
    super(detail ?? definition.title);
    this.name = 'SandboxError';
    this.code = code;
    this.status = definition.status;
    this.title = definition.title;
  }
}
