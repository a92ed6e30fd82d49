import { expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { limits } from '../../kernel/limits.ts';
import type { Draft, TurnMessage } from '../types.ts';
import { type Piece, WebChannelAdapter } from './adapter.ts';
import { sendDrafts } from './send-drafts.ts';

const message: TurnMessage = {
  activityId: 'act_1',
  conversationId: 'conv_1',
  learnerId: 'lrn_1',
  text: 'tell me more',
  language: 'en',
  surface: 'web',
};

/** Runs a turn that says these drafts; each piece comes a moment after the one before. */
const turn = async (drafts: readonly Draft[]) => {
  let nowMs = 1_000;
  const told: Piece[] = [];
  const clock = systemClock(() => {
    nowMs += limits.streamEveryMs;
    return nowMs;
  });
  const said = new WebChannelAdapter().process(
    message,
    (context) => sendDrafts({ clock }, context, { drafts, replyId: (number) => `act_1_${number}` }),
    (piece) => told.push(piece),
  );
  return { said, told };
};

async function* words(...pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}

it('a reply that comes in pieces is told as it grows, and sent once, as a whole', async () => {
  const first: Draft = { text: 'Of course.', language: 'en' };
  const growing: Draft = {
    text: '',
    language: 'en',
    quickReplies: ['Thanks'],
    pieces: words('It ', 'has ', '12 lessons.'),
  };
  const { said, told } = await turn([first, growing]);
  expect(await said).toEqual([
    first,
    { text: 'It has 12 lessons.', language: 'en', quickReplies: ['Thanks'] },
  ]);
  expect(told).toEqual([
    { streamId: 'act_1_2', streamType: 'streaming', streamSequence: 1, text: 'It ' },
    { streamId: 'act_1_2', streamType: 'streaming', streamSequence: 2, text: 'It has ' },
    { streamId: 'act_1_2', streamType: 'streaming', streamSequence: 3, text: 'It has 12 lessons.' },
    { streamId: 'act_1_2', streamType: 'final', streamSequence: 4, text: 'It has 12 lessons.' },
  ]);
});

it('what grows is masked as what is committed is', async () => {
  const { said, told } = await turn([
    { text: '', language: 'en', pieces: words('Card 4111 1111 ', '1111 1111') },
  ]);
  const [whole] = await said;
  expect(whole?.text).not.toContain('4111 1111 1111 1111');
  expect(told.at(-1)?.text).toBe(whole?.text);
});

it('a reply that breaks off is told to be over, and the turn fails as any other', async () => {
  const breaking = async function* (): AsyncGenerator<string> {
    yield 'It has';
    throw new Error('the words ran out');
  };
  const { said, told } = await turn([{ text: '', language: 'en', pieces: breaking() }]);
  await expect(said).rejects.toThrow('the words ran out');
  expect(told.at(-1)).toMatchObject({ streamType: 'final', streamSequence: 2 });
});
