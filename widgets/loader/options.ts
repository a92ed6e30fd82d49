import type { Language, Surface } from '../../src/identity/wire.ts';
import type { ThemeOptions } from '../ui/bridge.ts';

/** What a host page may set on `window.tilltalk` before the script runs. */
export interface TilltalkOptions {
  /** A token that names the signed-in learner; null = a guest. Left out: always a guest. */
  getToken?: () => Promise<string | null> | string | null;
  language?: Language;
  theme?: ThemeOptions;
  /** The lower corner of the launcher, in reading direction. */
  position?: 'start' | 'end';
  /** Said by apps that show the host page in a web view; a browser is recognised by itself. */
  surface?: Surface;
  /** Called when a guest wants to pay: the host page leads to its own sign-in. */
  onSignIn?: () => void;
}

/** What the script adds to `window.tilltalk`. */
export interface TilltalkMethods {
  open(): void;
  close(): void;
  setLanguage(language: Language): void;
  /** Tells that the host page's learner changed without a reload. */
  signedIn(): void;
  signedOut(): void;
}

export type Tilltalk = TilltalkOptions & Partial<TilltalkMethods>;

declare global {
  interface Window {
    tilltalk?: Tilltalk;
  }
}

/** The language asked for, else the page's own, else English. */
export function languageOf(options: Tilltalk, page: Window): Language {
  const wish = options.language ?? (page.document.documentElement.lang || page.navigator.language);
  return wish.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
