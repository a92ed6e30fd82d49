import { useEffect, useRef, useState } from 'preact/hooks';
import type { Activity } from '../../src/bot/wire.ts';
import type { Language } from '../../src/identity/wire.ts';
import { filesOf } from '../ui/files/shown-files.ts';
import { formatMoney } from '../ui/money.ts';
import { chatText } from '../ui/text/chat.ts';
import { textOf } from '../ui/text/say.ts';
import { cardsOf } from './cards/content.ts';
import { useScene } from './context.ts';
import { highestSeq } from './thread.ts';

/**
 * The one polite live region of the chat: every reply that arrives is said once. While the checkout sheet is open the
 * sheet speaks; what came meanwhile is said when it closes.
 */
export function Announcer() {
  const { state } = useScene();
  const [said, setSaid] = useState({ text: '', upTo: 0 });
  const saidUpTo = useRef<number | null>(null);
  const { activities, seqAtStart, sheet, language } = state;

  useEffect(() => {
    if (seqAtStart === null) {
      saidUpTo.current = null;
      return;
    }
    saidUpTo.current ??= seqAtStart;
    const from = saidUpTo.current;
    if (sheet !== null || highestSeq(activities) <= from) return;
    const news = activities.filter(
      ({ type, channelData }) =>
        type === 'message' && channelData.seq > from && channelData.sender !== 'learner',
    );
    saidUpTo.current = highestSeq(activities);
    if (news.length === 0) return;
    const text = news.map((activity) => spokenText(activity, language)).join('\n');
    setSaid({ text, upTo: saidUpTo.current });
  }, [activities, seqAtStart, sheet, language]);

  return (
    <div class="unseen" role="status" aria-live="polite" id="announcer">
      {/* The same words again are a reply again: only what is put in anew is read out. */}
      {said.text ? <p key={said.upTo}>{said.text}</p> : null}
    </div>
  );
}

function spokenText(activity: Activity, language: Language): string {
  const isAgent = activity.channelData.sender === 'agent';
  const name = activity.from.name ?? textOf(isAgent ? chatText.agent : chatText.bot, language);
  const cards = cardsOf(activity).flatMap((card) => {
    if (card.kind === 'products') {
      const titles = card.content.items.map(({ title }) => title).join(language === 'zh' ? '；' : '; ');
      return textOf(chatText.productsAnnounced, language, { count: card.content.items.length, titles });
    }
    if (card.kind === 'receipt') {
      const amount = formatMoney(card.content.totalMinor, card.content.currency, language);
      const titles = card.content.lines.map(({ title }) => title).join(', ');
      return textOf(chatText.receiptAnnounced, language, { amount, titles });
    }
    if (card.kind === 'refund') {
      const { title, amountMinor, currency } = card.content;
      return textOf(chatText.refundAnnounced, language, {
        title,
        amount: formatMoney(amountMinor, currency, language),
      });
    }
    return [];
  });
  const names = filesOf(activity).map((file) => file.name);
  const files = names.length === 0 ? [] : [textOf(chatText.filesSaid, language, { names: names.join(', ') })];
  const text = [activity.text ?? '', ...cards, ...files].join(' ').trim();
  return textOf(chatText.says, language, { name, text });
}
