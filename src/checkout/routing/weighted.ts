/** Running weights of the gateways of one group. */
export type RunningWeights = Map<string, number>;

/**
 * Smooth weighted round-robin as nginx does it: each gateway gains its weight, the greatest is picked and pays the sum.
 * Over a full round each is picked exactly as often as its weight, and never in a lump. Undefined when no weight is
 * above zero. Changes `running`.
 */
export function pickWeighted(
  weights: Readonly<Record<string, number>>,
  running: RunningWeights,
): string | undefined {
  let best: string | undefined;
  let sum = 0;
  for (const [gateway, weight] of Object.entries(weights)) {
    if (weight <= 0) continue;
    sum += weight;
    const gained = (running.get(gateway) ?? 0) + weight;
    running.set(gateway, gained);
    if (best === undefined || gained > (running.get(best) ?? 0)) best = gateway;
  }
  if (best !== undefined) running.set(best, (running.get(best) ?? 0) - sum);
  return best;
}
