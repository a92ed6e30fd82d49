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

/** States that cannot be reached from `start`: a table with any is wrong. */
export function unreachableStates<State extends string>(table: Transitions<State>, start: State): State[] {
  const reached = new Set<State>([start]);
  const open: State[] = [start];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const next of table[state]) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return (Object.keys(table) as State[]).filter((state) => !reached.has(state));
}
