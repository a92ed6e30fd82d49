import type { TestBot } from '../../../src/bot/bot.testing.ts';
import { acceptHandoff } from '../../../src/bot/handoff/accept-handoff.ts';
import { answerCsat } from '../../../src/bot/handoff/csat/answer-csat.ts';
import { closeHandoff, closeWaiting, releaseHandoff } from '../../../src/bot/handoff/finish-handoff.ts';
import { WAITING } from '../../../src/bot/handoff/handoff.ts';
import { beat } from '../../../src/bot/handoff/presence/beat.ts';
import { setPresence } from '../../../src/bot/handoff/presence/set-presence.ts';
import { setProfile } from '../../../src/bot/handoff/presence/set-profile.ts';
import { passOffer } from '../../../src/bot/handoff/queue/pass-offer.ts';
import { runQueue } from '../../../src/bot/handoff/queue/run-queue.ts';
import { requestHandoff } from '../../../src/bot/handoff/request-handoff.ts';
import { returnConversations } from '../../../src/bot/handoff/return-conversations.ts';
import { sendAgentMessage } from '../../../src/bot/handoff/send-agent-message.ts';
import { settleHandoff } from '../../../src/bot/handoff/settle-handoff.ts';
import { takeOver } from '../../../src/bot/handoff/take-over.ts';
import { transferHandoff } from '../../../src/bot/handoff/transfer-handoff.ts';
import type { Agent } from '../../../src/bot/handoff/types.ts';
import type { OpenState } from '../../../src/bot/handoff/wire.ts';
import { resumeTalk, startWrapUp } from '../../../src/bot/handoff/wrap-up.ts';
import { handleTurn } from '../../../src/bot/turn/handle-turn.ts';
import { newId } from '../../../src/kernel/id.ts';
import { SKILLS, SUPERVISOR, type World } from './world.ts';

interface Doing {
  readonly world: World;
  /** The process that does it. */
  readonly bot: TestBot;
  readonly thread: { learnerId: string; conversationId: string };
  readonly agent: Agent;
}

type Step = (doing: Doing) => Promise<unknown>;

const say =
  (...texts: string[]): Step =>
  async ({ world, bot, thread }) => {
    const text = world.random.pick(texts);
    const turn = await handleTurn(bot.deps, { ...thread, text, clientMessageId: newId('msg') });
    await turn.answered;
  };

