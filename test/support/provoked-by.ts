import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.test.ts'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => !file.startsWith('test/house/'))
  .sort();
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));

/** The test file that provokes an error and expects its code; undefined when none does. Flows come before unit tests. */
export function provokedBy(code: string): string | undefined {
  const naming = files.filter((file) => texts.get(file)?.includes(`'${code}'`));
  return naming.find((file) => file.startsWith('test/flows/')) ?? naming[0];
}
