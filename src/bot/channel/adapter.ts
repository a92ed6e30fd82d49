import { Activity as SdkActivity } from '@microsoft/agents-activity';
import { BaseAdapter, TurnContext } from '@microsoft/agents-hosting';
import { BOT_SENDER_ID } from '../conversation/bot-account.ts';
import type { StreamInfo } from '../conversation/wire.ts';
import type { Draft, TurnMessage } from '../types.ts';

const CHANNEL_ID = 'tilltalk';

/** Where a turn keeps what was said in it, until all of it is written at once. */
const SAID = Symbol('said');
/** Who hears of a reply that is still growing. */
const ON_PIECE = Symbol('on piece');

/** A reply as far as it has got: shown, never written. */
export interface Piece extends Omit<StreamInfo, 'type'> {
  readonly text: string;
}

type SaidActivity = Pick<
  SdkActivity,
  'type' | 'text' | 'locale' | 'attachments' | 'channelData' | 'entities'
>;

/**
 * The web channel of the bot SDK. What the bot sends in a turn is collected and written by the turn's one
 * transaction, together with the bot's state; the socket then hears it from the transcript like everybody else.
 */
export class WebChannelAdapter extends BaseAdapter {
  constructor() {
    super();
    // The turn decides what a failure says to the learner.
    this.onTurnError = async (_context, error) => {
      throw error;
    };
  }

  /** Runs one turn of `logic` for a learner's message; returns what was sent in it. */
  async process(
    message: TurnMessage,
    logic: (context: TurnContext) => Promise<void>,
    onPiece: (piece: Piece) => void,
  ): Promise<Draft[]> {
    const context = new TurnContext(this, incomingActivity(message));
    const said: Draft[] = [];
    context.turnState.set(SAID, said);
    context.turnState.set(ON_PIECE, onPiece);
    await this.runMiddleware(context, logic);
    return said;
  }

  override async sendActivities(context: TurnContext, activities: SdkActivity[]) {
    const said = context.turnState.get<Draft[]>(SAID);
    return activities.map((activity) => {
      const piece = pieceOf(activity);
      if (piece === null) said.push(draftOf(activity));
      else context.turnState.get<(piece: Piece) => void>(ON_PIECE)(piece);
      return { id: `${context.activity.id}_${said.length}` };
    });
  }

  override updateActivity(): Promise<never> {
    return refuse('activities are appended, never changed');
  }

  override deleteActivity(): Promise<never> {
    return refuse('activities are appended, never deleted');
  }

  override continueConversation(): Promise<never> {
    return refuse('what is told without being asked is delivered as a notice');
  }

  override uploadAttachment(): Promise<never> {
    return refuse('this channel takes no uploads');
  }

  override getAttachmentInfo(): Promise<never> {
    return refuse('this channel takes no uploads');
  }

  override getAttachment(): Promise<never> {
    return refuse('this channel takes no uploads');
  }
}

/** A draft in the SDK's form. The draft itself travels along, so that nothing of it is lost on the way. */
export function outgoingActivity(draft: Draft): SdkActivity {
  return SdkActivity.fromObject({
    type: 'message',
    text: draft.text,
    ...(draft.attachments === undefined ? {} : { attachments: draft.attachments }),
    channelData: draft,
  });
}

/** What the protocol calls a stream: `typing` that carries `streaminfo`. Null for anything else. */
function pieceOf({ type, text, entities = [] }: SaidActivity): Piece | null {
  const info = (entities as readonly { type: string }[]).find((entity) => entity.type === 'streaminfo');
  if (type !== 'typing' || info === undefined) return null;
  const { streamId, streamType, streamSequence } = info as StreamInfo;
  return { streamId, streamType, streamSequence, text: text ?? '' };
}

function draftOf(activity: SaidActivity): Draft {
  const draft = activity.channelData as Draft | undefined;
  if (draft === undefined) throw new Error('the bot sends drafts only');
  return { ...draft, text: activity.text ?? draft.text };
}

function incomingActivity(message: TurnMessage): SdkActivity {
  return SdkActivity.fromObject({
    type: 'message',
    id: message.activityId,
    channelId: CHANNEL_ID,
    from: { id: message.learnerId, role: 'user' },
    recipient: { id: BOT_SENDER_ID, role: 'bot' },
    conversation: { id: message.conversationId },
    text: message.text,
  });
}

async function refuse(reason: string): Promise<never> {
  throw new Error(reason);
}