/** Waits for all, whichever dies: what lives on has ended before anybody looks. Throws what the first of them threw. */
async function bothEnd(works: readonly Promise<unknown>[]): Promise<void> {
  const ended = await Promise.allSettled(works);
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

const WITH_AGENT: readonly OpenState[] = ['human', 'wrap_up'];

/** Mostly a conversation where the press makes sense, and the agent whom it concerns: some presses are illegal. */
async function aim(doing: Doing, states: readonly OpenState[]): Promise<Doing> {
  const { world } = doing;
  if (world.random.chance(0.1)) return doing;
  const fitting = await world.db.query
    .selectFrom('handoff')
    .select(['conversationId', 'acceptedBy', 'offeredTo'])
    .where('openKey', 'is not', null)
    .where('state', 'in', states)
    .execute();
  if (fitting.length === 0) return doing;
  const chosen = world.random.pick(fitting);
  const thread = world.threads.find(({ conversationId }) => conversationId === chosen.conversationId);
  const agent = world.agents.find(({ staffId }) => [chosen.acceptedBy, chosen.offeredTo].includes(staffId));
  return { ...doing, ...(thread && { thread }), ...(agent && { agent }) };
}

const byAgent =
  (states: readonly OpenState[], press: (doing: Doing) => Promise<unknown>): Step =>
  async (doing) => {
    const aimed = await aim(doing, states);
    // Who presses something has a console open.
    doing.world.signedIn.add(aimed.agent.staffId);
    await beat(doing.bot.deps, aimed.agent.staffId);
    return press(aimed);
  };

/** What may happen, with how often. */
export const steps: Readonly<Record<string, readonly [weight: number, step: Step]>> = {
  'learner asks for a person': [8, say('转人工', 'talk to a human')],
  'learner writes': [8, say('Python 课', '谢谢', '我的订单')],
  'learner leaves the line': [1, say('取消排队')],
  'payment is held': [
    3,
    ({ bot, thread }) => requestHandoff(bot.deps, { ...thread, reason: 'payment_review' }),
  ],
  'payment is decided': [1, ({ bot, thread }) => settleHandoff(bot.deps, { ...thread, staffId: null })],
  'agent comes': [
    9,
    ({ world, bot, agent }) => {
      world.signedIn.add(agent.staffId);
      return setPresence(bot.deps, { staffId: agent.staffId, status: 'available' });
    },
  ],
  'agent signs out': [
    1,
    ({ world, bot, agent }) => {
      world.signedIn.delete(agent.staffId);
      return returnConversations(bot.deps);
    },
  ],
  'agent takes a break': [
    2,
    ({ bot, agent: { staffId } }) => setPresence(bot.deps, { staffId, status: 'away' }),
  ],
  'capacity changes': [
    3,
    ({ world: { random }, bot, agent: { staffId } }) =>
      setProfile(bot.deps, {
        staffId,
        actor: 'staff:stf_boss',
        capacity: random.below(4),
        skills: SKILLS.filter(() => random.chance(0.5)),
        languages: random.pick([['zh'], ['en'], ['zh', 'en']] as const) as ('zh' | 'en')[],
      }),
  ],
  'agent takes one': [
    9,
    byAgent(WAITING, ({ bot, thread, agent }) => acceptHandoff(bot.deps, { ...thread, agent })),
  ],
  'agent passes an offer': [
    3,
    byAgent(['offered'], ({ bot, thread, agent: { staffId } }) =>
      passOffer(bot.deps, { ...thread, staffId }),
    ),
  ],
  'agent writes': [
    9,
    byAgent(WITH_AGENT, ({ bot, thread: { conversationId }, agent }) =>
      sendAgentMessage(bot.deps, { conversationId, agent, clientMessageId: newId('msg'), text: '你好' }),
    ),
  ],
  'agent hands back': [
    2,
    byAgent(WITH_AGENT, ({ bot, thread, agent }) => releaseHandoff(bot.deps, { ...thread, agent })),
  ],
  'agent closes': [
    2,
    byAgent(WITH_AGENT, ({ bot, thread, agent }) =>
      closeHandoff(bot.deps, { ...thread, agent, askCsat: true }),
    ),
  ],
  'agent wraps up': [
    4,
    byAgent(WITH_AGENT, ({ world, bot, thread, agent }) =>
      startWrapUp(bot.deps, { ...thread, agent, to: world.random.pick(['bot', 'closed'] as const) }),
    ),
  ],
  'agent resumes': [
    1,
    byAgent(['wrap_up'], ({ bot, thread, agent }) => resumeTalk(bot.deps, { ...thread, agent })),
  ],
  'agent transfers': [
    4,
    byAgent(WITH_AGENT, ({ world, bot, thread, agent }) =>
      transferHandoff(bot.deps, {
        conversationId: thread.conversationId,
        agent,
        to: world.random.chance(0.5)
          ? { staffId: world.random.pick(world.agents).staffId }
          : { skill: world.random.pick(SKILLS) },
        note: '请看看',
      }),
    ),
  ],
  'supervisor takes over': [1, ({ bot, thread }) => takeOver(bot.deps, { ...thread, agent: SUPERVISOR })],
  'a person comes while the bot thinks': [
    3,
    async (doing) => {
      const { bot, thread } = doing;
      const comes = async () => {
        for (let turn = 0; turn < 15; turn += 1) await new Promise(setImmediate);
        await takeOver(bot.deps, { ...thread, agent: SUPERVISOR });
      };
      await bothEnd([say('Python 课')(doing), comes()]);
    },
  ],
  'supervisor dismisses': [1, ({ bot, thread, agent }) => closeWaiting(bot.deps, { ...thread, agent })],
  'learner rates': [
    3,
    async ({ world, bot, thread }) => {
      const csat = await world.db.query
        .selectFrom('csat')
        .select('csatId')
        .where('conversationId', '=', thread.conversationId)
        .orderBy('askedAtMs', 'desc')
        .executeTakeFirst();
      if (csat) await answerCsat(bot.deps, { ...thread, ...csat, score: 1 + world.random.below(5) });
    },
  ],
  'both processes look': [
    3,
    ({ world }) => bothEnd(world.processes.map((process) => runQueue(process.deps))),
  ],
};
