import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RedisServer, startRedisServer } from '../../test/support/redis-server.ts';
import { silentLog } from './log.ts';
import { openRedis, type RedisClient } from './redis.ts';
import { createDayCount } from './shared-day-count.ts';
import { createRateLimits } from './shared-rate-limit.ts';

let server: RedisServer;
let clients: RedisClient[];
beforeAll(async () => {
  server = await startRedisServer();
  clients = [openRedis(server.url), openRedis(server.url)];
});
afterAll(() => {
  for (const client of clients) client.disconnect();
});

const clock = { wallMs: () => 0 };
const limitsOf = (redis: RedisClient | undefined) => createRateLimits({ clock, log: silentLog(), redis });

it('two processes that share a Redis let as much through as one, by name and key; without it each counts for itself', async () => {
  const options = { perMinute: 60, burst: 4 };
  const [one, two] = clients.map((client) => limitsOf(client)('messages', options));
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? one : two)?.take('lrn_1')),
  );
  const refused = answers.filter((answer) => answer?.allowed === false);
  expect(answers.length - refused.length).toBe(4);
  expect(
    refused.every((answer) => (answer?.retryAfterMs ?? 0) > 900 && (answer?.retryAfterMs ?? 0) <= 1_000),
  ).toBe(true);
  expect((await one?.take('lrn_2'))?.allowed).toBe(true);
  expect((await limitsOf(clients[1])('uploads', options).take('lrn_1')).allowed).toBe(true);
  const alone = [
    limitsOf(undefined)('messages', { perMinute: 1 }),
    limitsOf(undefined)('messages', { perMinute: 1 }),
  ];
  for (const limit of alone) expect((await limit.take('lrn_1')).allowed).toBe(true);
});

it('a day’s count holds over two processes that share a Redis, for each key and for all, and begins anew the next day', async () => {
  let wallMs = 0;
  const options = { name: 'asks', perKey: 3, all: 4 };
  const [one, two] = clients.map((redis) =>
    createDayCount({ clock: { wallMs: () => wallMs }, log: silentLog(), redis }, options),
  );
  const taken = async (key: string) =>
    (await Promise.all([one?.take(key), two?.take(key), one?.take(key), two?.take(key)])).filter(Boolean)
      .length;
  expect(await taken('lrn_1')).toBe(3);
  expect(await taken('lrn_2')).toBe(1);
  wallMs += 86_400_000;
  expect(await taken('lrn_1')).toBe(3);
});

it('a bucket fills again, and one that is full is not kept', async () => {
  const limit = limitsOf(clients[0])('quick', { perMinute: 60_000, burst: 1 });
  expect((await limit.take('a')).allowed).toBe(true);
  let answer = await limit.take('a');
  for (let tries = 0; !answer.allowed && tries < 100; tries += 1) answer = await limit.take('a');
  expect(answer.allowed).toBe(true);
  expect(await clients[0]?.pttl('tilltalk:limit:quick:a')).toBeLessThanOrEqual(1_002);
});

it('while Redis is away each process goes on counting by itself', async () => {
  const limit = limitsOf(clients[0])('away', { perMinute: 60, burst: 2 });
  await server.stop();
  const answers = [await limit.take('a'), await limit.take('a'), await limit.take('a')];
  expect(answers.map(({ allowed }) => allowed)).toEqual([true, true, false]);
});
