import { checkoutStates } from '../../../src/checkout/states.ts';
import { type Database, sql } from '../../../src/kernel/db/database.ts';

/** Which table keeps the states of what has to do with money. */
const TABLES = {
  checkout: 'checkout_session',
  order: 'orders',
  payment: 'payment',
  attempt: 'payment_attempt',
  refund: 'refund',
  'coupon use': 'coupon_use',
  'place hold': 'place_hold',
  'wallet hold': 'wallet_hold',
  dispute: 'dispute',
  entitlement: 'entitlement',
  'gateway event': 'gateway_event',
} as const;

const watched = checkoutStates.filter(({ name }) => name in TABLES);

/** How often something happened, by name. */
export type Counts = Map<string, number>;

export function count(counts: Counts, name: string, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

/** Makes the database itself note every change of a state, whoever made it and by whatever way. */
export async function noteTransitions(db: Database): Promise<void> {
  await db.runScript('CREATE TABLE transition_log (what TEXT NOT NULL, change TEXT NOT NULL);');
  for (const [name, table] of Object.entries(TABLES)) {
    await db.runScript(db.engine === 'sqlite' ? sqliteTriggers(name, table) : postgresTriggers(name, table));
  }
}

function sqliteTriggers(name: string, table: string): string {
  return `CREATE TRIGGER log_${table}_update AFTER UPDATE OF "status" ON "${table}" WHEN OLD."status" <> NEW."status"
      BEGIN INSERT INTO transition_log VALUES ('${name}', OLD."status" || ' > ' || NEW."status"); END;
    CREATE TRIGGER log_${table}_insert AFTER INSERT ON "${table}"
      BEGIN INSERT INTO transition_log VALUES ('${name}', '> ' || NEW."status"); END;`;
}

function postgresTriggers(name: string, table: string): string {
  return `CREATE FUNCTION log_${table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF TG_OP = 'INSERT' THEN INSERT INTO transition_log VALUES ('${name}', '> ' || NEW."status");
      ELSIF OLD."status" <> NEW."status" THEN
        INSERT INTO transition_log VALUES ('${name}', OLD."status" || ' > ' || NEW."status");
      END IF; RETURN NEW; END $$;
    CREATE TRIGGER log_${table} AFTER INSERT OR UPDATE ON "${table}" FOR EACH ROW EXECUTE FUNCTION log_${table}();`;
}

/** Every change that happened, and the sentences for those that no table allows. */
export async function readTransitions(db: Database): Promise<{ counts: Counts; illegal: string[] }> {
  const { rows } = await sql<{ what: string; change: string; times: number }>`
    SELECT what, change, CAST(COUNT(*) AS INTEGER) AS times FROM transition_log GROUP BY what, change`.execute(
    db.query,
  );
  const counts: Counts = new Map();
  const illegal: string[] = [];
  for (const { what, change, times } of rows) {
    count(counts, `${what}: ${change}`, Number(times));
    if (!isLegal(what, change)) illegal.push(`${what} went ${change}, which no table allows`);
  }
  return { counts, illegal };
}

function isLegal(what: string, change: string): boolean {
  const definition = watched.find(({ name }) => name === what);
  if (change.startsWith('> ')) return definition?.starts.includes(change.slice(2)) ?? false;
  const [from = '', to = ''] = change.split(' > ');
  return definition?.table[from]?.includes(to) ?? false;
}

/** Legal changes that no history comes to, and why the tables have them all the same. */
export const explained: Readonly<Record<string, string>> = {
  'checkout: open > complete':
    'repairing a restored backup that has the checkout and not its press (test/flows/reconcile-backup.test.ts)',
  'wallet hold: held > expired':
    'what ends an attempt without its hold, and nothing does: a net beneath (src/checkout/wallet/expire-wallet.test.ts)',
};

/** Names of all changes that the tables allow: what a long run should have seen. */
export function allTransitions(): string[] {
  return watched.flatMap(({ name, table }) =>
    Object.entries(table).flatMap(([from, tos]) =>
      tos.filter((to) => to !== from).map((to) => `${name}: ${from} > ${to}`),
    ),
  );
}
