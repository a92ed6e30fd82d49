import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConsoleThread } from '../../src/bot/handoff/wire.ts';
import { highestSeq } from '../chat/thread.ts';
import { useSay } from '../ui/language.ts';
import { consoleText } from './text.ts';

/** The polite live region of a thread: what others write is said once, what was there before is not. */
export function Announcer({ thread, name }: { thread: ConsoleThread; name: string }) {
  const say = useSay(consoleText);
  const [said, setSaid] = useState({ text: '', upTo: 0 });
  const saidUpTo = useRef({ conversationId: '', seq: 0 });
  const { conversationId, activities } = thread;

  useEffect(() => {
    const { conversationId: known, seq } = saidUpTo.current;
    saidUpTo.current = { conversationId, seq: highestSeq(activities) };
    if (known !== conversationId) return setSaid({ text: '', upTo: 0 });
    const news = activities.filter(
      ({ type, channelData }) =>
        type === 'message' && channelData.seq > seq && channelData.sender !== 'agent',
    );
    if (news.length === 0) return;
    const texts = news.map(({ text = '', channelData: { sender } }) => {
      return say('says', { name: sender === 'learner' ? name : say(sender), text });
    });
    setSaid({ text: texts.join('\n'), upTo: saidUpTo.current.seq });
  }, [conversationId, activities, name, say]);

  return (
    <div class="unseen" role="status">
      {/* The same words again are a message again: only what is put in anew is read out. */}
      {said.text ? <p key={said.upTo}>{said.text}</p> : null}
    </div>
  );
}
