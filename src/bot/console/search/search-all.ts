import type { z } from 'zod';
import { maskFound, searchOrders } from '../../../checkout/index.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { isIndexing } from './index-messages.ts';
import { type SearchPart, searchMessages } from './search-messages.ts';
import { searchPeople } from './search-people.ts';
import type { SearchAnswer, SearchQuery } from './wire.ts';

/** Looks for a text in messages, names and orders, or in the one part that is named. */
export async function searchAll(
  deps: ConsoleOpsDeps,
  { caller, query }: Pick<SearchPart, 'caller'> & { query: z.output<typeof SearchQuery> },
): Promise<SearchAnswer> {
  const { text, cursor, limit } = query;
  const isIn = (part: z.output<typeof SearchQuery>['in']) => query.in === undefined || query.in === part;
  if (query.in === undefined && cursor !== undefined)
    throw new DomainError(kernelErrors.invalid_request, { detail: 'cursor: of which part?' });
  if (query.in === 'messages' && cursor !== undefined && !/^\d{1,16}$/.test(cursor))
    throw new DomainError(kernelErrors.invalid_request, { detail: 'cursor: not ours' });
  const part = { caller, text, cursor, limit };
  const [messages, people, orders, indexing] = await Promise.all([
    isIn('messages') ? searchMessages(deps, part) : null,
    isIn('people') ? searchPeople(deps, part) : null,
    isIn('orders') ? ordersWith(deps, part) : null,
    isIndexing(deps),
  ]);
  return { messages, people, orders, isIndexing: indexing };
}

async function ordersWith(
  deps: ConsoleOpsDeps,
  { text, cursor, limit }: SearchPart,
): Promise<SearchAnswer['orders']> {
  const { orders, nextCursor } = await searchOrders(deps.checkout, {
    text,
    limit,
    ...(cursor !== undefined && { cursor }),
  });
  return { items: orders.map(maskFound), nextCursor };
}
