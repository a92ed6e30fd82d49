import './settings.css';
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { isSupervisor } from '../roles.ts';
import { Abilities } from './abilities.tsx';
import { Accounts } from './accounts.tsx';
import { CannedReplies } from './canned-replies.tsx';
import { Hours } from './hours.tsx';
import { Labels } from './labels.tsx';
import { Security } from './security.tsx';
import { serviceText } from './service-text.ts';
import { Targets } from './targets.tsx';

interface Section {
  readonly name: 'security' | 'abilities' | 'canned' | 'labels' | 'hoursOf' | 'targets' | 'accounts';
  readonly Shown: FunctionComponent;
  readonly isFor: 'all' | 'supervisors' | 'admins';
}

const sections: readonly Section[] = [
  { name: 'security', Shown: Security, isFor: 'all' },
  { name: 'abilities', Shown: Abilities, isFor: 'all' },
  { name: 'canned', Shown: CannedReplies, isFor: 'all' },
  { name: 'labels', Shown: Labels, isFor: 'supervisors' },
  { name: 'hoursOf', Shown: Hours, isFor: 'supervisors' },
  { name: 'targets', Shown: Targets, isFor: 'supervisors' },
  { name: 'accounts', Shown: Accounts, isFor: 'admins' },
];

/** One's own account, and what those who answer for others set for all. */
export function Settings() {
  const { staff } = useDesk().state;
  const say = useSay(serviceText);
  const [chosen, setChosen] = useState<Section['name']>('security');
  const shown = sections.filter(
    ({ isFor }) => isFor === 'all' || (isFor === 'admins' ? staff?.role === 'admin' : isSupervisor(staff)),
  );
  const Shown = (shown.find(({ name }) => name === chosen) ?? shown[0])?.Shown;
  useEffect(() => {
    // What was pressed to come here went away with its box.
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>('#list-heading')?.focus();
  }, []);
  return (
    <section class="sheet settings-page" aria-labelledby="list-heading">
      <h1 id="list-heading" tabIndex={-1}>
        {say('settings')}
      </h1>
      <div class="settings-columns">
        <nav aria-label={say('sections')}>
          <ul>
            {shown.map(({ name }) => (
              <li key={name}>
                <button
                  type="button"
                  class="view"
                  data-section={name}
                  aria-current={chosen === name ? 'true' : undefined}
                  onClick={() => setChosen(name)}
                >
                  {say(name)}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <div class="settings-part">{Shown ? <Shown key={chosen} /> : null}</div>
      </div>
    </section>
  );
}
