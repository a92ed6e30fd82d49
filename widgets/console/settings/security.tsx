import type { ChangePasswordBody, StaffSessionView } from '../../../src/identity/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { PasswordForm } from '../../staff/password-form.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant } from '../../ui/money.ts';
import { tell } from '../actions.ts';
import { useDesk } from '../context.ts';
import { accountCalls } from './calls.ts';
import { settingsText } from './text.ts';
import { useRead } from './use-asked.ts';

/** One's own password, and the devices one is signed in on. */
export function Security() {
  const { desk } = useDesk();
  const calls = accountCalls(desk.calls);
  const [answer, again] = useRead(calls.sessions);
  return (
    <>
      <Password onChanged={again} />
      <Sessions sessions={answer?.sessions ?? null} onEnded={again} />
    </>
  );
}

function Password({ onChanged }: { onChanged: () => Promise<void> }) {
  const { desk, state } = useDesk();
  const say = useSay(settingsText);
  const change = async (body: ChangePasswordBody) => {
    const { staff } = state;
    // The session that the socket stands on ends with the password: it must not take the page along.
    desk.live.close();
    const answer = await accountCalls(desk.calls).changePassword(body);
    if (answer.ok) {
      desk.renew(answer.value);
      tell(desk, say('passwordChanged'));
      void onChanged();
    } else if (answer.status === 401) desk.refuse(answer);
    else if (staff) desk.live.open(staff.csrfToken);
    return answer;
  };
  return (
    <section aria-labelledby="change-password">
      <h2 id="change-password">{say('changePassword')}</h2>
      <p class="faint">{say('changePasswordMore')}</p>
      <PasswordForm login={state.staff?.login ?? ''} change={change} />
    </section>
  );
}

interface SessionsProps {
  readonly sessions: readonly StaffSessionView[] | null;
  readonly onEnded: () => Promise<void>;
}

function Sessions({ sessions, onEnded }: SessionsProps) {
  const { desk } = useDesk();
  const say = useSay(settingsText);
  const language = useLanguage();
  const { endSessions } = accountCalls(desk.calls);
  const end = async (which: string) => {
    const answer = await endSessions(which);
    desk.refuse(answer);
    if (answer.ok) tell(desk, say('sessionsEnded', { count: answer.value.revoked }));
    await onEnded();
    document.querySelector<HTMLElement>('#sessions')?.focus();
  };
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" tabIndex={-1}>
        {say('sessions')}
      </h2>
      {sessions === null ? <Loading /> : null}
      <ul class="rows">
        {sessions?.map(({ sessionId, device, isThis, createdAtMs, lastSeenAtMs }) => {
          const name = device ?? say('unknownDevice');
          return (
            <li key={sessionId} data-session={sessionId}>
              <span class="row-main">
                <strong>{name}</strong> {isThis ? <span class="tag">{say('thisDevice')}</span> : null}
                <span class="meta block">
                  {say('signedInSince', { since: formatInstant(createdAtMs, language, 'full') })} ·{' '}
                  {say('lastSeen', { time: formatInstant(lastSeenAtMs, language, 'full') })}
                </span>
              </span>
              {isThis ? null : (
                <button
                  type="button"
                  class="small"
                  aria-label={say('endSessionOf', { device: name })}
                  onClick={() => void end(sessionId)}
                >
                  {say('endSession')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {(sessions?.length ?? 0) > 1 ? (
        <p class="row-start">
          <button type="button" onClick={() => void end('others')}>
            {say('endOthers')}
          </button>
        </p>
      ) : null}
    </section>
  );
}
