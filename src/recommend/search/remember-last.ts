/**
 * Remembers the last `max` answers about a thing, by text: within a turn the same words are read several times. What was
 * known about a thing goes with it.
 */
export function rememberLast<About extends object, Answer>(max: number) {
  const known = new WeakMap<About, Map<string, Answer>>();
  return (about: About, text: string, make: () => Answer): Answer => {
    const answers = known.get(about) ?? new Map<string, Answer>();
    known.set(about, answers);
    const before = answers.get(text);
    if (before !== undefined) return before;
    const answer = make();
    const [oldest] = answers.keys();
    if (answers.size >= max && oldest !== undefined) answers.delete(oldest);
    answers.set(text, answer);
    return answer;
  };
}
