/** Asks again until the answer is there, as a browser polls; throws with the last answer after `timeMaxMs`. */
export async function until<T>(
  ask: () => Promise<T>,
  isThere: (answer: T) => boolean,
  timeMaxMs = 10_000,
): Promise<T> {
  const endMs = Date.now() + timeMaxMs;
  for (;;) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    if (Date.now() > endMs)
      throw new Error(`not in time; last answer: ${JSON.stringify(answer)?.slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
