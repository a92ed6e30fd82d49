import type { Row, Session } from '../warehouse/session.ts';
import { pageChains } from './count-chains.ts';
import { codeValues } from './facets.ts';
import type { ChainsPlan } from './plan-chains.ts';
import { type JourneyDeps, makeChains, resolveQuestion } from './read-journeys.ts';
import type { JourneyRowsQuestion, JourneyRowsView } from './wire.ts';

const NOTHING: JourneyRowsView = { total: 0, rows: [] };

/** The journeys behind one number of a funnel, oldest entry first, a page at a time. */
export function readJourneyRows(deps: JourneyDeps, asked: JourneyRowsQuestion): Promise<JourneyRowsView> {
  const { step, who, key, offset, limit, ...question } = asked;
  return deps.warehouse.withSession(async (session) => {
    const plan = await makeChains(session, resolveQuestion(deps, question));
    const code = await findCode(session, plan, key);
    if (code === 'none') return NOTHING;
    const page = await pageChains(session, plan, {
      code,
      step: Math.min(step, plan.kinds.length),
      isDropped: who === 'dropped',
      offset,
      limit,
    });
    const ids = question.unit === 'conversation' ? await conversationIds(session, page.rows) : new Map();
    return { total: page.total, rows: page.rows.map((one) => viewOf(one, plan.kinds.length, ids)) };
  });
}

/** The number of a key's value: null for those without one, `none` when no event carries it, undefined for all rows. */
async function findCode(
  session: Session,
  plan: ChainsPlan,
  key: string | undefined,
): Promise<number | null | undefined | 'none'> {
  const { breakdown } = plan.question;
  if (breakdown === 'none' || breakdown === 'day') return undefined;
  const { values } = await codeValues(session, plan, breakdown);
  if (key === undefined) return undefined;
  if (key === '') return null;
  const code = values.indexOf(key);
  return code < 0 ? 'none' : code;
}

async function conversationIds(session: Session, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const keys = rows.map((row) => String(row['unitKey'])).join(', ');
  const found = await session.rows(
    `SELECT "conversationKey", "conversationId" FROM "conversation" WHERE "conversationKey" IN (${keys})`,
  );
  return new Map(found.map((row) => [String(row['conversationKey']), String(row['conversationId'])]));
}

function viewOf(
  row: Row,
  stepsCount: number,
  ids: ReadonlyMap<string, string>,
): JourneyRowsView['rows'][number] {
  const level = Number(row['level']);
  const learner = row['learnerKey'] as bigint | null;
  return {
    conversationId: ids.get(String(row['unitKey'])) ?? null,
    learner: learner === null ? null : learner.toString(16).padStart(15, '0'),
    reachedAtMs: Array.from({ length: Math.min(level, stepsCount) }, (_, place) =>
      Number(row[`t${place + 1}`]),
    ),
  };
}
