/** For every state, the states it may change to. A missing state does not compile. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>;

/** Says whether the table allows the change. */
export function canTransition<State extends string>(
  table: Transitions<State>,
  from: State,
  to: State,
): boolean {
  return table[from].includes(to);
}

/** The new state. Throws when the table does not allow the change: states are tables (M7). */
export function transition<State extends string>(table: Transitions<State>, from: State, to: State): State {
  if (!canTransition(table, from, to)) throw new Error(`no transition from ${from} to ${to}`);
  return to;
}

/** A table with what its reader must know. */
export interface StateTable<State extends string = string> {
  /** What passes through the states, in words of the glossary. */
  readonly name: string;
  readonly about: string;
  readonly table: Transitions<State>;
  /** States in which it can begin. */
  readonly starts: readonly State[];
  /** States in which it may rest for ever; some can be left all the same, by news that comes late. */
  readonly finals: readonly State[];
}

/** Checks that starts and finals are states of the table; what it returns stands beside tables of other states. */
export function stateTable<State extends string>(definition: StateTable<State>): StateTable {
  return definition;
}

/** States that cannot be reached from `start`: a table with any is wrong. */
export function unreachableStates<State extends string>(
  table: Transitions<State>,
  start: State | readonly State[],
): State[] {
  const open: State[] = typeof start === 'string' ? [start] : [...start];
  const reached = new Set<State>(open);
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const next of table[state]) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return (Object.keys(table) as State[]).filter((state) => !reached.has(state));
}
