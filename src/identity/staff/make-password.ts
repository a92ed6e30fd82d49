import { newSecret } from '../../kernel/id.ts';

/** 100 random bits in groups that can be read aloud. */
export function makePassword(): string {
  return newSecret()
    .slice(0, 20)
    .replace(/(.{5})(?=.)/g, '$1-');
}
