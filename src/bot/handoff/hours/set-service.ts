import { appendAudit } from '../../../kernel/audit/append-audit.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Database } from '../../../kernel/db/database.ts';
import { DomainError, kernelErrors } from '../../../kernel/errors.ts';
import { botErrors } from '../../errors.ts';
import type { ServiceBody, ServiceView } from '../wire.ts';
import { isOpenAt, isTimeZone, nextOpenAt } from './open-hours.ts';
import { forgetService, readService, type ServiceVersion } from './service.ts';
import { findNewestService, insertService } from './store.ts';

export interface ServiceDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly livemode: boolean;
}

interface SetService extends ServiceBody {
  /** Who says so, as the audit names them. */
  readonly actor: string;
}

/**
 * Sets hours and promises as a new version; what is promised already stays as it was promised. Throws
 * `service_changed` when somebody else was faster, `invalid_request` for a time zone nobody knows.
 */
export async function setService(deps: ServiceDeps, command: SetService): Promise<ServiceView> {
  const { version: before, settings, actor } = command;
  if (!isTimeZone(settings.timeZone)) {
    throw new DomainError(kernelErrors.invalid_request, { detail: 'the time zone is not known' });
  }
  const livemode = deps.livemode ? 1 : 0;
  const version = before + 1;
  await deps.db.transact(async (tx) => {
    const newest = (await findNewestService(tx, livemode))?.version ?? 0;
    const row = { livemode, version, createdBy: actor, createdAtMs: deps.clock.wallMs() };
    const isWritten =
      newest === before && (await insertService(tx, { ...row, settings: JSON.stringify(settings) }));
    if (!isWritten) throw new DomainError(botErrors.service_changed);
    await appendAudit(deps, tx, { action: 'service.changed', actor, detail: { version } });
  });
  forgetService(deps.db);
  return viewService(deps, { version, settings });
}

/** Hours and promises as they count now. */
export async function viewServiceNow(deps: ServiceDeps): Promise<ServiceView> {
  return viewService(deps, await readService(deps));
}

function viewService(deps: ServiceDeps, { version, settings }: ServiceVersion): ServiceView {
  const nowMs = deps.clock.wallMs();
  const isOpen = isOpenAt(settings, nowMs);
  return { version, settings, isOpen, opensAtMs: isOpen ? null : nextOpenAt(settings, nowMs) };
}
