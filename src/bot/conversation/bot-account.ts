/** How the bot is named in activities. */
export const BOT_SENDER_ID = 'tilltalk-bot';

/** How the house is named where it tells news about money, whoever owns the thread. */
export const SYSTEM_SENDER_ID = 'tilltalk';
