import { spellingsOf } from '../text/syllables.ts';
import { subjectSpellings } from './subject-spellings.ts';
import { topicNames } from './topic-names.ts';

/** Where nothing but a subject can stand: after a word of learning and before the end of what is learned … */
const LEARNED =
  /(?<=学习?|学会|自学|教(?:我|他|她|孩子|小朋友)?|零基础|入门|少儿|儿童|小朋友|青少年)(?<word>\p{Script=Han}{2})(?=$|[，。,.!！?？；;\s]|[的得]?(?:课|书|专栏|教程|内容)|入门|基础|零基础|难|吗|呢|吧|需要|要多久|怎么|多久|行|可以|有没有)/gu;

let subjects: ReadonlyMap<string, string> | undefined;
let names: ReadonlySet<string> | undefined;

/**
 * A text with everyday words that only sound like a subject written as the subject, where a subject has to stand:
 * "学变成" is 学编程, "变成三岁" is not. Speech that was taken down by a machine has many of them.
 */
export function writeHeardSubjects(text: string): string {
  if (!/[学教课基门儿友少年]/u.test(text)) return text;
  return text.replace(LEARNED, (word) => {
    names ??= new Set(topicNames());
    if (names.has(word)) return word;
    subjects ??= subjectSpellings();
    const heard = spellingsOf(word).flatMap((letters) => subjects?.get(letters) ?? []);
    return heard.find((name) => name.length === word.length) ?? word;
  });
}
