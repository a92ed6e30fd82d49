import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { ClickDeps } from '../deps.ts';
import { impressionClicked } from '../events.ts';
import type { ClickCard } from '../wire.ts';
import { findConversation } from './store.ts';

/** Notes a tap on a card's button. Throws `not_found` unless that card was shown to this learner. */
export async function clickCard(deps: ClickDeps, click: ClickCard & { learnerId: string }): Promise<void> {
  const { conversationId, learnerId, button } = click;
  const [conversation, impression] = await Promise.all([
    findConversation(deps.db.query, click),
    deps.findImpression(click.impressionId),
  ]);
  // What a guest was shown stays theirs after they signed in: their thread, now the learner's, says so.
  const isShown =
    impression !== null &&
    (impression.learnerId === learnerId || impression.conversationId === conversationId);
  if (conversation === undefined || !isShown) throw new DomainError(kernelErrors.not_found);
  await deps.db.transact((tx) =>
    impressionClicked(deps, tx, { impression, learnerId, conversationId, button }),
  );
}
