import type { Language } from '../../src/identity/wire.ts';
import type { Chat } from './deps.ts';

/** Switches everything to the language, for good, and tells the bot and the launcher. */
export function chooseLanguage({ deps, connection }: Chat, language: Language): void {
  deps.keep.write('language', language);
  deps.store.set({ language, languageChosen: true });
  deps.host.say({ type: 'language', language });
  const { conversationId } = deps.store.get();
  if (conversationId !== null) void connection.ask('language:set', { conversationId, language });
}
