import { refundRefusalOf } from '../../../checkout/index.ts';
import type { Caller } from '../../../identity/index.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import { maskSensitive } from '../../conversation/mask.ts';
import { findConversation } from '../../conversation/store.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { consoleErrors } from '../errors.ts';
import { tellBeside } from '../told.ts';
import { type BeginCase, beginCase } from './begin-case.ts';
import { type Case, countAppealsSince, findAppealsOf, findCaseAbout } from './store.ts';
import type { AppealBody, AppealView } from './wire.ts';

const DAY_MS = 86_400_000;

/**
 * A learner asks a person to look at an automatic refusal of their payment or refund (C8); asked again while it is
 * open, it is the same case. Throws `not_found` for what is not theirs, `appeal_nothing_refused`, `rate_limited`.
 */
export async function openAppeal(
  deps: ConsoleOpsDeps,
  { caller, body }: { caller: Caller; body: AppealBody },
): Promise<AppealView> {
  const { learnerId } = caller;
  const refused = await refusalOf(deps, body);
  if (refused === null) throw new DomainError(consoleErrors.appeal_nothing_refused);
  if (refused.learnerId !== learnerId) throw new DomainError(kernelErrors.not_found);
  const subjectId = body.checkoutId ?? body.paymentId ?? '';
  const conversationId = await threadOf(deps, { learnerId, wanted: body.conversationId, refused });
  const begin: BeginCase = {
    kind: 'appeal',
    subject: refused.subject,
    subjectId,
    learnerId,
    conversationId,
    language: body.language,
    paymentId: body.paymentId ?? null,
    orderId: null,
    staffId: null,
    text: maskSensitive(body.text),
  };
  const appeal = await deps.db.transact(async (tx) => {
    const running = await findCaseAbout(tx, { kind: 'appeal', subjectId });
    if (running?.closedAtMs === null) return running;
    const sinceMs = deps.clock.wallMs() - DAY_MS;
    if ((await countAppealsSince(tx, { learnerId, sinceMs })) >= limits.appealsPerDayMax)
      throw new DomainError(kernelErrors.rate_limited, { retryAfterSeconds: 3_600 });
    return (await beginCase(deps, tx, begin)) ?? findCaseAbout(tx, { kind: 'appeal', subjectId });
  });
  if (appeal === undefined) throw new Error('an appeal that is neither new nor there');
  tellBeside(deps, { what: 'cases', conversationId });
  return viewAppeal(appeal);
}

/** A learner's own appeals, newest first. */
export async function listAppeals(
  deps: Pick<ConsoleOpsDeps, 'db' | 'livemode'>,
  { learnerId }: Pick<Caller, 'learnerId'>,
): Promise<AppealView[]> {
  const livemode = deps.livemode ? 1 : 0;
  return (await findAppealsOf(deps.db.query, { learnerId, livemode })).map(viewAppeal);
}

interface Refused {
  readonly subject: string;
  readonly learnerId: string;
  readonly conversationId: string | null;
}

function refusalOf(deps: ConsoleOpsDeps, { checkoutId, paymentId }: AppealBody): Promise<Refused | null> {
  return checkoutId === undefined
    ? refundRefusalOf(deps.checkout, paymentId ?? '')
    : deps.paymentRefusalOf(checkoutId);
}

/** Where the answer goes: the thread they ask in if it is theirs, else the one it was bought in. */
async function threadOf(
  deps: ConsoleOpsDeps,
  { learnerId, wanted, refused }: { learnerId: string; wanted: string | undefined; refused: Refused },
): Promise<string | null> {
  if (wanted === undefined) return refused.conversationId;
  const thread = await findConversation(deps.db.query, { conversationId: wanted, learnerId });
  if (thread === undefined) throw new DomainError(kernelErrors.not_found);
  return wanted;
}

function viewAppeal({ caseId, caseNumber, status, openedAtMs, dueAtMs, outcomeMessage }: Case): AppealView {
  return { caseId, caseNumber, status, openedAtMs, dueAtMs, outcomeMessage };
}
