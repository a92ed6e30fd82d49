import { describeVariables } from '../describe-variables.ts';
import type { CliCommand } from './command.ts';
import { describeGateway } from './gateways.ts';

/** `tilltalk config`: every variable Tilltalk reads, and the gateways that they configure. */
export const configCommand: CliCommand = {
  name: 'config',
  summary: 'List every environment variable, its default and its meaning.',
  help: 'Usage: tilltalk config\n\nPrints a Markdown table of the environment variables, their defaults and meanings, and the gateways that are configured, first the preferred. Values are never printed.',
  run: async (_args, context) => {
    context.print(describeVariables());
    context.print('\nGateways, first the preferred:');
    for (const gateway of context.gateways?.() ?? []) context.print(`- ${describeGateway(gateway)}`);
    return 0;
  },
};
