import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { takeTurn } from '../../kernel/rate-limit.ts';
import { handleTurn } from '../turn/handle-turn.ts';
import type { DirectLineCaller } from './caller.ts';
import type { DirectLineDeps } from './deps.ts';
import { directLineErrors } from './errors.ts';
import { clientMessageIdOf, type PostedActivity, postedPartsOf, wordsOf } from './posted.ts';
import type { DirectLineThread } from './store.ts';

export interface PostActivity {
  readonly caller: DirectLineCaller;
  readonly thread: DirectLineThread;
  readonly activity: PostedActivity;
}

/**
 * Takes what a client posts; returns its id. A message is a turn like any other (masked, limited, once per
 * `clientActivityID`); everything else a client may say is heard and means nothing here (C6, A5002).
 * Throws `direct_line_user_refused`, `invalid_request` and `rate_limited`.
 */
export async function postActivity(
  deps: DirectLineDeps,
  { caller, thread, activity }: PostActivity,
): Promise<string> {
  const { conversationId, learnerId } = thread;
  const userId = userIdOf(caller, activity);
  if (activity.type !== 'message') {
    await takeTurn(deps.eventLimit, learnerId);
    return deps.newId('act');
  }
  await takeTurn(deps.messageLimit, learnerId);
  const text = wordsOf(activity);
  if (text === '' && activity['attachments'] !== undefined)
    throw new DomainError(kernelErrors.invalid_request, FILES_ELSEWHERE);
  const { committed } = await handleTurn(deps, {
    conversationId,
    learnerId,
    clientMessageId: clientMessageIdOf(activity) ?? deps.newId('msg'),
    text,
    posted: postedPartsOf(activity, userId),
  });
  return committed.activityId;
}

const FILES_ELSEWHERE = { detail: 'the message is blank; files are sent to …/upload, as parts of a form' };

/** The prefix of ids that only a token can say (DL-8). */
const BOUND_PREFIX = 'dl_';

/** Whose words these are. Throws `direct_line_user_refused` for another user than the token's. */
export function userIdOf(
  caller: DirectLineCaller,
  { from }: Pick<PostedActivity, 'from'>,
): string | undefined {
  const bound = caller.is === 'client' ? caller.token.userId : undefined;
  const given = from?.id;
  const isReserved = caller.is === 'client' && given?.startsWith(BOUND_PREFIX);
  if (bound === undefined ? isReserved : given !== undefined && given !== bound) {
    throw new DomainError(directLineErrors.direct_line_user_refused);
  }
  return bound ?? given;
}
