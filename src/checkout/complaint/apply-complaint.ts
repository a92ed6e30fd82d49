import { afterCommit, type Tx } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import { transition } from '../../kernel/state-machine.ts';
import type { GatewayComplaint } from '../gateway/types.ts';
import { type ComplaintDeps, complaintTransitions } from './complaint.ts';
import { complaintOpened, complaintUpdated } from './events.ts';
import {
  type Complaint,
  type ComplaintChange,
  findPaymentOfReference,
  lockComplaint,
  saveComplaint,
  updateComplaint,
} from './store.ts';

export interface ComplaintWord {
  readonly gateway: string;
  readonly complaint: GatewayComplaint;
  /** When the gateway said it; a notification older than the last one is no news of how a case stands. */
  readonly toldAtMs: number;
  /** When the payer complained, where the word tells it; else it is taken to be news. */
  readonly openedAtMs?: number;
}

/**
 * Keeps what a gateway tells of a payer's complaint as a case, and has the gateway asked what it is about. Repeated and
 * unordered words are harmless. What is done about the money is a person's decision, so no payment changes here.
 */
export async function applyComplaint(
  deps: ComplaintDeps,
  tx: Tx,
  word: ComplaintWord,
): Promise<'complaint' | 'nothing_new'> {
  const { gateway, complaint, toldAtMs } = word;
  const known = await lockComplaint(tx, gateway, complaint.gatewayComplaintId);
  if (known === undefined) return openCase(deps, tx, word);
  const isNews = toldAtMs >= known.toldAtMs;
  const change = {
    ...(isNews
      ? { ...(await factsOf(tx, complaint)), ...statusOf(deps, known, complaint.status), toldAtMs }
      : {}),
    updatedAtMs: deps.clock.nowMs(),
    ...nextLook(deps, gateway),
  };
  await updateComplaint(tx, known.complaintId, change);
  wakeReader(deps, tx, change.checkAtMs);
  if (!isNews) return 'nothing_new';
  await complaintUpdated(deps, tx, { ...known, ...change });
  return 'complaint';
}

/**
 * Keeps a complaint that the gateway lists: one that we never heard of, or whose state we know otherwise, was told and the
 * news was lost. What stands here as it stands there is left alone.
 */
export async function applyListedComplaint(
  deps: ComplaintDeps,
  tx: Tx,
  word: ComplaintWord,
): Promise<'complaint' | 'nothing_new'> {
  const { gateway, complaint } = word;
  const known = await lockComplaint(tx, gateway, complaint.gatewayComplaintId);
  return known?.status === complaint.status ? 'nothing_new' : applyComplaint(deps, tx, word);
}

/**
 * Keeps the gateway's answer about a case: how it stands and what it is about. Was the case told of again since the
 * question, the answer may be older than that and the gateway is asked once more.
 */
export async function applyComplaintDetails(
  deps: ComplaintDeps,
  tx: Tx,
  { asked, complaint }: { asked: Complaint; complaint: GatewayComplaint },
): Promise<void> {
  const known = await lockComplaint(tx, asked.gateway, asked.gatewayComplaintId);
  if (known === undefined || known.updatedAtMs !== asked.updatedAtMs) return;
  const facts = { ...(await factsOf(tx, complaint)), ...statusOf(deps, known, complaint.status) };
  const change = { ...facts, updatedAtMs: deps.clock.nowMs(), checkAtMs: null, checks: 0 };
  await updateComplaint(tx, known.complaintId, change);
  const isNews = Object.entries(facts).some(([name, value]) => known[name as keyof Complaint] !== value);
  if (isNews) await complaintUpdated(deps, tx, { ...known, ...change });
}

async function openCase(
  deps: ComplaintDeps,
  tx: Tx,
  word: ComplaintWord,
): Promise<'complaint' | 'nothing_new'> {
  const { gateway, complaint } = word;
  const nowMs = deps.clock.nowMs();
  const opened: Complaint = {
    complaintId: deps.newId('cmp'),
    gateway,
    gatewayComplaintId: complaint.gatewayComplaintId,
    gatewayReference: null,
    paymentId: null,
    orderId: null,
    learnerId: null,
    conversationId: null,
    livemode: deps.livemode ? 1 : 0,
    reason: '',
    ...(await factsOf(tx, complaint)),
    status: complaint.status,
    openedAtMs: word.openedAtMs ?? word.toldAtMs,
    toldAtMs: word.toldAtMs,
    updatedAtMs: nowMs,
    closedAtMs: complaint.status === 'closed' ? nowMs : null,
    ...nextLook(deps, gateway),
  };
  if (!(await saveComplaint(tx, opened))) return 'nothing_new';
  await complaintOpened(deps, tx, opened);
  deps.meter
    .counter('tilltalk_complaints_total', 'Complaints of payers at gateways', ['gateway'])
    .inc({ gateway });
  wakeReader(deps, tx, opened.checkAtMs);
  return 'complaint';
}

/** What it is about, as far as the gateway says it. */
async function factsOf(tx: Tx, complaint: GatewayComplaint): Promise<ComplaintChange> {
  const { gatewayReference, reason } = complaint;
  const payment = gatewayReference === null ? undefined : await findPaymentOfReference(tx, gatewayReference);
  return {
    ...(gatewayReference === null ? {} : { gatewayReference }),
    ...payment,
    ...(reason === '' ? {} : { reason: keepableText(reason) }),
  };
}

/** A person wrote it: long numbers (phones, cards, identity) lose all but their last four digits. */
function keepableText(text: string): string {
  const masked = text.replace(/\d(?:[ -]?\d){6,}/g, (number) => `••••${number.slice(-4)}`);
  return masked.slice(0, limits.complaintReasonCharactersMax);
}

function statusOf(deps: ComplaintDeps, known: Complaint, to: Complaint['status']): ComplaintChange {
  if (known.status === to) return {};
  const status = transition(complaintTransitions, known.status, to);
  return { status, closedAtMs: status === 'closed' ? deps.clock.nowMs() : null };
}

/** The gateway is asked where it can be. */
function nextLook(deps: ComplaintDeps, gateway: string): Pick<Complaint, 'checkAtMs' | 'checks'> {
  const canAsk = deps.gateways.find(({ name }) => name === gateway)?.queryComplaint !== undefined;
  return { checkAtMs: canAsk ? deps.clock.nowMs() : null, checks: 0 };
}

function wakeReader(deps: ComplaintDeps, tx: Tx, checkAtMs: number | null): void {
  if (checkAtMs !== null) afterCommit(tx, () => deps.wakeJob('checkout.read_complaints'));
}
