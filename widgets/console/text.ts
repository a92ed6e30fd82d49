import { deskText } from './text/desk.ts';
import { moneyText } from './text/money.ts';
import { sideText } from './text/side.ts';
import { threadText } from './text/thread.ts';
import { workText } from './text/work.ts';

/** What the console says. */
export const consoleText = {
  ...deskText,
  ...threadText,
  ...sideText,
  ...moneyText,
  ...workText,
} as const;

export type ConsoleKey = keyof typeof consoleText;
