import { Loading } from '../staff/loading.tsx';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { Announcer } from './announcer.tsx';
import { useDesk } from './context.ts';
import { Head } from './head.tsx';
import { Reply } from './reply.tsx';
import { Side } from './side/side.tsx';
import { consoleText } from './text.ts';
import { Transcript } from './transcript.tsx';
import { useLearnerName } from './use-learner-name.ts';

/** The conversation before the agent: who it is with, what was said, where to answer, and what stands beside it. */
export function Thread() {
  const { state } = useDesk();
  const say = useSay(consoleText);
  const name = useLearnerName();
  const { openId, thread } = state;
  if (openId === null) {
    return (
      <section class="thread empty" aria-label={say('noneOpen')}>
        <span class="mark large" aria-hidden="true">
          <Icon name="person" />
        </span>
        <p class="hint">{say('noneOpen')}</p>
        <p class="hint faint only-wide">{say('noneOpenMore')}</p>
      </section>
    );
  }
  if (thread === null) {
    return (
      <section class="thread empty" aria-busy="true">
        <Loading />
      </section>
    );
  }
  return (
    <section class="thread" aria-label={say('thread', { name })} data-owner={thread.handoff.owner}>
      <div class="talk">
        <Head thread={thread} name={name} />
        <Transcript thread={thread} name={name} />
        <Announcer thread={thread} name={name} />
        <Reply thread={thread} />
      </div>
      <Side thread={thread} />
    </section>
  );
}
