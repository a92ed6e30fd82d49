import { useLanguage, useSay } from '../ui/language.ts';
import { formatMoney } from '../ui/money.ts';
import { safeUrl } from '../ui/safe-url.ts';
import { checkoutText } from '../ui/text/checkout.ts';
import type { Obstacle } from './deps.ts';
import type { CheckoutRequest } from './request.ts';

interface ObstacleProps {
  obstacle: Obstacle;
  canSignIn: boolean;
  onSignIn: () => void;
  /** Begins again, with another request when one is given. */
  onAgain: (request?: CheckoutRequest) => void;
  onClose: () => void;
}

/** What stands between the learner and the checkout, and how to go on. */
export function Obstacles(props: ObstacleProps) {
  const { obstacle } = props;
  if (obstacle.kind === 'sign_in') return <SignIn {...props} obstacle={obstacle} />;
  if (obstacle.kind === 'owned') return <Owned {...props} obstacle={obstacle} />;
  if (obstacle.kind === 'price') return <PriceChanged {...props} obstacle={obstacle} />;
  return <TroubleStage {...props} obstacle={obstacle} />;
}

type Of<Kind extends Obstacle['kind']> = ObstacleProps & { obstacle: Extract<Obstacle, { kind: Kind }> };

function SignIn({ obstacle: { again }, canSignIn, onSignIn, onAgain, onClose }: Of<'sign_in'>) {
  const say = useSay(checkoutText);
  return (
    <section class="stage">
      <h3 id="stage-title" tabIndex={-1}>
        {say(again ? 'signInAgainHeading' : 'signInHeading')}
      </h3>
      <p>{say(again ? 'signInAgainMore' : 'signInMore')}</p>
      {canSignIn ? (
        <button type="button" class="primary wide" onClick={onSignIn}>
          {say(again ? 'signInAgain' : 'signIn')}
        </button>
      ) : (
        <p>{say('signInOnPage')}</p>
      )}
      {again && (
        <button type="button" class="wide" onClick={() => onAgain()}>
          {say('signedInAgain')}
        </button>
      )}
      <button type="button" class="wide" onClick={onClose}>
        {say('backToChat')}
      </button>
    </section>
  );
}

function Owned({ obstacle, onClose }: Of<'owned'>) {
  const say = useSay(checkoutText);
  const url = safeUrl(obstacle.startUrl);
  return (
    <section class="stage">
      <h3 id="stage-title" tabIndex={-1}>
        {say('ownedHeading')}
      </h3>
      <p>{say('ownedMore')}</p>
      {url ? (
        <a class="button primary wide" href={url} target="_top">
          {say('startLearning')}
        </a>
      ) : null}
      <button type="button" class="wide" onClick={onClose}>
        {say('backToChat')}
      </button>
    </section>
  );
}

function PriceChanged({ obstacle, onAgain, onClose }: Of<'price'>) {
  const say = useSay(checkoutText);
  const language = useLanguage();
  const money = (amountMinor: number) => formatMoney(amountMinor, obstacle.currency, language);
  return (
    <section class="stage">
      <h3 id="stage-title" tabIndex={-1}>
        {say('priceHeading')}
      </h3>
      <p>{say('priceMore')}</p>
      <dl class="price-change">
        <div>
          <dt>{say('priceOld')}</dt>
          <dd>
            <s>{money(obstacle.beforeMinor)}</s>
          </dd>
        </div>
        <div>
          <dt>{say('priceNew')}</dt>
          <dd>
            <strong class="price">{money(obstacle.nowMinor)}</strong>
          </dd>
        </div>
      </dl>
      <button type="button" class="primary wide" onClick={() => onAgain(obstacle.request)}>
        {say('priceAccept', { amount: money(obstacle.nowMinor) })}
      </button>
      <button type="button" class="wide" onClick={onClose}>
        {say('priceDecline')}
      </button>
    </section>
  );
}

function TroubleStage({ obstacle, onAgain, onClose }: Of<'trouble'>) {
  const say = useSay(checkoutText);
  const language = useLanguage();
  return (
    <section class="stage">
      <h3 id="stage-title" tabIndex={-1}>
        {say('troubleHeading')}
      </h3>
      <p>{obstacle.message[language]}</p>
      <button type="button" class="primary wide" onClick={() => onAgain()}>
        {say('retry')}
      </button>
      <button type="button" class="wide" onClick={onClose}>
        {say('backToChat')}
      </button>
    </section>
  );
}
