import { limits } from '../../../kernel/limits.ts';
import type { Log } from '../../../kernel/log.ts';
import { OWNER_TOPIC, type OwnerChanged } from '../../conversation/deliver.ts';
import type { HandoffDeps } from '../../deps.ts';
import type { HandoffView } from '../../wire.ts';
import { AGENTS_TOPIC } from '../presence/beat.ts';
import { viewHandoff, viewPlace } from '../view-handoff.ts';
import { lineNow } from './line-now.ts';
import { findLine } from './store.ts';

/** The learners that this process talks with. */
export interface Hearers {
  /** Whether anybody hears this thread here. */
  hears(conversationId: string): boolean;
  tell(conversationId: string, handoff: HandoffView): void;
}

type Places = ReadonlyMap<string, Parameters<typeof viewPlace>[1]>;

/** The expected wait shrinks while nobody moves. */
const AGAIN_EVERY_MS = 30_000;

/**
 * Tells learners who answers when that changes, and those who wait their place when it is another one. However many
 * things happen at once, the line is read once per `limits.lineToldEveryMs`, by one query. Returns how to stop.
 */
export function tellLine(deps: HandoffDeps & { readonly log: Log }, hearers: Hearers): () => void {
  const changed = new Set<string>();
  const told = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let lastMs = 0;

  const tellPlaces = async (places: Places): Promise<void> => {
    const heard = [...places].filter(([conversationId]) => hearers.hears(conversationId));
    if (heard.length === 0) return;
    const line = await lineNow(deps);
    for (const [conversationId, place] of heard) {
      const { atMs, ...view } = viewPlace(line, place, deps.clock.wallMs());
      const news = JSON.stringify(view);
      if (told.get(conversationId) !== news) hearers.tell(conversationId, { ...view, atMs });
      told.set(conversationId, news);
    }
  };
  const run = async (): Promise<void> => {
    const ids = [...changed];
    changed.clear();
    const waiting = await findLine(deps.db.query, deps.livemode ? 1 : 0);
    const places = new Map(
      waiting.map((one, index) => [one.conversationId, { ...one, position: index + 1 }]),
    );
    for (const conversationId of told.keys()) if (!places.has(conversationId)) told.delete(conversationId);
    const gone = ids.filter((conversationId) => !places.has(conversationId));
    for (const conversationId of gone.filter((id) => hearers.hears(id))) {
      hearers.tell(conversationId, await viewHandoff(deps, conversationId));
    }
    await tellPlaces(places);
  };
  const schedule = (): void => {
    if (timer !== undefined) return;
    const waitMs = Math.max(0, lastMs + limits.lineToldEveryMs - performance.now());
    timer = setTimeout(() => {
      timer = undefined;
      lastMs = performance.now();
      run().catch((error: unknown) => deps.log.error({ error }, 'learners could not be told who answers'));
    }, waitMs);
    timer.unref();
  };
  const stops = [
    deps.broadcast.subscribe(OWNER_TOPIC, (message) => {
      changed.add((message as OwnerChanged).conversationId);
      schedule();
    }),
    deps.broadcast.subscribe(AGENTS_TOPIC, () => {
      if (told.size > 0) schedule();
    }),
  ];
  const again = setInterval(() => {
    if (told.size > 0) schedule();
  }, AGAIN_EVERY_MS).unref();
  return () => {
    clearTimeout(timer);
    clearInterval(again);
    for (const stop of stops) stop();
  };
}
