import { EventEmitter } from 'node:events';
import type { Log } from './log.ts';
import type { RedisClient } from './redis.ts';

/** Tells every process of the house something, at most once: a hint to look, never the fact itself. */
export interface Broadcast {
  publish(topic: string, message: unknown): void;
  subscribe(topic: string, listener: (message: unknown) => void): () => void;
  close(): Promise<void>;
}

/** For one process. */
export function memoryBroadcast(): Broadcast {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    publish: (topic, message) => {
      emitter.emit(topic, message);
    },
    subscribe: (topic, listener) => {
      emitter.on(topic, listener);
      return () => emitter.off(topic, listener);
    },
    close: async () => {
      emitter.removeAllListeners();
    },
  };
}

const CHANNEL = 'tilltalk:broadcast';

/** For many processes: local listeners at once, the others by Redis. */
export function redisBroadcast(redis: RedisClient, log: Log, processId: string): Broadcast {
  const local = memoryBroadcast();
  const subscriber = redis.duplicate();
  subscriber.on('error', () => {});
  subscriber.on('message', (_channel: string, text: string) => {
    const { from, topic, message } = JSON.parse(text) as { from: string; topic: string; message: unknown };
    if (from !== processId) local.publish(topic, message);
  });
  subscriber.subscribe(CHANNEL).catch((error: unknown) => log.warn({ error }, 'broadcast cannot listen'));
  return {
    publish: (topic, message) => {
      local.publish(topic, message);
      redis
        .publish(CHANNEL, JSON.stringify({ from: processId, topic, message }))
        .catch((error: unknown) => log.warn({ error, topic }, 'broadcast did not reach other processes'));
    },
    subscribe: local.subscribe,
    close: async () => {
      await local.close();
      subscriber.disconnect();
    },
  };
}
