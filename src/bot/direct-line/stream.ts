import type { Activity as ActivityRow } from '../../kernel/db/tables.ts';
import { limits } from '../../kernel/limits.ts';
import type { ShownDeps } from '../attachment/for-any-client.ts';
import { activitiesAfter } from '../conversation/store.ts';
import type { StreamingActivity } from '../conversation/wire.ts';
import type { DirectLineDeps } from './deps.ts';
import { watermarkOf } from './read-activities.ts';
import type { StreamTicket } from './token.ts';
import { type ActivitySet, viewActivity, viewPiece, viewStreamed } from './view-activity.ts';

/** What of a socket a stream needs. */
export interface StreamSocket {
  readonly bufferedAmount: number;
  send(frame: string): void;
  close(code: number, reason: string): void;
}

/** One client's socket on one conversation: sends what comes after its watermark, in order, each once. */
export interface Stream {
  readonly conversationId: string;
  readonly learnerId: string;
  endsAtMs: number;
  /** Whether the other side has been heard of since the last look. */
  isHeard: boolean;
  readonly socket: StreamSocket;
  /** Sends what is committed and not sent yet. Resolves when all of it is. */
  catchUp(): Promise<void>;
  /** Tells something that is not kept. */
  tell(set: ActivitySet): void;
  /** Tells how far a reply has got; the message that it becomes says so. */
  tellPiece(piece: StreamingActivity): void;
}

type StreamDeps = Pick<DirectLineDeps, 'db' | 'log'> & ShownDeps;

/** The transcript is the fact: a hint that something came only makes it read on from where it is (C1). */
export function openStream(deps: StreamDeps, socket: StreamSocket, ticket: StreamTicket): Stream {
  const { conversationId, learnerId, endsAtMs } = ticket;
  const limit = limits.activitiesPerPage;
  let afterSeq = ticket.afterSeq;
  /** Streams whose message is still to come. */
  const growing = new Set<string>();
  let isReading = false;
  let isBehind = false;

  const send = (set: ActivitySet): void => {
    // Who reads too slowly is let go; coming back with their watermark they miss nothing.
    if (socket.bufferedAmount > limits.directLineBufferedBytesMax) socket.close(1013, 'slow');
    else socket.send(JSON.stringify(set));
  };
  const view = (row: ActivityRow): object => {
    const activity = viewActivity(deps, row);
    return growing.delete(row.activityId) ? viewStreamed(activity, row.activityId) : activity;
  };
  const readOn = async (): Promise<void> => {
    for (;;) {
      isBehind = false;
      const rows = await activitiesAfter(deps.db.query, { conversationId, afterSeq, limit });
      // One to a frame: clients schedule the entries of two frames that come at once in turns.
      for (const row of rows) send({ activities: [view(row)], watermark: watermarkOf(row.seq) });
      afterSeq = rows.at(-1)?.seq ?? afterSeq;
      if (rows.length === 0 && !isBehind) return;
    }
  };
  const catchUp = async (): Promise<void> => {
    isBehind = true;
    if (isReading) return;
    isReading = true;
    try {
      await readOn();
    } catch (error) {
      deps.log.error({ error, conversationId }, 'a Direct Line client could not be told');
      socket.close(1011, 'try again');
    } finally {
      isReading = false;
    }
  };
  const tellPiece = (piece: StreamingActivity): void => {
    const [{ streamId, streamType }] = piece.entities;
    // That it is whole, the message itself says; a reply that was given up has none.
    if (streamType === 'final') return;
    growing.add(streamId);
    send({ activities: [viewPiece(piece)] });
  };
  return { conversationId, learnerId, endsAtMs, isHeard: true, socket, catchUp, tell: send, tellPiece };
}
