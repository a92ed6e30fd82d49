import { useSay } from '../ui/language.ts';
import { useDesk } from './context.ts';
import { consoleText } from './text.ts';

/** What the learner of the open thread is called here; masked where the server masks it. */
export function useLearnerName(): string {
  const { details, thread } = useDesk().state;
  const say = useSay(consoleText);
  return details?.learner.name ?? thread?.learner.displayName ?? say('guest');
}
