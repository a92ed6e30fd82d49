import { beforeEach, expect, it } from 'vitest';
import { addProduct } from '../../../test/support/products.ts';
import type { Database } from '../../kernel/db/database.ts';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { unreachableStates } from '../../kernel/state-machine.ts';
import { refuseSoldOut } from './hold-places.ts';
import { placeHoldTransitions } from './place-hold.ts';
import { findTaken, givePlaceBack, takePlace } from './store.ts';

describeOnBothEngines('limited places', (database) => {
  let db: Database;
  let productId: string;
  const limit = (places: number | null) =>
    db.query.updateTable('product').set({ places }).where('productId', '=', productId).execute();
  const take = () => db.transact((tx) => takePlace(tx, { productId, livemode: 0 }));
  const taken = async () =>
    (await findTaken(db.query, { productIds: [productId], livemode: 0 })).get(productId);
  beforeEach(async () => {
    db = database();
    productId = (await addProduct(db)).productId;
  });

  it('of ten are taken by exactly ten of forty at once, and given back they are there again', async () => {
    await limit(10);
    const answers = await Promise.all(Array.from({ length: 40 }, take));
    expect(answers.filter(Boolean)).toHaveLength(10);
    expect(await taken()).toBe(10);
    await db.transact((tx) => givePlaceBack(tx, { productId, livemode: 0 }));
    expect([await take(), await take()]).toEqual([true, false]);
  });

  it('are counted apart for test and live, and without an end where nobody set one', async () => {
    await limit(1);
    const live = { productId, livemode: 1 };
    expect([await take(), await db.transact((tx) => takePlace(tx, live))]).toEqual([true, true]);
    await limit(null);
    expect([await take(), await take(), await taken()]).toEqual([true, true, 3]);
  });

  it('sold out are refused before anything is opened; fewer than were sold take from nobody', async () => {
    await limit(2);
    await take();
    const offer = { productId, places: 2 };
    await refuseSoldOut(db.query, [offer], 0);
    const full = [{ productId, places: 1 }];
    await expect(refuseSoldOut(db.query, full, 0)).rejects.toMatchObject({ code: 'sold_out' });
    await limit(0);
    expect([await take(), await taken()]).toEqual([false, 1]);
  });
});

it('every state of a place is reached from the first', () => {
  expect(unreachableStates(placeHoldTransitions, 'held')).toEqual([]);
});
