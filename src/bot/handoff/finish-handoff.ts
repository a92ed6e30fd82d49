import { DomainError } from '../../kernel/errors.ts';
import { BOT_SENDER_ID } from '../conversation/bot-account.ts';
import type { Delivery, Entry } from '../conversation/deliver.ts';
import type { HandoffDeps } from '../deps.ts';
import { botErrors } from '../errors.ts';
import type { Both } from '../text/both.ts';
import { handoff as words } from '../text/handoff.ts';
import { quickReplies } from '../text/talk.ts';
import { auditChange } from './audit.ts';
import { changeHandoff } from './change-handoff.ts';
import { csatEntry, insertAsked, newCsatId } from './csat/ask-csat.ts';
import { deliverChange } from './deliver-change.ts';
import { sentenceEntry, statusEntry } from './entries.ts';
import { handoffClosed, handoffCompleted } from './events.ts';
import { HELD, WAITING } from './handoff.ts';
import { readService } from './hours/service.ts';
import type { Agent } from './types.ts';
import type { OpenState } from './wire.ts';

interface OfAgent {
  readonly conversationId: string;
  readonly agent: Agent;
  /** Only while it is there still; left out: wherever the agent has it. */
  readonly from?: 'wrap_up';
}

/**
 * Gives an agent's thread back to the bot, which says that it answers again and asks the learner how it was. Throws
 * `conversation_not_yours` unless the agent owns it.
 */
export async function releaseHandoff(
  deps: HandoffDeps,
  { conversationId, agent, from, askCsat = false }: OfAgent & { askCsat?: boolean },
): Promise<void> {
  const { staffId, displayName } = agent;
  const asked = await ratingOf(deps, agent, askCsat);
  const nowMs = deps.clock.wallMs();
  const delivered = await deliverChange(
    deps,
    {
      ...toBot(conversationId),
      whileOwner: 'agent',
      whileOwnerId: staffId,
      entries: [
        statusEntry(deps, { state: 'completed' }),
        ...(asked === null ? [] : [csatEntry(deps, asked)]),
        sentenceEntry(deps, () => words.completed(displayName), {
          quickReplies: [quickReplies.start, quickReplies.orders, quickReplies.person],
        }),
      ],
    },
    {
      change: (tx) =>
        changeHandoff(deps, tx, {
          conversationId,
          from: from === undefined ? HELD : [from],
          to: 'bot',
          reason: 'returned',
          nowMs,
          staffId,
        }),
      tell: async (tx, handoff) => {
        if (asked !== null) await insertAsked(deps, tx, { ...asked, handoff });
        await handoffCompleted(deps, tx, { handoff, staffId });
        await auditChange(deps, tx, { action: 'conversation.returned_to_bot', staffId, conversationId });
      },
    },
  );
  if (delivered.status === 'refused') throw new DomainError(botErrors.conversation_not_yours);
}

/**
 * Closes an agent's thread and asks the learner how it was; the learner's next message opens it again, with the bot.
 * Throws `conversation_not_yours` unless the agent owns it.
 */
export async function closeHandoff(
  deps: HandoffDeps,
  { conversationId, agent, askCsat, from }: OfAgent & { askCsat: boolean },
): Promise<void> {
  const { staffId } = agent;
  const asked = await ratingOf(deps, agent, askCsat);
  const delivered = await close(deps, {
    conversationId,
    staffId,
    delivery: { whileOwner: 'agent', whileOwnerId: staffId },
    from: from === undefined ? HELD : [from],
    sentence: words.closedNow,
    asked,
  });
  if (!delivered) throw new DomainError(botErrors.conversation_not_yours);
}

/**
 * A supervisor closes what waits in the line: a message left that needs no answer. Throws `handoff_over` when it does
 * not wait any more.
 */
export async function closeWaiting(deps: HandoffDeps, { conversationId, agent }: OfAgent): Promise<void> {
  const { staffId } = agent;
  const delivery = { whileOwner: 'queue' as const };
  const sentence = words.closedByHouse;
  const isClosed = await close(deps, {
    conversationId,
    staffId,
    delivery,
    from: WAITING,
    sentence,
    asked: null,
  });
  if (!isClosed) throw new DomainError(botErrors.handoff_over);
}

interface Close {
  readonly conversationId: string;
  readonly staffId: string;
  readonly delivery: Pick<Delivery, 'whileOwner' | 'whileOwnerId'>;
  readonly from: readonly OpenState[];
  readonly sentence: Both;
  readonly asked: Asked | null;
}

interface Asked {
  readonly csatId: string;
  readonly staffId: string;
  readonly agentName: string;
}

/** A question how it was, where agent and house both want one. */
async function ratingOf(
  deps: HandoffDeps,
  { staffId, displayName: agentName }: Agent,
  askCsat: boolean,
): Promise<Asked | null> {
  const { settings } = await readService(deps);
  return askCsat && settings.askCsat ? { csatId: newCsatId(deps), staffId, agentName } : null;
}

async function close(deps: HandoffDeps, closing: Close): Promise<boolean> {
  const { conversationId, staffId, asked } = closing;
  const nowMs = deps.clock.wallMs();
  const rating: Entry[] = asked === null ? [] : [csatEntry(deps, asked)];
  const delivered = await deliverChange(
    deps,
    {
      ...toBot(conversationId),
      ...closing.delivery,
      newStatus: 'closed',
      entries: [
        statusEntry(deps, { state: 'completed', message: 'closed' }),
        sentenceEntry(deps, () => closing.sentence),
        ...rating,
      ],
    },
    {
      change: (tx) =>
        changeHandoff(deps, tx, {
          conversationId,
          from: closing.from,
          to: 'closed',
          reason: 'closed',
          nowMs,
          staffId,
        }),
      tell: async (tx, handoff) => {
        if (asked !== null) await insertAsked(deps, tx, { ...asked, handoff });
        await handoffClosed(deps, tx, { handoff, staffId });
        await auditChange(deps, tx, { action: 'conversation.closed', staffId, conversationId });
      },
    },
  );
  return delivered.status === 'delivered';
}

function toBot(conversationId: string) {
  return {
    conversationId,
    sender: 'bot',
    senderId: BOT_SENDER_ID,
    newOwner: { owner: 'bot', ownerId: null },
  } as const;
}
