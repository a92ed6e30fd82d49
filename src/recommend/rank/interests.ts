import { type Histories, packHistories } from '../model/histories.ts';

/** What the log says a learner did with a product. */
export interface Interest {
  readonly learnerId: string;
  readonly productId: string;
  /** Place in the log. */
  readonly position: number;
  readonly kind: 'taken' | 'returned';
}

/** What learners took, by the log: each product once in a learner's list, at its newest place. */
export interface Interests {
  /** Grows by one with each interest taken in. */
  readonly changes: () => number;
  note(interest: Interest): void;
  /** Forgets a learner. */
  forget(learnerId: string): void;
  /** Numbers of products, oldest first; empty for a learner nothing is known of. */
  historyOf(learnerId: string): readonly number[];
  itemOf(productId: string): number | undefined;
  productIdOf(item: number): string | undefined;
  /** How many learners have each product in their list. */
  takersOf(item: number): number;
  pack(): Histories;
}

interface Trail {
  readonly items: number[];
  readonly positions: number[];
}

/** The newest that count of one learner: a crawler must not fill the memory. */
const TRAIL_MAX = 200;

/** An empty memory of interests. Learners are known by id only. */
export function createInterests(): Interests {
  const productIds: string[] = [];
  const items = new Map<string, number>();
  const takers: number[] = [];
  const trails = new Map<string, Trail>();
  let changes = 0;

  const numberOf = (productId: string): number => {
    const known = items.get(productId);
    if (known !== undefined) return known;
    items.set(productId, productIds.length);
    takers.push(0);
    return productIds.push(productId) - 1;
  };
  const drop = (trail: Trail, place: number): void => {
    const [item] = trail.items.splice(place, 1);
    trail.positions.splice(place, 1);
    if (item !== undefined) takers[item] = (takers[item] ?? 1) - 1;
  };
  const add = (trail: Trail, item: number, position: number): void => {
    let place = trail.items.length;
    while (place > 0 && (trail.positions[place - 1] ?? 0) > position) place -= 1;
    trail.items.splice(place, 0, item);
    trail.positions.splice(place, 0, position);
    takers[item] = (takers[item] ?? 0) + 1;
    if (trail.items.length > TRAIL_MAX) drop(trail, 0);
  };

  return {
    changes: () => changes,
    note: ({ learnerId, productId, position, kind }) => {
      const trail = trails.get(learnerId) ?? { items: [], positions: [] };
      const item = numberOf(productId);
      const place = trail.items.indexOf(item);
      // Kinds are read one after the other: what is older than what is known changes nothing.
      if (place >= 0 && (trail.positions[place] ?? 0) > position) return;
      if (place >= 0) drop(trail, place);
      if (kind === 'taken') add(trail, item, position);
      if (trail.items.length > 0) trails.set(learnerId, trail);
      else trails.delete(learnerId);
      changes += 1;
    },
    forget: (learnerId) => {
      for (const item of trails.get(learnerId)?.items ?? []) takers[item] = (takers[item] ?? 1) - 1;
      trails.delete(learnerId);
    },
    historyOf: (learnerId) => trails.get(learnerId)?.items ?? [],
    itemOf: (productId) => items.get(productId),
    productIdOf: (item) => productIds[item],
    takersOf: (item) => takers[item] ?? 0,
    pack: () =>
      packHistories(
        [...trails.values()].map((trail) => trail.items),
        productIds.length,
      ),
  };
}
