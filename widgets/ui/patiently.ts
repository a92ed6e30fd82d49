import type { Answer } from './http.ts';

const triesMax = 8;
const pauseMs = 1_000;

/** Waits while the first call with this key is still running at the server, then takes that call's answer. */
export async function patiently<T>(call: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await call();
    if (answer.ok || answer.code !== 'idempotency_key_running' || tries >= triesMax) return answer;
    await new Promise((resolve) => setTimeout(resolve, answer.retryAfterMs ?? pauseMs));
  }
}
