import { readSpellings } from './spelling.ts';
import { readTopics } from './topics.ts';

/** Names of subjects by the letters that they are typed with when nobody switches the input method. */
export function subjectSpellings(): ReadonlyMap<string, string> {
  const terms = [...readTopics().values()].flatMap((topic) => topic.terms);
  return new Map([...readSpellings(terms)].map(([letters, [term = '']]) => [letters, term]));
}
