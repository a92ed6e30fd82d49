import { useLanguage, useSay } from '../../ui/language.ts';
import { accountText } from '../../ui/text/account.ts';

interface TroubleProps {
  message: { zh: string; en: string };
  onAgain?: () => void;
}

/** Why something did not work, in the server's own words. */
export function Trouble({ message, onAgain }: TroubleProps) {
  const say = useSay(accountText);
  return (
    <p class="trouble" role="alert">
      {message[useLanguage()]}{' '}
      {onAgain ? (
        <button type="button" class="link" onClick={onAgain}>
          {say('retry')}
        </button>
      ) : null}
    </p>
  );
}
