import type { Tx } from '../../../kernel/db/database.ts';
import { insertRow } from '../../../kernel/db/prepared.ts';
import type { Entry } from '../../conversation/deliver.ts';
import type { ConversationDeps } from '../../deps.ts';
import { handoff as words } from '../../text/handoff.ts';
import { CARD, type CsatCard } from '../../wire.ts';
import { sentenceEntry } from '../entries.ts';
import { csatAsked } from '../events.ts';
import type { HandoffRow } from '../store.ts';

export function newCsatId(deps: Pick<ConversationDeps, 'newId'>): string {
  return deps.newId('csat');
}

/** Asks in the thread how it was; clients that do not know the card show its text. */
export function csatEntry(
  deps: Pick<ConversationDeps, 'newId'>,
  { csatId, agentName }: { csatId: string; agentName: string },
): Entry {
  const card: CsatCard = { csatId, agentName };
  return sentenceEntry(deps, () => words.rate, { attachments: [{ contentType: CARD.csat, content: card }] });
}

interface Asked {
  readonly csatId: string;
  readonly staffId: string;
  readonly handoff: HandoffRow;
}

/** Once for each handoff. */
export async function insertAsked(
  deps: ConversationDeps,
  tx: Tx,
  { csatId, staffId, handoff }: Asked,
): Promise<void> {
  const { handoffId, conversationId, learnerId, livemode } = handoff;
  await insertRow(tx, 'csat', {
    csatId,
    handoffId,
    conversationId,
    learnerId,
    staffId,
    livemode,
    askedAtMs: deps.clock.wallMs(),
    answeredAtMs: null,
    score: null,
    comment: null,
  });
  await csatAsked(deps, tx, { csatId, learnerId, conversationId, staffId });
}
