import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ClickCard } from '../../src/bot/wire.ts';
import type { CheckoutRequest } from '../checkout/request.ts';
import type { Chat } from './deps.ts';
import { openSheet } from './money.ts';
import type { ChatState } from './state.ts';

export interface ChatScene {
  chat: Chat;
  state: ChatState;
}

/** The running chat and its state, for everything drawn inside the panel. */
export const ChatContext = createContext<ChatScene | null>(null);

/** The scene; components outside the panel have none and are a mistake. */
export function useScene(): ChatScene {
  const scene = useContext(ChatContext);
  if (!scene) throw new Error('this component belongs into the panel');
  return scene;
}

/** Tells which card's button was pressed, for attribution only: nothing waits for it. */
export function noteClick(
  { chat, state }: ChatScene,
  impressionId: string,
  button: ClickCard['button'],
): void {
  const { conversationId } = state;
  if (conversationId !== null)
    void chat.connection.ask('card:click', { conversationId, impressionId, button });
}

/** Opens the checkout for what was pressed. */
export function beginCheckout({ chat }: ChatScene, request: CheckoutRequest): void {
  openSheet(chat.deps, request);
}
