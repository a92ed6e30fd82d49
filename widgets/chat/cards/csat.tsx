import { useState } from 'preact/hooks';
import type { CsatCard } from '../../../src/bot/wire.ts';
import { Icon } from '../../ui/icons.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { cardText } from '../../ui/text/cards.ts';
import { useScene } from '../context.ts';

const scores = [
  { score: 1, word: 'csat1' },
  { score: 2, word: 'csat2' },
  { score: 3, word: 'csat3' },
  { score: 4, word: 'csat4' },
  { score: 5, word: 'csat5' },
] as const;

const commentMax = 1_000;

/** Asks how it went with a person; once answered, on any device, it thanks. */
export function CsatCardView({ card }: { card: CsatCard }) {
  const say = useSay(cardText);
  const answered = useAnswered(card.csatId);
  if (answered !== null) {
    const word = scores.find(({ score }) => score === answered)?.word ?? 'csat3';
    return (
      <article class="card csat" data-stage="answered">
        <p class="told" tabIndex={-1} role="status">
          <Icon name="check" />
          <span>{say('csatThanks', { word: say(word) })}</span>
        </p>
      </article>
    );
  }
  return <Question card={card} />;
}

function Question({ card }: { card: CsatCard }) {
  const scene = useScene();
  const say = useSay(cardText);
  const language = useLanguage();
  const [score, setScore] = useState<number | null>(null);
  const [comment, setComment] = useState('');
  const [isSending, setIsSending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const { conversationId } = scene.state;

  const send = async () => {
    if (score === null || conversationId === null || isSending) return;
    setIsSending(true);
    const words = comment.trim();
    const body = {
      conversationId,
      csatId: card.csatId,
      score,
      ...(words === '' ? {} : { comment: words }),
    };
    const answer = await scene.chat.connection.ask('csat:answer', body);
    setIsSending(false);
    if (answer?.ok) setTrouble(null);
    else setTrouble(answer ? answer.error.message[language] : say('csatNotSent'));
  };
  return (
    <article class="card csat" data-stage="asked">
      <h3 id={`ask-${card.csatId}`}>
        {card.agentName === null ? say('csatAsk') : say('csatAskName', { name: card.agentName })}
      </h3>
      <div class="scores" role="radiogroup" aria-labelledby={`ask-${card.csatId}`}>
        {scores.map((each) => (
          <label key={each.score}>
            <input
              type="radio"
              name={card.csatId}
              value={each.score}
              checked={score === each.score}
              onChange={() => setScore(each.score)}
            />
            <span class="number">{each.score}</span>
            <span>{say(each.word)}</span>
          </label>
        ))}
      </div>
      {score === null ? null : (
        <>
          <label class="comment">
            <span class="faint">{say('csatComment')}</span>
            <textarea
              rows={2}
              maxLength={commentMax}
              value={comment}
              onInput={(event) => setComment(event.currentTarget.value)}
            />
          </label>
          <button type="button" class="primary wide" aria-disabled={isSending} onClick={() => void send()}>
            {say(isSending ? 'csatSending' : 'csatSend')}
          </button>
        </>
      )}
      {trouble ? (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      ) : null}
    </article>
  );
}

/** The score that the thread knows of, from whichever device; null while nobody answered. */
function useAnswered(csatId: string): number | null {
  const { activities } = useScene().state;
  for (const { name, value } of activities) {
    if (name !== 'csat.answered') continue;
    const answer = value as { csatId?: unknown; score?: unknown };
    if (answer.csatId === csatId && typeof answer.score === 'number') return answer.score;
  }
  return null;
}
