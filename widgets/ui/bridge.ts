import type { Language, Surface } from '../../src/identity/wire.ts';

/** How a host page may tint the panel. Colours are six-digit hex, radius is in pixels. */
export interface ThemeOptions {
  accent?: string;
  radius?: number;
  /** A CSS list of families that the reader's system has. */
  font?: string;
  /** Left out: the panel follows the reader's system. */
  scheme?: 'light' | 'dark';
}

/** What the loader says to the frame. */
export type LoaderMessage =
  | {
      type: 'init';
      language: Language | null;
      surface: Surface | null;
      theme: ThemeOptions;
      canSignIn: boolean;
      open: boolean;
    }
  | { type: 'panel'; open: boolean; focus: boolean }
  | { type: 'language'; language: Language }
  /** The host page signed somebody in or out: ask for the token again. */
  | { type: 'identity' }
  /** `ok: false` = the host page could not say; it is not the same as "nobody is signed in". */
  | { type: 'answer'; askId: number; ok: boolean; value: string | null };

/** What the frame says to the loader. */
export type FrameMessage =
  | { type: 'ready' }
  | { type: 'close' }
  | { type: 'unread'; count: number }
  | { type: 'language'; language: Language }
  | { type: 'ask'; askId: number; what: 'token' | 'page' }
  /** Hand a payment to the app that shows the host page. */
  | { type: 'pay-in-app'; askId: number; parameters: Readonly<Record<string, string>> }
  /** Leave the host page for a page of ours that leads to the gateway. */
  | { type: 'navigate'; url: string }
  | { type: 'sign-in' };

/** Marks our messages among all that a page may post. */
export const bridgeMark = 'tilltalk';

/** Takes the message out of a `MessageEvent` that was sent by exactly that window at exactly that origin. */
export function messageFrom<T extends LoaderMessage | FrameMessage>(
  event: MessageEvent,
  sender: { source: unknown; origin: string },
): T | null {
  if (event.source !== sender.source || event.origin !== sender.origin) return null;
  const data: unknown = event.data;
  if (typeof data !== 'object' || data === null || !(bridgeMark in data)) return null;
  return data[bridgeMark] as T;
}
