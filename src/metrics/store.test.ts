import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../kernel/db/engines.testing.ts';
import { PACKED, PACKED_FIELDS, readPackedEvents } from './store.ts';

describeOnBothEngines('the packed log', (database) => {
  it('holds the wanted events of a page field by field, whatever their words, and counts the others', async () => {
    const event = (position: number, more: object = {}) => ({
      ...{ eventId: `evt_${position}`, position, type: 'turn.answered', subjectId: `act_${position}` },
      ...{
        learnerId: 'lrn_1',
        conversationId: null,
        livemode: 0,
        occurredAtMs: 1_800_000_000_000 + position,
      },
      ...{ payload: JSON.stringify({ text: `“引号” '\\u001f\\u001e\\n ${position}` }), ...more },
    });
    const events = [
      event(1),
      event(2, { type: 'unwanted.type' }),
      event(3, { livemode: 1 }),
      event(4, { learnerId: null, conversationId: 'conv_4' }),
      event(5),
    ];
    await database().query.insertInto('domain_event').values(events).execute();
    const read = (after: number, limit: number) =>
      readPackedEvents(database().query, {
        after,
        limit,
        livemode: false,
        types: ['turn.answered', 'other'],
      });
    const first = await read(0, 4);
    expect(first).toMatchObject({ count: 4, position: 4, atMs: 1_800_000_000_004 });
    const lines = first.text.split(PACKED.line).map((line) => line.split(PACKED.field));
    const wanted = [events[0], events[3]].map((one) =>
      PACKED_FIELDS.map((name) => String((one as Record<string, unknown>)[name] ?? '')),
    );
    expect(lines).toEqual(wanted);
    expect(await read(4, 4)).toMatchObject({ count: 1, position: 5 });
    expect(await read(5, 4)).toEqual({ count: 0, position: 0, atMs: 0, text: '' });
    // A page of others alone moves on with nothing in it.
    expect(await read(1, 2)).toMatchObject({ count: 2, position: 3, text: '' });
  });
});
