import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConsoleThread } from '../../src/bot/handoff/wire.ts';
import { highestSeq } from '../chat/thread.ts';
import { useSay } from '../ui/language.ts';
import { consoleText } from './text.ts';

/** The polite live region of a thread: what others write is said once, what was there before is not. */
export function Announcer({ thread }: { thread: ConsoleThread }) {
  const say = useSay(consoleText);
  const [said, setSaid] = useState('');
  const saidUpTo = useRef({ conversationId: '', seq: 0 });
  const { conversationId, activities, learner } = thread;

  useEffect(() => {
    const { conversationId: known, seq } = saidUpTo.current;
    saidUpTo.current = { conversationId, seq: highestSeq(activities) };
    if (known !== conversationId) return setSaid('');
    const news = activities.filter(
      ({ type, channelData }) =>
        type === 'message' && channelData.seq > seq && channelData.sender !== 'agent',
    );
    if (news.length === 0) return;
    const texts = news.map(({ text = '', channelData: { sender } }) => {
      const name = sender === 'learner' ? (learner.displayName ?? say('guest')) : say(sender);
      return say('says', { name, text });
    });
    setSaid(texts.join('\n'));
  }, [conversationId, activities, learner, say]);

  return (
    <p class="unseen" role="status">
      {said || null}
    </p>
  );
}
