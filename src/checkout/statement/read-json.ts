import { z } from 'zod';
import { readFileLines } from '../gateway/statement-lines.ts';
import type { StatementLine } from '../gateway/types.ts';

const Line = z.object({
  type: z.enum(['payment', 'refund', 'dispute']),
  reference: z.string().min(1).max(64),
  paymentReference: z.string().min(1).max(64).optional(),
  gatewayId: z.string().max(128),
  amountMinor: z.int(),
  feeMinor: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  settledAtMs: z.int(),
});

/**
 * Reads a statement in our own form, one JSON object a line, for what has no adapter: the fields of `StatementLine`.
 * Throws an Error that names the line it cannot read.
 */
export async function* readStatementJson(file: AsyncIterable<Uint8Array>): AsyncGenerator<StatementLine> {
  for await (const { number, text } of readFileLines(file)) {
    if (text.trim() === '') continue;
    const { paymentReference, ...line } = parse(number, text);
    yield paymentReference === undefined ? line : { ...line, paymentReference };
  }
}

function parse(number: number, text: string): z.infer<typeof Line> {
  try {
    return Line.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`line ${number} of the statement has an unknown form`, { cause });
  }
}
