import { botStates } from '../bot/index.ts';
import { checkoutStates } from '../checkout/index.ts';
import type { StateTable } from '../kernel/state-machine.ts';
import { riskStates } from '../risk/index.ts';

/** Every table of states of the house, by domain. */
export const allStates: readonly StateTable[] = [...checkoutStates, ...riskStates, ...botStates];

/** A table as lines of text: each state with those it may change to. */
export function stateText({ name, about, table, starts, finals }: StateTable): string {
  const width = Math.max(...Object.keys(table).map((state) => state.length));
  const rows = Object.entries(table).map(([state, nexts]) => {
    const marks = [
      ...(starts.includes(state) ? ['begins'] : []),
      ...(finals.includes(state) ? ['rests'] : []),
    ];
    const what = [marks.join(', '), nexts.length > 0 ? `> ${nexts.join(', ')}` : ''];
    return `  ${state.padEnd(width)}  ${what.filter((part) => part !== '').join('  ')}`;
  });
  return [`${name}: ${about}`, ...rows].join('\n');
}

/** A table as a state diagram of Mermaid. */
export function stateDiagram({ table, starts, finals }: StateTable): string {
  const arrows = Object.entries(table).flatMap(([state, nexts]) =>
    nexts.map((next) => `  ${state} --> ${next}`),
  );
  const lines = [
    ...starts.map((state) => `  [*] --> ${state}`),
    ...arrows,
    ...finals.map((state) => `  ${state} --> [*]`),
  ];
  return ['stateDiagram-v2', ...lines].join('\n');
}

/** All tables as the docs show them. */
export function describeStates(): string {
  return allStates
    .map((each) => `## ${each.name}\n\n${each.about}\n\n\`\`\`mermaid\n${stateDiagram(each)}\n\`\`\``)
    .join('\n\n');
}
