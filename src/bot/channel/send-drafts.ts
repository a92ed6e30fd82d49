import { Activity as SdkActivity } from '@microsoft/agents-activity';
import type { TurnContext } from '@microsoft/agents-hosting';
import type { Clock } from '../../kernel/clock.ts';
import { limits } from '../../kernel/limits.ts';
import { maskSensitive } from '../conversation/mask.ts';
import type { StreamInfo } from '../conversation/wire.ts';
import type { Draft, DraftPiece } from '../types.ts';
import { outgoingActivity } from './adapter.ts';

/** A draft whose words come one after another. */
type GrowingDraft = Draft & { readonly pieces: AsyncIterable<DraftPiece> };

interface SendDrafts {
  readonly drafts: readonly Draft[];
  /** The id that the n-th reply will have, from 1. */
  readonly replyId: (number: number) => string;
}

/**
 * Sends a turn's replies. One whose words come in pieces is shown as it grows, by the protocol's `typing` with
 * `streaminfo`; what is sent as the reply, and so committed, is the whole, masked.
 */
export async function sendDrafts(
  deps: { readonly clock: Clock },
  context: TurnContext,
  { drafts, replyId }: SendDrafts,
): Promise<void> {
  if (!drafts.some(grows)) {
    await context.sendActivities(drafts.map(outgoingActivity));
    return;
  }
  for (const [index, draft] of drafts.entries()) {
    const whole = grows(draft)
      ? await sendPieces(deps, context, { draft, streamId: replyId(index + 1) })
      : draft;
    await context.sendActivity(outgoingActivity(whole));
  }
}

function grows(draft: Draft): draft is GrowingDraft {
  return draft.pieces !== undefined;
}

async function sendPieces(
  { clock }: { readonly clock: Clock },
  context: TurnContext,
  { draft, streamId }: { draft: GrowingDraft; streamId: string },
): Promise<Draft> {
  const { pieces, ...rest } = draft;
  const say = sayer(context, streamId);
  let text = '';
  let saidAtMs = 0;
  try {
    for await (const piece of pieces) {
      text = typeof piece === 'string' ? text + piece : piece.instead;
      const nowMs = clock.wallMs();
      if (nowMs - saidAtMs < limits.streamEveryMs) continue;
      saidAtMs = nowMs;
      await say('streaming', maskSensitive(text));
    }
  } finally {
    // Whether the reply is committed now or given up: nothing more grows here.
    await say('final', maskSensitive(text));
  }
  return { ...rest, text: maskSensitive(text) };
}

/** Numbers what is said of one stream: 1, 2, 3 … */
function sayer(context: TurnContext, streamId: string) {
  let streamSequence = 0;
  return async (streamType: StreamInfo['streamType'], text: string): Promise<void> => {
    streamSequence += 1;
    const info: StreamInfo = { type: 'streaminfo', streamId, streamType, streamSequence };
    await context.sendActivity(SdkActivity.fromObject({ type: 'typing', text, entities: [info] }));
  };
}
