import type { Database } from '../../../src/kernel/db/database.ts';
import { addLearners } from '../../support/learners.ts';
import { until } from '../../support/until.ts';
import { type Random, seededRandom } from '../random.ts';
import { type AgentLog, type ChaosAgent, chaosAgent } from './chaos-agent.ts';
import { type ChaosClient, type ClientLog, chaosClient, openThread } from './chaos-client.ts';
import { type ChatVerdict, judgeChat, unanswered } from './judge-chat.ts';

export interface ChaosRun {
  readonly db: Database;
  /** The processes of the house. */
  readonly urls: readonly string[];
  /** Kills a process (SIGKILL) and starts it again. */
  readonly restart: (index: number) => Promise<void>;
  readonly clients: number;
  /** What learners and agents say in all, each once. */
  readonly messages: number;
  readonly kills: number;
  readonly seed: number;
  readonly onProgress?: (line: string) => void;
}

export interface ChaosReport extends ChatVerdict {
  readonly seed: number;
  readonly clients: number;
  readonly agents: number;
  readonly conversations: number;
  readonly said: number;
  readonly saidByAgents: number;
  readonly transmissions: number;
  readonly drops: number;
  readonly connections: number;
  readonly kills: number;
  readonly shown: number;
  readonly repeats: number;
  readonly refusedToAgents: number;
}

/** Of ten conversations two have a second device, and seven are a person's. */
const SECOND_DEVICE_SHARE = 0.2;
const PERSONS_SHARE = 0.7;
const THREADS_PER_AGENT = 12;
const DROP_CHANCE = 0.03;
const TIME_MAX_MS = 1_500_000;

/**
 * Learners on several devices and agents write at once over two processes that are killed in turn, lose their
 * connections and send twice; then every client catches up and its own log is compared with the transcripts.
 */
export async function runChaos(run: ChaosRun): Promise<ChaosReport> {
  const giveUpAtMs = Date.now() + TIME_MAX_MS;
  const random = seededRandom(run.seed);
  const cast = await castOf(run, { random, giveUpAtMs });
  run.onProgress?.(`${cast.clients.length} clients and ${cast.agents.length} agents are there`);
  const told = { said: 0, drops: 0, kills: 0 };
  const speakers = [
    ...cast.clients.map((client) => ({ client })),
    ...cast.agents.map((agent) => ({ agent })),
  ];
  const next = (byAgent: boolean): string | undefined => {
    if (told.said === run.messages) return undefined;
    told.said += 1;
    if (told.said % 1_000 === 0) run.onProgress?.(`${told.said} said, ${told.kills} kills`);
    return byAgent ? `在的，第 ${told.said} 句` : `你好，第 ${told.said} 句`;
  };
  const speaking = Promise.all(
    speakers.map(async (speaker) => {
      const byAgent = 'agent' in speaker;
      for (let text = next(byAgent); text !== undefined; text = next(byAgent)) {
        if (byAgent) {
          await speaker.agent.say(text);
          continue;
        }
        if (random.chance(DROP_CHANCE)) {
          told.drops += 1;
          speaker.client.drop();
        }
        await speaker.client.say(text);
      }
    }),
  );
  speaking.catch(() => {});
  while (told.kills < run.kills) {
    const due = ((told.kills + 1) * run.messages) / (run.kills + 1);
    const isDue = until(
      async () => told.said,
      (said) => said >= due,
      TIME_MAX_MS,
    );
    await Promise.race([isDue, speaking]);
    await run.restart(told.kills % run.urls.length);
    told.kills += 1;
  }
  await speaking;
  return settleAndJudge(run, cast, told);
}

interface Cast {
  readonly clients: readonly ChaosClient[];
  readonly agents: readonly ChaosAgent[];
  readonly conversations: number;
}

async function castOf(
  run: ChaosRun,
  { random, giveUpAtMs }: { random: Random; giveUpAtMs: number },
): Promise<Cast> {
  const { urls, db } = run;
  const count = Math.ceil(run.clients / (1 + SECOND_DEVICE_SHARE));
  const learners = await addLearners(db, count);
  const clients: ChaosClient[] = [];
  const threads: string[] = [];
  for (const { token, learnerId } of learners) {
    const conversationId = await openThread(random.pick(urls), token);
    threads.push(conversationId);
    const devices = clients.length + (count - threads.length) < run.clients - 1 ? 2 : 1;
    for (let device = 1; device <= devices && clients.length < run.clients; device += 1) {
      const name = `${learnerId} ${device}`;
      clients.push(chaosClient({ name, token, urls, random, conversationId, giveUpAtMs }));
    }
  }
  const withPerson = threads.slice(0, Math.floor(count * PERSONS_SHARE));
  const agents: ChaosAgent[] = [];
  for (const [index, conversationId] of withPerson.entries()) {
    if (index % THREADS_PER_AGENT === 0)
      agents.push(await chaosAgent({ db, urls, random, name: `chaos-${run.seed}-${index}`, giveUpAtMs }));
    const client = clients.find(({ log }) => log.conversationId === conversationId);
    await client?.say('转人工');
    await until(
      () => ownerOf(db, conversationId),
      (owner) => owner !== 'bot',
    );
    await agents.at(-1)?.accept(conversationId);
  }
  return { clients, agents, conversations: threads.length };
}

async function ownerOf(db: Database, conversationId: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('conversation')
    .select('owner')
    .where('conversationId', '=', conversationId)
    .executeTakeFirst();
  return row?.owner;
}

async function settleAndJudge(
  run: ChaosRun,
  { clients, agents, conversations }: Cast,
  told: { said: number; drops: number; kills: number },
): Promise<ChaosReport> {
  await until(
    () => unanswered(run.db),
    (left) => left.length === 0,
    180_000,
  );
  await Promise.all(clients.map((client) => client.catchUp()));
  for (const one of [...clients, ...agents]) one.close();
  const logs = clients.map(({ log }) => log);
  const agentLogs: AgentLog[] = agents.flatMap((agent) => agent.logs);
  const verdict = await judgeChat(run.db, { clients: logs, agents: agentLogs });
  const sum = (figure: (log: ClientLog) => number): number =>
    logs.reduce((total, log) => total + figure(log), 0);
  const ofAgents = (figure: (log: AgentLog) => number): number =>
    agentLogs.reduce((total, log) => total + figure(log), 0);
  return {
    seed: run.seed,
    clients: clients.length,
    agents: agents.length,
    conversations,
    said: sum(({ sent }) => sent.length),
    saidByAgents: ofAgents(({ sent }) => sent.length),
    transmissions: sum(({ transmissions }) => transmissions) + ofAgents(({ transmissions }) => transmissions),
    drops: told.drops,
    connections: sum(({ connections }) => connections),
    kills: told.kills,
    shown: sum(({ shown }) => shown.length),
    repeats: sum(({ repeats }) => repeats),
    refusedToAgents: ofAgents(({ refused }) => refused),
    ...verdict,
  };
}
