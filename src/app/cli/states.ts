import { allStates, stateDiagram, stateText } from '../all-states.ts';
import type { CliCommand } from './command.ts';

const USAGE = 'Usage: tilltalk states [--mermaid] [NAME]';

/** `tilltalk states`: the tables of states, as text or drawn. */
export const statesCommand: CliCommand = {
  name: 'states',
  summary: 'Print the tables of states: payment, attempt, refund, dispute and the others.',
  help: `${USAGE}\n\nPrints every table of states, or the one of that NAME. --mermaid prints state diagrams instead.\nNames: ${allStates.map(({ name }) => name).join(', ')}.`,
  run: async (args, context) => {
    const wantsDiagram = args.includes('--mermaid');
    const name = args.filter((arg) => arg !== '--mermaid').join(' ');
    const chosen = name === '' ? allStates : allStates.filter((each) => each.name === name);
    if (name.startsWith('-') || chosen.length === 0) {
      context.printError(name.startsWith('-') ? USAGE : `There is no table ${name}. ${USAGE}`);
      return 2;
    }
    context.print(chosen.map(wantsDiagram ? stateDiagram : stateText).join('\n\n'));
    return 0;
  },
};
