import { z } from 'zod';
import { Device } from './config.ts';
import type { Candidate, Choice, RoutingInput } from './ladder.ts';
import type { RoutingAnswer } from './router.ts';

const Tried = z.object({ gateway: z.string(), code: z.string() });
export type Tried = z.infer<typeof Tried>;

/** Why an attempt went where it went: the column `routing` of its row. The rest of the input stands in the row itself. */
const RoutingRecord = z.object({
  /** Of the configuration; 0 before anybody decided anything. */
  version: z.number().int(),
  rung: z.enum(['forced', 'rule', 'weights', 'default']),
  rule: z.string().nullable(),
  forcedBy: z.enum(['checkout', 'config']).nullable(),
  weights: z.record(z.string(), z.number()).nullable(),
  eliminated: z.array(z.object({ gateway: z.string(), reason: z.string() })),
  country: z.string().nullable(),
  device: Device,
  /** What this press tried before, with the code on which it went on. */
  tried: z.array(Tried),
});
export type RoutingRecord = z.infer<typeof RoutingRecord>;

/** The record of a choice. */
export function recordOf(
  { version, candidates }: RoutingAnswer,
  choice: Choice,
  { input, tried }: { input: RoutingInput; tried: readonly Tried[] },
): RoutingRecord {
  const { rung, rule, forcedBy, weights } = choice;
  const { country, device } = input;
  const eliminated = candidates.flatMap(reasonOf);
  return { version, rung, rule, forcedBy, weights, eliminated, country, device, tried: [...tried] };
}

function reasonOf({ gateway, eliminated }: Candidate): { gateway: string; reason: string }[] {
  return eliminated === null ? [] : [{ gateway, reason: eliminated }];
}

/** A row's record; null for attempts from before there was one. */
export function parseRecord(text: string | null): RoutingRecord | null {
  return text === null ? null : RoutingRecord.parse(JSON.parse(text));
}
