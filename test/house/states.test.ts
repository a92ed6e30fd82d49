import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allStates, describeStates } from '../../src/app/all-states.ts';
import {
  canTransition,
  type StateTable,
  transition,
  unreachableStates,
} from '../../src/kernel/state-machine.ts';

it('the docs show the tables of states as the code has them', () => {
  expect(readFileSync('docs/STATES.md', 'utf8'), 'run npm run docs').toContain(describeStates());
});

it('names each table once', () => {
  const names = allStates.map(({ name }) => name);
  expect(names).toHaveLength(new Set(names).size);
});

/** States from which no final one can be reached. */
function trapped({ table, finals }: StateTable): string[] {
  return Object.keys(table).filter(
    (state) =>
      unreachableStates(table, state).filter((other) => finals.includes(other)).length === finals.length,
  );
}

describe.each(allStates.map((each) => [each.name, each] as const))('the states of %s', (_name, each) => {
  const states = Object.keys(each.table);

  it('can all be reached', () => {
    expect(unreachableStates(each.table, each.starts)).toEqual([]);
  });

  it('have no dead end that is not final, and none from which no end is in reach', () => {
    const deadEnds = states.filter((state) => each.table[state]?.length === 0);
    expect(deadEnds.filter((state) => !each.finals.includes(state))).toEqual([]);
    expect(trapped(each)).toEqual([]);
  });

  it('know only each other, each change once', () => {
    for (const nexts of Object.values(each.table)) {
      expect(nexts.filter((next) => !states.includes(next))).toEqual([]);
      expect(nexts).toHaveLength(new Set(nexts).size);
    }
  });

  it('throw on every change that the table does not name', () => {
    for (const from of states) {
      for (const to of states.filter((state) => !canTransition(each.table, from, state))) {
        expect(() => transition(each.table, from, to)).toThrow(`no transition from ${from} to ${to}`);
      }
    }
  });
});
