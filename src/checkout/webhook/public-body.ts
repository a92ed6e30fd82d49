import { hostUserIdOf } from '../../identity/index.ts';
import type { Queries } from '../../kernel/db/database.ts';
import type { DomainEvent } from '../../kernel/domain-event.ts';
import { publicEvents, WebhookEventType } from './wire.ts';

/** What the host platform reads of an event: ids and amounts, and of the learner only the id that it gave them. */
export async function publicBodyOf(db: Queries, event: DomainEvent): Promise<string> {
  const type = WebhookEventType.parse(event.type);
  const [hostUserId, externalIds] = await Promise.all([
    event.learnerId ? hostUserIdOf(db, event.learnerId) : null,
    externalIdsOf(db, productIdsOf(event.payload)),
  ]);
  const withExternalId = <Thing extends WithProduct>(thing: Thing) => ({
    ...thing,
    externalId: externalIds.get(thing.productId ?? '') ?? null,
  });
  const data = publicEvents[type].parse({
    ...withExternalId(event.payload as WithProduct),
    lines: linesOf(event.payload).filter(isOfProduct).map(withExternalId),
    hostUserId,
  });
  const timestamp = new Date(event.occurredAtMs).toISOString();
  return JSON.stringify({ type, timestamp, livemode: event.livemode, data });
}

interface WithProduct {
  readonly productId?: string | null;
}

function linesOf(payload: Readonly<Record<string, unknown>>): readonly WithProduct[] {
  const lines = payload['lines'];
  return Array.isArray(lines) ? (lines as WithProduct[]) : [];
}

/** A wallet's top-up sells no product. */
function isOfProduct({ productId }: WithProduct): boolean {
  return typeof productId === 'string';
}

function productIdsOf(payload: Readonly<Record<string, unknown>>): string[] {
  return [payload as WithProduct, ...linesOf(payload)].flatMap(({ productId }) => productId ?? []);
}

async function externalIdsOf(db: Queries, productIds: readonly string[]): Promise<Map<string, string>> {
  if (productIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('product')
    .select(['productId', 'externalId'])
    .where('productId', 'in', productIds)
    .execute();
  return new Map(rows.map((row) => [row.productId, row.externalId]));
}
