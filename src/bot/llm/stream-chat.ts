import { z } from 'zod';
import type { LlmDeps } from './types.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** From the request to the first word, and to the last. */
const FIRST_WORD_MS = 2_000;
const LAST_WORD_MS = 7_000;
const ANSWER_BYTES_MAX = 64 * 1024;
const TOKENS_MAX = 300;

const Chunk = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).nullish() })),
});

/** The server did not answer as it should, in words for the log. */
export class LlmFailed extends Error {
  constructor(cause: string) {
    super(cause);
    this.name = 'LlmFailed';
  }
}

/**
 * Asks for a completion and yields its words as they come. Throws `LlmFailed` when the first is late, the stream breaks
 * off before its end, or the server refuses.
 */
export async function* streamChat(
  { settings, egress }: Pick<LlmDeps, 'settings' | 'egress'>,
  messages: readonly ChatMessage[],
): AsyncGenerator<string> {
  const stop = new AbortController();
  const inbox = createInbox();
  const late = setTimeout(() => stop.abort(), FIRST_WORD_MS);
  const { apiKey, baseUrl, model } = settings;
  const sent = egress.send({
    method: 'POST',
    url: `${baseUrl.replace(/\/+$/, '')}/chat/completions`,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify({ model, messages, stream: true, temperature: 0.3, max_tokens: TOKENS_MAX }),
    timeoutMs: LAST_WORD_MS,
    responseBytesMax: ANSWER_BYTES_MAX,
    signal: stop.signal,
    onBytes: (bytes) => {
      clearTimeout(late);
      inbox.put(bytes);
    },
  });
  const ended = sent.then((result) =>
    inbox.end(result.outcome === 'answered' && result.status === 200 ? null : causeOf(result)),
  );
  try {
    yield* wordsOf(inbox);
  } finally {
    clearTimeout(late);
    stop.abort();
    await ended;
  }
}

function causeOf(result: { outcome: string; status?: number; cause?: string }): string {
  return `${result.outcome} ${result.status ?? result.cause ?? ''}`.trim();
}

interface Inbox {
  put(bytes: Buffer): void;
  /** `cause`: why nothing more comes; null when the answer is whole. */
  end(cause: string | null): void;
  /** The next text; null at the end. Throws what it was ended with. */
  take(): Promise<string | null>;
}

function createInbox(): Inbox {
  const decoder = new TextDecoder();
  const waiting: string[] = [];
  let over: { cause: string | null } | undefined;
  let wake = (): void => {};
  return {
    put: (bytes) => {
      waiting.push(decoder.decode(bytes, { stream: true }));
      wake();
    },
    end: (cause) => {
      over ??= { cause };
      wake();
    },
    take: async () => {
      while (waiting.length === 0 && over === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const next = waiting.shift();
      if (next !== undefined) return next;
      if (over?.cause != null) throw new LlmFailed(over.cause);
      return null;
    },
  };
}

/** Reads server-sent events; what is no chunk of a completion is passed over. */
async function* wordsOf(inbox: Inbox): AsyncGenerator<string> {
  for await (const data of dataOf(inbox)) {
    if (data === '[DONE]') return;
    const words = contentOf(data);
    if (words !== '') yield words;
  }
  throw new LlmFailed('the stream ended before its end');
}

async function* dataOf(inbox: Inbox): AsyncGenerator<string> {
  let rest = '';
  for (let text = await inbox.take(); text !== null; text = await inbox.take()) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const data = /^data:\s*(.*?)\r?$/.exec(line)?.[1];
      if (data !== undefined) yield data;
    }
  }
}

function contentOf(data: string): string {
  try {
    const parsed = Chunk.safeParse(JSON.parse(data));
    return parsed.success ? (parsed.data.choices[0]?.delta?.content ?? '') : '';
  } catch {
    return '';
  }
}
