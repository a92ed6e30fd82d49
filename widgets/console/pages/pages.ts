import type { ComponentType } from 'preact';
import { later } from '../later.tsx';
import type { ViewName } from '../views.ts';

/** Pages of their own; each is loaded when it is first looked at, so that agents do not wait for what they never see. */
export const pageOf: Readonly<Partial<Record<ViewName, ComponentType>>> = {
  approvals: later(async () => (await import('./approvals.tsx')).Approvals),
  team: later(async () => (await import('./team.tsx')).Team),
  rules: later(async () => (await import('./rules.tsx')).Rules),
  audit: later(async () => (await import('./audit.tsx')).Audit),
  catalogue: later(async () => (await import('../catalogue/catalogue.tsx')).Catalogue),
  settings: later(async () => (await import('../settings/settings.tsx')).Settings),
};
