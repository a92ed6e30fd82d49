import { stemEnglish } from './english.ts';
import { readTopics } from './topics.ts';

interface Names {
  readonly inChinese: RegExp;
  /** Stems of English names, words joined by a space. */
  readonly inEnglish: ReadonlySet<string>;
  readonly wordsMax: number;
}

let names: Names | undefined;

/** Whether a lower-case text has the name of a topic, whole, in either language. Knows no catalogue. */
export function namesTopic(text: string): boolean {
  names ??= readNames();
  return names.inChinese.test(text) || hasEnglishName(names, text);
}

function readNames(): Names {
  const terms = [...readTopics().values()].flatMap((topic) => topic.terms.map((term) => term.toLowerCase()));
  const chinese = terms.filter((term) => /\p{Script=Han}/u.test(term) && term.length > 1);
  const english = terms.filter((term) => /^[a-z][a-z .+-]*$/.test(term)).map(stemsOf);
  return {
    inChinese: new RegExp(
      [...new Set(chinese)]
        .sort((a, b) => b.length - a.length)
        .join('|')
        .replaceAll('+', '\\+'),
      'u',
    ),
    inEnglish: new Set(english),
    wordsMax: Math.max(...english.map((name) => name.split(' ').length)),
  };
}

function stemsOf(text: string): string {
  return (text.match(/[a-z]+/g) ?? []).map(stemEnglish).join(' ');
}

function hasEnglishName({ inEnglish, wordsMax }: Names, text: string): boolean {
  const stems = stemsOf(text).split(' ');
  return stems.some((_, from) => {
    let name = '';
    for (const stem of stems.slice(from, from + wordsMax)) {
      name = name === '' ? stem : `${name} ${stem}`;
      if (inEnglish.has(name)) return true;
    }
    return false;
  });
}
