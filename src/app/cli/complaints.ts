import { z } from 'zod';
import { type Complaint, listComplaints } from '../../checkout/index.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { flag, misused, readOptions, runAction, utcText } from './command-options.ts';

const help = `Usage: tilltalk complaints list [--open] [--json]

list    Complaints of payers that gateways told us of, the newest first: when, where, how it stands, the payment
        it names, what the payer wrote. They are answered in the gateway's own console.

--open  only those that are not closed`;

/** `tilltalk complaints`: what payers complained of at gateways. */
export const complaintsCommand: CliCommand = {
  name: 'complaints',
  summary: 'List complaints of payers at gateways.',
  help,
  run: async (args, context) => runAction({ name: 'complaints', help, actions: { list } }, args, context),
};

const Options = z.object({ open: flag, json: flag });

async function list(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, Options);
  if (Array.isArray(given)) return misused(context, 'complaints', given);
  const db = await context.openDatabase();
  const complaints = await listComplaints(db.query, { openOnly: given.options.open === true });
  if (given.options.json) context.print(JSON.stringify(complaints));
  else if (complaints.length === 0) context.print('No complaints.');
  else for (const complaint of complaints) context.print(lineOf(complaint));
  return 0;
}

function lineOf({ openedAtMs, gateway, status, paymentId, gatewayComplaintId, reason }: Complaint): string {
  const parts = [utcText(openedAtMs), gateway, status, paymentId ?? 'no payment', gatewayComplaintId, reason];
  return parts.filter((part) => part !== '').join('  ');
}
