import type { z } from 'zod';
import { variables } from './config.ts';

/** The variables as a Markdown table: name, default, meaning. Defaults of secrets (demo secrets, refused in live mode) are not shown. */
export function describeVariables(): string {
  const rows = Object.entries(variables).map(([name, variable]) => {
    const plain = 'secret' in variable ? '' : defaultOf(variable.schema);
    const fallback = plain === '' ? '–' : `\`${plain}\``;
    return `| \`${name}\` | ${fallback} | ${variable.about} |`;
  });
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function defaultOf(schema: z.ZodType): string {
  const { success, data } = schema.safeParse(undefined);
  if (!success || data === undefined) return '';
  if (typeof data === 'boolean') return String(Number(data));
  const isEmpty = typeof data === 'object' && data !== null && Object.keys(data).length === 0;
  return isEmpty ? '' : String(data);
}
