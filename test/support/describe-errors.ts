import { allErrors } from '../../src/app/all-errors.ts';
import { provokedBy } from './provoked-by.ts';

/** Every error as the Markdown table of docs/ERRORS.md, with the test that provokes it. */
export function describeErrors(): string {
  const rows = allErrors.map(
    ({ code, status, zh, en }) => `| \`${code}\` | ${status} | ${zh} | ${en} | ${provokedBy(code) ?? '–'} |`,
  );
  return ['| code | status | zh | en | provoked by |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}
