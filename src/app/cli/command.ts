import type { CheckoutDeps, PaymentGateway } from '../../checkout/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { NewId } from '../../kernel/id.ts';
import type { Analytics } from '../../metrics/index.ts';
import type { Config } from '../config.ts';

/** 0 done, 1 failed, 2 not called properly. */
export type ExitCode = 0 | 1 | 2;

/** What a command gets from the process. */
export interface CliContext {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Writes a line of the answer. */
  readonly print: (line: string) => void;
  /** Writes a line that is no answer: problems, progress. */
  readonly printError: (line: string) => void;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly livemode: boolean;
  /** Opens the configured database with its migrations applied; the caller of the command closes it. */
  readonly openDatabase: () => Promise<Database>;
  /** The gateways of the configuration; left out where a command asks none. */
  readonly gateways?: () => readonly PaymentGateway[];
  /** The whole of selling as a server has it, on the configured database; the caller of the command closes it. */
  readonly checkout?: () => Promise<CheckoutDeps>;
  /** The facts beside the database, as their owner has them; the caller of the command closes them. */
  readonly facts?: () => Promise<Analytics>;
  /** Secrets of the house and the door to addresses of others; left out where a command needs neither. */
  readonly outside?: () => Pick<Config, 'HOUSE_SECRETS' | 'WEBHOOK_ALLOWED_HOSTS'> &
    Partial<Pick<Config, 'RISK_MODEL' | 'RISK_MODELS'>>;
}

/** A command of `tilltalk`. */
export interface CliCommand {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /** `args` are the words after the command's name. */
  run(args: readonly string[], context: CliContext): Promise<ExitCode>;
}
