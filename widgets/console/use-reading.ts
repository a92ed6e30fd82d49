import { useEffect } from 'preact/hooks';
import type { ConsoleThread } from '../../src/bot/handoff/wire.ts';
import type { Live } from './live.ts';

/** Tells how far the agent has read a thread of theirs, whenever it is before their eyes: its learner is shown it. */
export function useReading(live: Live, { conversationId, isMine, activities }: ConsoleThread): void {
  const seq = activities.at(-1)?.channelData.seq ?? 0;
  useEffect(() => {
    const tell = () => {
      if (isMine && document.visibilityState === 'visible') live.read({ conversationId, seq });
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [live, conversationId, isMine, seq]);
}
