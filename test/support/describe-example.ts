import { readFileSync } from 'node:fs';

/** The example of docs/CLIENT.md, as its program stands. */
export function describeExample(): string {
  return `\`\`\`ts\n${readFileSync('docs/examples/first-payment.ts', 'utf8')}\`\`\``;
}
