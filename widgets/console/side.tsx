import type { ConsoleThread } from '../../src/bot/handoff/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatInstant } from '../ui/money.ts';
import { Orders } from './orders.tsx';
import { Part } from './part.tsx';
import { Risk } from './risk.tsx';
import { consoleText } from './text.ts';

/** What an agent needs to know of the learner, beside the thread. */
export function Side({ thread }: { thread: ConsoleThread }) {
  const say = useSay(consoleText);
  // What waits for a decision comes first, the rest is for looking up.
  const isHeld = thread.reviews.some(({ status }) => status === 'open');
  return (
    <aside class="side" aria-label={say('details')}>
      {isHeld ? <Risk thread={thread} /> : null}
      <Learner thread={thread} />
      <Orders thread={thread} />
      <Owned thread={thread} />
      {isHeld ? null : <Risk thread={thread} />}
    </aside>
  );
}

function Learner({ thread: { learner, surface } }: { thread: ConsoleThread }) {
  const say = useSay(consoleText);
  const language = useLanguage();
  const facts = [
    ['account', learner.isGuest ? say('accountGuest') : (learner.displayName ?? learner.hostUserId)],
    ['hostUserId', learner.hostUserId],
    ['surface', say(surface)],
    ['since', formatInstant(learner.createdAtMs, language, 'full')],
  ] as const;
  return (
    <Part name="learner">
      <dl class="facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{say(name)}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </Part>
  );
}

function Owned({ thread: { entitlements } }: { thread: ConsoleThread }) {
  const say = useSay(consoleText);
  const language = useLanguage();
  return (
    <Part name="entitlements">
      {entitlements.length === 0 ? <p class="faint">{say('noEntitlements')}</p> : null}
      <ul>
        {entitlements.map((one) => (
          <li class="owned" key={one.entitlementId}>
            <span>{one.title}</span>
            <span class="faint">
              {say(one.kind)} · {formatInstant(one.grantedAtMs, language, 'full')}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
