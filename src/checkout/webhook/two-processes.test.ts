import { expect, it } from 'vitest';
import { openTestPostgres } from '../../kernel/db/engines.testing.ts';
import { openPostgres } from '../../kernel/db/postgres.ts';
import { createJobs } from '../../kernel/job.ts';
import { addEndpoint } from './add-endpoint.ts';
import { createDeliverer } from './deliver.ts';
import { webhookJobs } from './jobs.ts';
import { grant, startReceiver, webhookDeps } from './webhook.testing.ts';

const EVENTS = 20;

it('of two processes one delivers, each message once, and the other takes over when it is gone', async () => {
  const opened = await openTestPostgres();
  const receiver = await startReceiver();
  const processes = [opened.db, openPostgres(opened.url)].map((db) => {
    const deps = webhookDeps(db, { now: Date.now, allowedHosts: [receiver.host] });
    const deliverer = createDeliverer(deps);
    const jobs = createJobs(deps, webhookJobs({ ...deps }, deliverer));
    return { deps, deliverer, jobs, wake: () => jobs.wake('webhooks.deliver') };
  });
  const [first, second] = processes;
  if (first === undefined || second === undefined) throw new Error('no processes');
  const arrived = (count: number) =>
    new Promise<void>((resolve) => {
      receiver.answer = (response) => {
        response.end();
        if (receiver.received.length === count) resolve();
      };
    });
  try {
    await addEndpoint(first.deps, { url: receiver.url, description: '', actor: 'command_line' });
    for (const { jobs } of processes) jobs.start();
    const all = arrived(EVENTS);
    for (let count = 0; count < EVENTS; count += 1) {
      await grant((count % 2 === 0 ? first : second).deps);
      for (const { wake } of processes) wake();
    }
    await all;
    await Promise.all(processes.map(({ deliverer }) => deliverer.idle()));
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([EVENTS, EVENTS]);

    const more = arrived(EVENTS + 1);
    await Promise.all([second.jobs.stop(), second.deliverer.stop()]);
    await second.deps.db.close();
    await grant(first.deps);
    first.wake();
    await more;
    await first.jobs.stop();
    await first.deliverer.stop();
  } finally {
    await receiver.close();
    await opened.remove();
  }
});
