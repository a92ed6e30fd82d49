import type { Example } from './train-intents.ts';

/** Reads a Markdown file of sayings: a heading of the second level names what the lines below it want. */
export function readExamples(markdown: string): Example[] {
  const examples: Example[] = [];
  let label: string | undefined;
  for (const line of markdown.split(/\r?\n/).map((one) => one.trim())) {
    if (line.startsWith('## ')) label = line.slice(3).trim();
    else if (line !== '' && !line.startsWith('#') && label !== undefined)
      examples.push({ text: line, label });
  }
  return examples;
}

const SUBJECT = '{subject}';
/** A saying about a subject is learned with so many. */
const SUBJECTS_EACH = 6;

/** Puts subjects where a saying has `{subject}`, so that no single one of them is taken for the intent. */
export function expandSubjects(
  examples: readonly Example[],
  subjects: readonly string[],
  random: () => number,
): Example[] {
  const anySubject = (): string => subjects[Math.floor(random() * subjects.length)] ?? '';
  return examples.flatMap((example) =>
    example.text.includes(SUBJECT)
      ? Array.from({ length: SUBJECTS_EACH }, () => ({
          ...example,
          text: example.text.replaceAll(SUBJECT, anySubject),
        }))
      : [example],
  );
}
