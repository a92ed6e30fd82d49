import { bridgeMark, type FrameMessage, type LoaderMessage, messageFrom } from '../ui/bridge.ts';

/** What the host page answered: a value, nobody/nothing (`null`), or that it could not say (`ok: false`). */
export interface HostAnswer {
  ok: boolean;
  value: string | null;
}

/** The page that holds the frame, reached through the loader. */
export interface Host {
  /** False when the frame was opened as a page of its own. */
  readonly embedded: boolean;
  say(message: FrameMessage): void;
  ask(what: 'token' | 'page'): Promise<HostAnswer>;
  /** Has the host page hand a payment to the app that shows it; takes as long as the learner does. */
  payInApp(parameters: Readonly<Record<string, string>>): Promise<HostAnswer>;
  /** Tells every loader message that is no answer. */
  listen(listener: (message: LoaderMessage) => void): void;
}

/** The host page's own `getToken` may take a request; longer than this counts as "could not say". */
const answerWithinMs = 10_000;

/** Pins the host: its window is our parent, its origin the one the loader wrote into our address. */
export function findHost(page: Window): Host {
  const origin = decodeURIComponent(page.location.hash.slice(1));
  const embedded = page.parent !== page && origin !== '';
  const waiting = new Map<number, (answer: HostAnswer) => void>();
  const listeners: ((message: LoaderMessage) => void)[] = [];
  let askId = 0;

  const say = (message: FrameMessage) => {
    if (embedded) page.parent.postMessage({ [bridgeMark]: message }, origin);
  };
  const settle = (id: number, answer: HostAnswer) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  };
  /** An answer to come; a frame that is a page of its own has nobody to ask. */
  const expectAnswer = (): { id: number; answer: Promise<HostAnswer> } => {
    askId += 1;
    const id = askId;
    const answer = new Promise<HostAnswer>((resolve) => waiting.set(id, resolve));
    if (!embedded) settle(id, { ok: true, value: null });
    return { id, answer };
  };
  page.addEventListener('message', (event) => {
    if (!embedded) return;
    const message = messageFrom<LoaderMessage>(event, { source: page.parent, origin });
    if (!message) return;
    if (message.type === 'answer') settle(message.askId, { ok: message.ok, value: message.value });
    else for (const listener of listeners) listener(message);
  });

  return {
    embedded,
    say,
    listen: (listener) => void listeners.push(listener),
    ask: (what) => {
      const { id, answer } = expectAnswer();
      setTimeout(() => settle(id, { ok: false, value: null }), answerWithinMs);
      say({ type: 'ask', askId: id, what });
      return answer;
    },
    payInApp: (parameters) => {
      const { id, answer } = expectAnswer();
      say({ type: 'pay-in-app', askId: id, parameters });
      return answer;
    },
  };
}
