import { createHash } from 'node:crypto';
import { appendAudit } from '../kernel/audit/append-audit.ts';
import { checkpointKeyOf } from '../kernel/audit/checkpoint-key.ts';
import { auditJob } from '../kernel/audit/sign-checkpoint.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { presentKey } from '../kernel/derive-key.ts';
import type { Job } from '../kernel/job.ts';
import { type Config, variables } from './config.ts';
import type { Kernel } from './open-kernel.ts';
import { VERSION } from './version.ts';

/** Signs the audit chain's head once a day. */
export function auditJobOf(kernel: Kernel, config: Pick<Config, 'HOUSE_SECRETS'>): Job {
  return auditJob({ ...kernel, checkpointKey: checkpointKeyOf(presentKey(config.HOUSE_SECRETS)) });
}

/** Notes under which version and configuration a process starts; secrets count by their key ids only. */
export async function auditStart(kernel: Kernel, config: Config): Promise<void> {
  const { ROLE, livemode, processId } = config;
  await kernel.db.transact((tx) =>
    appendAudit(kernel, tx, {
      action: 'process.started',
      actor: 'system',
      subjectId: processId,
      detail: { version: VERSION, role: ROLE, livemode, configuration: digestOf(config) },
    }),
  );
}

function digestOf(config: Config): string {
  const open = Object.entries(variables).map(([name, variable]) => {
    const value: unknown = config[name as keyof typeof variables];
    return [name, 'secret' in variable ? kidsOf(value) : value];
  });
  return createHash('sha256')
    .update(canonicalJson(Object.fromEntries(open)))
    .digest('hex');
}

function kidsOf(value: unknown): unknown {
  return Array.isArray(value) ? value.map((key: { kid?: string }) => key.kid ?? null) : null;
}
