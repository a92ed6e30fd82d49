import { ActivityHandler, ConversationState, type TurnContext } from '@microsoft/agents-hosting';
import type { Language } from '../../identity/wire.ts';
import { activityOfRow } from '../conversation/activity.ts';
import { findActivity } from '../conversation/store.ts';
import { tellPiece } from '../conversation/stream.ts';
import type { TurnDeps } from '../deps.ts';
import { answerMessage } from '../dialog/answer-message.ts';
import type { ShownList } from '../dialog/types.ts';
import type { HandoffReason } from '../handoff/handoff.ts';
import { isAnybodyAvailable } from '../handoff/presence/agents-here.ts';
import type { StateWrite } from '../turn/state-store.ts';
import type { DialogState, Draft, TurnMessage } from '../types.ts';
import type { Intent } from '../understanding/intents.ts';
import { CARD, type ProductsCard } from '../wire.ts';
import { WebChannelAdapter } from './adapter.ts';
import { sendDrafts } from './send-drafts.ts';
import { createTurnStorage } from './storage.ts';

/** What a turn wants to write, all or nothing. */
export interface TurnOutcome {
  readonly drafts: readonly Draft[];
  readonly writes: readonly StateWrite[];
  readonly intent: Intent;
  /** Why the thread goes to people with this answer. */
  readonly handoff?: HandoffReason | undefined;
  readonly language: Language;
  readonly setLanguage?: Language | undefined;
}

const adapter = new WebChannelAdapter();
const DIALOG = 'dialog';
const NEW_DIALOG: DialogState = { misses: 0 };

/** The id of a turn's n-th reply, from 1: derived, so that a turn that runs twice is answered once. */
export function replyIdOf(activityId: string, number: number): string {
  return `${activityId}_${number}`;
}

/** Runs the bot on a learner's message through the SDK: state in, activities and state out. Writes nothing itself. */
export async function runTurn(deps: TurnDeps, message: TurnMessage): Promise<TurnOutcome> {
  const { storage, writes } = createTurnStorage(deps);
  const conversationState = new ConversationState(storage);
  const dialogState = conversationState.createProperty<DialogState>(DIALOG);
  const replyId = (number: number) => replyIdOf(message.activityId, number);
  let understood: Omit<TurnOutcome, 'drafts' | 'writes'> | undefined;

  const bot = new ActivityHandler().onMessage(async (context, next) => {
    const state = await dialogState.get(context, NEW_DIALOG);
    const answered = await answerMessage(
      {
        ...deps,
        readShown: (activityId) => readShown(deps, message, activityId),
        isPersonAvailable: () => isAnybodyAvailable(deps),
      },
      { message, state, replyActivityId: replyId(1) },
    );
    await sendDrafts(deps, context, { drafts: answered.drafts, replyId });
    await dialogState.set(context, answered.state);
    understood = answered;
    await next();
  });
  const { conversationId, activityId: replyToId } = message;
  const talk = async (context: TurnContext): Promise<void> => {
    await bot.run(context);
    await conversationState.saveChanges(context);
  };
  const drafts = await adapter.process(message, talk, (piece) =>
    tellPiece(deps, { conversationId, replyToId, ...piece }),
  );
  if (understood === undefined) throw new Error('the bot did not handle the message');
  const { intent, handoff, language, setLanguage } = understood;
  return { drafts, writes, intent, handoff, language, setLanguage };
}

async function readShown(
  deps: TurnDeps,
  message: TurnMessage,
  activityId: string,
): Promise<ShownList | null> {
  const row = await findActivity(deps.db.query, activityId);
  if (row === undefined || row.conversationId !== message.conversationId) return null;
  const attachments = activityOfRow(row).attachments ?? [];
  const card = attachments.find(({ contentType }) => contentType === CARD.products);
  const shown = card?.content as ProductsCard | undefined;
  if (shown === undefined) return null;
  const { learnerId, language } = message;
  const withheld = await deps.withheldOf?.({ learnerId, language, items: shown.items });
  return withheld === undefined ? shown : { ...shown, withheld };
}
