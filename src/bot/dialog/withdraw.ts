/** How learners take back what they said before saying something else. */
const TAKEN_BACK: readonly RegExp[] = [
  /^(?:呃+|额+|嗯+)?[，,。 ]*(?:算了(?:算了)?(?:吧)?|不了|不对(?:不对)?|不是(?:的|这个|这些)?|等等|等一下|等下|打错了?|说错了?|我说错了|不好意思|抱歉|对了|话说)[，,。！!、\s]+(?=.{2,})/u,
  /^(?:算了(?:吧)?)(?=(?:还是|换|我|看|要|有|给|来|想|先|那))/u,
  /^(?:um+|uh+|hmm+)?[, ]*(?:no(?=[,.!:;]| (?:no|wait|actually|sorry|i|we|go|show|give|the|that's|this|let|make|back|not)\b)|nope|nah|never ?mind(?: that)?|forget (?:it|that)|scratch that|actually|wait|sorry|oops|i mean|by the way|btw|oh)(?:[,.!\s]+(?:no|wait|actually|sorry|i mean|i meant))*[,.!:;\s]+(?=(?!(?:one|problem|idea|money|way|thanks|thank|code|coding|experience|not|more than|it|that)\b).{4,})/iu,
];

/** What is left of a message once what it takes back is cut off; the whole when nothing else is said. */
export function withoutTakenBack(text: string): string {
  const trimmed = text.trimStart();
  for (const pattern of TAKEN_BACK) {
    const match = pattern.exec(trimmed);
    if (match !== null) return trimmed.slice(match[0].length);
  }
  return text;
}
