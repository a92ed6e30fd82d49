import { useEffect, useState } from 'preact/hooks';
import type { ServiceSettings, ServiceView } from '../../../src/bot/handoff/wire.ts';
import { useSay } from '../../ui/language.ts';
import { tell } from '../actions.ts';
import { useDesk } from '../context.ts';
import { sharedCalls } from './calls.ts';
import { settingsText } from './text.ts';
import { type Press, usePress, useRead } from './use-asked.ts';

export interface ServiceForm {
  /** As it counts now; null until it was read. */
  readonly view: ServiceView | null;
  /** As it is being written. */
  readonly draft: ServiceSettings | null;
  readonly pressing: Press;
  write(change: Partial<ServiceSettings>): void;
  /** Sets the whole of it on top of the version that was read: who was slower is told so, and sees what is there. */
  save(): Promise<void>;
}

/** Hours and promises, being changed. */
export function useService(): ServiceForm {
  const { desk } = useDesk();
  const say = useSay(settingsText);
  const { service, setService } = sharedCalls(desk.calls);
  const [view, again] = useRead(service);
  const [draft, setDraft] = useState<ServiceSettings | null>(null);
  const pressing = usePress();
  useEffect(() => setDraft(view?.settings ?? null), [view]);
  return {
    view,
    draft,
    pressing,
    write: (change) => setDraft((now) => (now === null ? null : { ...now, ...change })),
    save: async () => {
      if (view === null || draft === null) return;
      const done = await pressing.press(() => setService({ version: view.version, settings: draft }));
      if (done === null) return;
      tell(desk, say('saved'));
      await again();
    },
  };
}
