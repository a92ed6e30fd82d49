import { useState } from 'preact/hooks';
import { useLanguage, useSay } from '../../ui/language.ts';
import { safeUrl } from '../../ui/safe-url.ts';
import { cardText } from '../../ui/text/cards.ts';
import { useScene } from '../context.ts';

type Stage = { url: string } | { message: { zh: string; en: string } } | null;

/** Opens the whole receipt to read and print. Its address lives for minutes, so it is asked for when it is wanted. */
export function ReceiptLink({ orderId, orderNumber }: { orderId: string; orderNumber: string }) {
  const { chat } = useScene();
  const say = useSay(cardText);
  const language = useLanguage();
  const [stage, setStage] = useState<Stage>(null);

  const open = async () => {
    // Browsers open a tab for a press, not for an answer that comes later.
    const tab = window.open('', '_blank');
    if (tab) tab.opener = null;
    const answer = await chat.deps.api.readReceipt(orderId, language);
    const url = answer.ok ? safeUrl(answer.value.printUrl) : null;
    if (tab && url) {
      tab.location.replace(url);
      setStage(null);
      return;
    }
    tab?.close();
    if (url) setStage({ url });
    else if (!answer.ok) setStage({ message: answer.message });
  };
  if (stage && 'url' in stage) {
    return (
      <a href={stage.url} target="_blank" rel="noopener noreferrer">
        {say('receiptOpen')}
      </a>
    );
  }
  return (
    <>
      <button
        type="button"
        class="link"
        aria-label={say('receiptOpenOf', { number: orderNumber })}
        onClick={() => void open()}
      >
        {say('receiptOpen')}
      </button>
      {stage ? (
        <p class="trouble" role="alert">
          {stage.message[language]}
        </p>
      ) : null}
    </>
  );
}
