import { openConversation } from '../../src/bot/conversation/open-conversation.ts';
import { handleTurn } from '../../src/bot/turn/handle-turn.ts';
import {
  type Activity,
  CARD,
  type OrdersCard,
  type ProductsCard,
  type RefundCard,
} from '../../src/bot/wire.ts';
import { newId } from '../../src/kernel/id.ts';
import type { Dialog } from './format.ts';
import { meetPerson, type Person, type Scene } from './scene.ts';

export interface ShownProduct {
  /** `id:language`. */
  readonly id: string;
  readonly priceId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** What one message led to, as a learner could see it. */
export interface Heard {
  readonly intent: string;
  readonly text: string;
  readonly locale: string;
  readonly cards: readonly string[];
  readonly products: readonly ShownProduct[];
  readonly orderNumbers: readonly string[];
  readonly refundNumbers: readonly string[];
  readonly opens: string | null;
  readonly taps: number;
  /** The bot said something. */
  readonly answered: boolean;
  /** The thread left the bot with this turn or before. */
  readonly withPeople: boolean;
}

/** What a conversation was made of. */
export interface Played {
  readonly person: Person;
  readonly turns: readonly Heard[];
}

/** Plays a conversation through the whole stack, one message after the other. */
export async function playDialog(scene: Scene, dialog: Dialog): Promise<Played> {
  const person = await meetPerson(scene, dialog);
  const { learnerId } = person;
  const { bot } = scene.till.running.house;
  const opened = await openConversation(bot, {
    learnerId,
    afterSeq: 0,
    language: dialog.language,
    surface: 'web',
  });
  const { conversationId } = opened;
  const turns: Heard[] = [];
  for (const { say } of dialog.turns) {
    const message = { learnerId, conversationId, text: say, clientMessageId: newId('msg') };
    const { committed, answered } = await handleTurn(bot, message);
    await answered;
    turns.push(await hear(scene, { conversationId, activityId: committed.activityId }));
  }
  return { person, turns };
}

async function hear(scene: Scene, thread: { conversationId: string; activityId: string }): Promise<Heard> {
  const { db } = scene.till;
  const { bot } = scene.till.running.house;
  const { conversationId, activityId } = thread;
  const { learnerId, owner } = await db.query
    .selectFrom('conversation')
    .select(['learnerId', 'owner'])
    .where('conversationId', '=', conversationId)
    .executeTakeFirstOrThrow();
  const opened = await openConversation(bot, {
    conversationId,
    learnerId,
    afterSeq: 0,
    language: 'zh',
    surface: 'web',
  });
  const saidAt = opened.activities.find(({ id }) => id === activityId)?.channelData.seq ?? 0;
  const replies = opened.activities.filter(
    ({ channelData, type }) =>
      channelData.seq > saidAt && channelData.sender !== 'learner' && type === 'message',
  );
  const event = await db.query
    .selectFrom('domain_event')
    .select('payload')
    .where('type', '=', 'turn.answered')
    .where('subjectId', '=', activityId)
    .executeTakeFirst();
  const { intent = '' } = JSON.parse(event?.payload ?? '{}') as { intent?: string };
  const shown = contents<ProductsCard>(replies, CARD.products).flatMap(({ items }) => items);
  const refunds = contents<RefundCard>(replies, CARD.refund);
  const orders = contents<OrdersCard>(replies, CARD.orders).flatMap((card) => card.orders);
  const [account] = contents<{ view: string }>(replies, ACCOUNT);
  return {
    intent,
    text: replies.map(({ text = '' }) => text).join('\n'),
    locale: replies[0]?.locale ?? '',
    cards: [...new Set(replies.flatMap(cardsOf))],
    products: shown.map(({ productId, priceId, amountMinor, currency }) => ({
      id: scene.byProductId.get(productId)?.id ?? productId,
      ...{ priceId, amountMinor, currency },
    })),
    orderNumbers: orders.map(({ orderNumber }) => orderNumber),
    refundNumbers: refunds.map(({ orderNumber }) => orderNumber),
    opens: account?.view ?? null,
    taps: replies.at(-1)?.suggestedActions?.actions.length ?? 0,
    answered: replies.length > 0,
    withPeople: owner !== 'bot',
  };
}

const ACCOUNT = 'application/vnd.tilltalk.account+json';

function contents<Content>(activities: readonly Activity[], contentType: string): Content[] {
  return activities
    .flatMap(({ attachments = [] }) => attachments)
    .filter((attachment) => attachment.contentType === contentType)
    .map(({ content }) => content as Content);
}

function cardsOf({ attachments = [] }: Activity): string[] {
  return attachments.flatMap(({ contentType }) => {
    const name = /^application\/vnd\.tilltalk\.(\w+)\+json$/.exec(contentType)?.[1];
    return name === undefined ? [] : [name];
  });
}
