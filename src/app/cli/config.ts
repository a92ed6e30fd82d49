import { describeVariables } from '../describe-variables.ts';
import type { CliCommand } from './command.ts';

/** `tilltalk config`: every variable Tilltalk reads. */
export const configCommand: CliCommand = {
  name: 'config',
  summary: 'List every environment variable, its default and its meaning.',
  help: 'Usage: tilltalk config\n\nPrints a Markdown table of the environment variables, their defaults and meanings. Values are never printed.',
  run: async (_args, context) => {
    context.print(describeVariables());
    return 0;
  },
};
