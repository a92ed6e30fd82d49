import type BetterSqlite from 'better-sqlite3';
import { deferred } from '../deferred.ts';

/** One transaction's turn in a group. */
export interface Turn {
  /** Resolves when the transaction may run its statements. */
  readonly started: Promise<void>;
  /** Ends the transaction; resolves when its group is durable, rejects when the group could not commit. */
  end(how: 'commit' | 'rollback'): Promise<void>;
  /** Throws when the turn is over: a transaction that took too long may write nothing more. */
  assertLive(): void;
}

export interface GroupCommitOptions {
  readonly transactionsMax: number;
  readonly transactionTimeMaxMs: number;
}

interface Member {
  start(): void;
  ended: Promise<'commit' | 'rollback' | 'expired'>;
  settle(error?: unknown): void;
}

/**
 * Puts the transactions that wait at the same time into one commit: durability (`synchronous=FULL`) is paid once per
 * group. Each runs alone, inside a SAVEPOINT unless nothing was written before it. A failed COMMIT rejects its whole
 * group.
 */
export function createGroupCommit(writer: BetterSqlite.Database, options: GroupCommitOptions): () => Turn {
  const statement = statementsOf(writer);
  const waiting: Member[] = [];
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    // After this round of socket reads, so that requests that arrived together share a commit.
    setImmediate(() => {
      void runGroup().finally(() => {
        scheduled = false;
        if (waiting.length > 0) schedule();
      });
    });
  };

  const runMember = async (member: Member): Promise<void> => {
    statement.savepoint.run();
    member.start();
    const how = await member.ended;
    if (how !== 'commit') statement.undo.run();
    statement.release.run();
  };

  /** The same where nothing else would be lost with the member's work; true when it stays. */
  const runFirst = async (member: Member): Promise<boolean> => {
    member.start();
    if ((await member.ended) === 'commit') return true;
    statement.rollback.run();
    statement.begin.run();
    return false;
  };

  const runMembers = async (members: Member[]): Promise<void> => {
    let hasWork = false;
    while (members.length < options.transactionsMax) {
      const next = waiting.shift();
      if (next === undefined) return;
      members.push(next);
      if (hasWork) await runMember(next);
      else hasWork = await runFirst(next);
    }
  };

  const runGroup = async (): Promise<void> => {
    const members: Member[] = [];
    try {
      statement.begin.run();
      await runMembers(members);
      statement.commit.run();
      settleAll(members);
    } catch (error) {
      if (writer.inTransaction) statement.rollback.run();
      // A group that could not even begin fails one waiting transaction, so that no error is silent.
      if (members.length === 0) members.push(...waiting.splice(0, 1));
      settleAll(members, error);
    }
  };

  return () => {
    const { turn, member } = createTurn(options.transactionTimeMaxMs);
    waiting.push(member);
    schedule();
    return turn;
  };
}

function statementsOf(writer: BetterSqlite.Database) {
  return {
    begin: writer.prepare('BEGIN IMMEDIATE'),
    commit: writer.prepare('COMMIT'),
    rollback: writer.prepare('ROLLBACK'),
    savepoint: writer.prepare('SAVEPOINT member'),
    release: writer.prepare('RELEASE member'),
    undo: writer.prepare('ROLLBACK TO member'),
  };
}

function settleAll(members: readonly Member[], error?: unknown): void {
  for (const member of members) member.settle(error);
}

function createTurn(timeMaxMs: number): { turn: Turn; member: Member } {
  const started = deferred<void>();
  const ended = deferred<'commit' | 'rollback' | 'expired'>();
  const settled = deferred<void>();
  // A turn that fails before anybody waits for it must not end the process.
  settled.promise.catch(() => {});
  started.promise.catch(() => {});
  let over = false;
  let timer: NodeJS.Timeout | undefined;

  const expire = (): void => {
    over = true;
    settled.reject(new Error(`a transaction took longer than ${timeMaxMs} ms: it may await only queries`));
    ended.resolve('expired');
  };
  const member: Member = {
    start: () => {
      timer = setTimeout(expire, timeMaxMs);
      started.resolve();
    },
    ended: ended.promise,
    settle: (error) => {
      over = true;
      clearTimeout(timer);
      if (error === undefined) return settled.resolve();
      settled.reject(error);
      started.reject(error);
    },
  };
  const turn: Turn = {
    started: started.promise,
    end: (how) => {
      clearTimeout(timer);
      over = true;
      ended.resolve(how);
      return settled.promise;
    },
    assertLive: () => {
      if (over) throw new Error('this transaction is over');
    },
  };
  return { turn, member };
}
