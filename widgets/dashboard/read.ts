import type {
  JourneyQuestion,
  JourneyRowsQuestion,
  JourneyRowsView,
  JourneyView,
} from '../../src/metrics/journey/wire.ts';
import type { FiguresView } from '../../src/metrics/report/wire.ts';
import type { RowsQuery, RowsView } from '../../src/metrics/rows/wire.ts';
import type { SqlTables, SqlView } from '../../src/metrics/sql/wire.ts';
import type { TrendsView } from '../../src/metrics/trend/wire.ts';
import type { SavedViews, SaveViewBody } from '../../src/metrics/view/wire.ts';
import type { FunnelQuery, FunnelView } from '../../src/metrics/wire.ts';
import { type Answer, staffCall } from '../staff/staff-call.ts';
import type { Journey } from './question.ts';

/** A period as it is asked; what is left out the server fills in. */
interface AskedPeriod {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly timeZone?: string | undefined;
}

type Path = 'rows' | 'funnel' | 'trends' | 'figures' | 'sql/tables' | 'views';

function get<T>(path: Path, query: object = {}): Promise<Answer<T>> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  return staffCall({ method: 'GET', path: `/v1/analytics/${path}${search}` });
}

export const readImpressions = (query: Partial<FunnelQuery>) => get<FunnelView>('funnel', query);
export const readTrends = (query: AskedPeriod) => get<TrendsView>('trends', query);
/** Members that this page does not know yet are shown by their shape. */
export const readFigures = (query: AskedPeriod) => get<FiguresView>('figures', query);
/** Rows behind a figure; what is left out chooses none. */
export type AskedRecords = AskedPeriod &
  Pick<RowsQuery, 'of'> &
  Partial<Pick<RowsQuery, 'number' | 'strategy'>> &
  Partial<Record<'gateway' | 'code' | 'currency' | 'cohort' | 'topic' | 'variant' | 'experiment', string>> & {
    readonly later?: number;
  };
export const readRecords = (query: AskedRecords) => get<RowsView>('rows', query);
export const readTables = () => get<SqlTables>('sql/tables');
export const readViews = () => get<SavedViews>('views');

/** Questions that are too long for an address go as a body, with the session's token. */
export function postCalls(csrfToken: string) {
  const post = <T>(path: string, body: object): Promise<Answer<T>> =>
    staffCall({ method: 'POST', path: `/v1/analytics/${path}`, body, csrfToken });
  return {
    readJourneys: (question: Partial<JourneyQuestion>) => post<JourneyView>('funnel', question),
    readRows: (question: Partial<JourneyRowsQuestion>) => post<JourneyRowsView>('funnel/rows', question),
    askSql: (sql: string) => post<SqlView>('sql', { sql }),
    saveView: (body: SaveViewBody) => post<SavedViews>('views', body),
    forgetView: (savedViewId: string) =>
      staffCall<SavedViews>({
        method: 'DELETE',
        path: `/v1/analytics/views/${encodeURIComponent(savedViewId)}`,
        csrfToken,
      }),
  };
}

/** The question as the server takes it. */
export function journeyQuestion(journey: Journey, period: AskedPeriod) {
  const given = Object.entries(period).filter(([, value]) => value !== undefined);
  const filters = Object.fromEntries(
    Object.entries(journey.filters).map(([dimension, values]) => [dimension, [...values]]),
  );
  return { ...Object.fromEntries(given), ...journey, steps: [...journey.steps], filters };
}
