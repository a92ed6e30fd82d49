import type { Row, Session } from '../warehouse/session.ts';
import { pageChains } from './count-chains.ts';
import { type Coded, codeFacets } from './facets.ts';
import type { ChainsPlan } from './plan-chains.ts';
import { chainsOf, type JourneyDeps, resolveQuestion } from './read-journeys.ts';
import type { JourneyRowsQuestion, JourneyRowsView } from './wire.ts';

const NOTHING: JourneyRowsView = { total: 0, rows: [] };

/** The journeys behind one number of a funnel, oldest entry first, a page at a time. */
export function readJourneyRows(deps: JourneyDeps, asked: JourneyRowsQuestion): Promise<JourneyRowsView> {
  const { step, who, key, offset, limit, ...question } = asked;
  return deps.warehouse.withSession(async (session) => {
    const { plan, chains } = await chainsOf(session, resolveQuestion(deps, question));
    const row = await findRow(session, plan, key);
    if (row === null) return NOTHING;
    const page = await pageChains(session, plan, {
      chains,
      ...row,
      step: Math.min(step, plan.kinds.length),
      isDropped: who === 'dropped',
      offset,
      limit,
    });
    const ids = question.unit === 'conversation' ? await conversationIds(session, page.rows) : new Map();
    return { total: page.total, rows: page.rows.map((one) => viewOf(one, plan.kinds.length, ids)) };
  });
}

/** Which row of the breakdown a key means: the empty key those without a value. Null when no event carries the value. */
async function findRow(
  session: Session,
  plan: ChainsPlan,
  key: string | undefined,
): Promise<{ coded: Coded | null; code: number | null | undefined } | null> {
  const { breakdown } = plan.question;
  if (breakdown === 'none' || breakdown === 'day' || key === undefined)
    return { coded: null, code: undefined };
  const coded = await codeFacets(session, plan, breakdown);
  if (key === '') return { coded, code: null };
  const code = coded.values.indexOf(key);
  return code < 0 ? null : { coded, code };
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
