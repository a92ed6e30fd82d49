import { useState } from 'preact/hooks';
import type { StaffAccountView, StaffRole } from '../../../src/identity/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant } from '../../ui/money.ts';
import { tell } from '../actions.ts';
import { useDesk } from '../context.ts';
import { AddAccount, AskChange, type AskedChange, NewPassword } from './ask-account.tsx';
import { accountCalls } from './calls.ts';
import { serviceText } from './service-text.ts';
import { useRead } from './use-asked.ts';

/** What is asked over the list. */
type Asked =
  | { readonly what: 'add' }
  | AskedChange
  | { readonly what: 'password'; readonly name: string; readonly password: string };

/** Everybody who works here, and what an admin does with their accounts. */
export function Accounts() {
  const { desk } = useDesk();
  const say = useSay(serviceText);
  const { accounts, stepAccount } = accountCalls(desk.calls);
  const [answer, readAgain] = useRead(accounts);
  const [asked, setAsked] = useState<Asked | null>(null);
  const shown = answer?.accounts ?? null;
  const close = () => setAsked(null);
  const showPassword = (name: string, password: string) => setAsked({ what: 'password', name, password });
  const step = async (account: StaffAccountView, to: 'enable' | 'unlock') => {
    const done = await stepAccount(account.staffId, to);
    desk.refuse(done);
    if (done.ok) tell(desk, say('accountChanged', { name: account.displayName }));
    await readAgain();
  };
  return (
    <section aria-labelledby="accounts">
      <header class="part-head">
        <h2 id="accounts">{say('accounts')}</h2>
        <button type="button" class="primary" onClick={() => setAsked({ what: 'add' })}>
          {say('addAccount')}
        </button>
      </header>
      <p class="faint">{say('accountsMore')}</p>
      {shown === null ? <Loading /> : null}
      <ul class="rows">
        {shown?.map((account) => (
          <Account
            key={account.staffId}
            account={account}
            onAsk={setAsked}
            onStep={(to) => void step(account, to)}
          />
        ))}
      </ul>
      {asked?.what === 'add' ? (
        <AddAccount onDone={readAgain} onPassword={showPassword} onClose={close} />
      ) : null}
      {asked !== null && 'account' in asked ? (
        <AskChange asked={asked} onDone={readAgain} onPassword={showPassword} onClose={close} />
      ) : null}
      {asked?.what === 'password' ? <NewPassword {...asked} onClose={close} /> : null}
    </section>
  );
}

const roles: readonly StaffRole[] = ['agent', 'supervisor', 'analyst', 'admin'];

interface AccountProps {
  readonly account: StaffAccountView;
  readonly onAsk: (asked: AskedChange) => void;
  readonly onStep: (to: 'enable' | 'unlock') => void;
}

function Account({ account, onAsk, onStep }: AccountProps) {
  const { state } = useDesk();
  const say = useSay(serviceText);
  const { login, displayName, role, isDisabled } = account;
  const isOwn = account.staffId === state.staff?.staffId;
  return (
    <li data-account={login}>
      <span class="row-main">
        <strong>{displayName}</strong> <span class="faint">{login}</span>
        <Standing account={account} />
      </span>
      {isOwn ? (
        <span class="faint">
          {say('ownAccount')} · {say(role)}
        </span>
      ) : (
        <span class="row-start">
          <select
            aria-label={say('roleOf', { name: displayName })}
            value={role}
            onChange={(event) => {
              const to = event.currentTarget.value as StaffRole;
              // It says what is; what is asked for comes with the answer.
              event.currentTarget.value = role;
              onAsk({ what: 'role', account, role: to });
            }}
          >
            {roles.map((one) => (
              <option key={one} value={one}>
                {say(one)}
              </option>
            ))}
          </select>
          {account.lockedUntilMs === null ? null : (
            <button type="button" class="small" onClick={() => onStep('unlock')}>
              {say('unlock')}
            </button>
          )}
          <button type="button" class="small" onClick={() => onAsk({ what: 'reset', account })}>
            {say('resetPassword')}
          </button>
          {isDisabled ? (
            <button type="button" class="small" onClick={() => onStep('enable')}>
              {say('letIn')}
            </button>
          ) : (
            <button type="button" class="small" onClick={() => onAsk({ what: 'suspend', account })}>
              {say('suspend')}
            </button>
          )}
        </span>
      )}
    </li>
  );
}

function Standing({ account: { isDisabled, lockedUntilMs, sessionsCount } }: { account: StaffAccountView }) {
  const say = useSay(serviceText);
  const language = useLanguage();
  const word = isDisabled
    ? say('suspended')
    : lockedUntilMs === null
      ? say('active')
      : say('lockedUntil', { time: formatInstant(lockedUntilMs, language, 'full') });
  const isWell = !isDisabled && lockedUntilMs === null;
  return (
    <span class="meta block">
      <span class={isWell ? 'state paid' : 'state declined'}>{word}</span>{' '}
      {sessionsCount === 0 ? null : say('signedInOn', { count: sessionsCount })}
    </span>
  );
}
