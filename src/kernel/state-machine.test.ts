import { expect, it } from 'vitest';
import { transition, unreachableStates } from './state-machine.ts';

const doors = { open: ['closed'], closed: ['open', 'locked'], locked: ['closed'], walled: [] } as const;

it('allows what the table allows and throws on anything else', () => {
  expect(transition(doors, 'open', 'closed')).toBe('closed');
  expect(() => transition(doors, 'open', 'locked')).toThrow('no transition from open to locked');
});

it('names the states that nothing leads to', () => {
  expect(unreachableStates(doors, 'open')).toEqual(['walled']);
});
