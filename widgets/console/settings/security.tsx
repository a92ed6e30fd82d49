import { useState } from 'preact/hooks';
import type { StaffSessionView } from '../../../src/identity/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant } from '../../ui/money.ts';
import { tell } from '../actions.ts';
import { Field } from '../ask/ask-form.tsx';
import { useDesk } from '../context.ts';
import { accountCalls } from './calls.ts';
import { FormEnd } from './form-end.tsx';
import { settingsText } from './text.ts';
import { usePress, useRead } from './use-asked.ts';

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

const empty = { currentPassword: '', newPassword: '', repeated: '' };
const passwordMin = 8;

function Password({ onChanged }: { onChanged: () => Promise<void> }) {
  const { desk, state } = useDesk();
  const say = useSay(settingsText);
  const [given, setGiven] = useState(empty);
  const pressing = usePress();
  const { currentPassword, newPassword, repeated } = given;
  const differs = repeated !== '' && repeated !== newPassword;
  const isReady = currentPassword !== '' && newPassword.length >= passwordMin && repeated === newPassword;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!isReady) return;
    const { staff } = state;
    // The session that the socket stands on ends with the password: it must not take the page along.
    desk.live.close();
    const { changePassword } = accountCalls(desk.calls);
    const done = await pressing.press(() => changePassword({ currentPassword, newPassword }));
    if (done === null) {
      if (staff) desk.live.open(staff.csrfToken);
      return;
    }
    desk.renew(done.value);
    setGiven(empty);
    tell(desk, say('passwordChanged'));
    await onChanged();
  };
  const field = (name: keyof typeof empty, autocomplete: 'current-password' | 'new-password') => (
    <input
      type="password"
      autocomplete={autocomplete}
      maxLength={256}
      value={given[name]}
      aria-invalid={name === 'repeated' && differs}
      onInput={(event) => setGiven({ ...given, [name]: event.currentTarget.value })}
    />
  );
  return (
    <form
      class="ask settings-form"
      aria-labelledby="change-password"
      onSubmit={(event) => void submit(event)}
    >
      <h2 id="change-password">{say('changePassword')}</h2>
      <p class="faint">{say('changePasswordMore')}</p>
      {/* Password managers keep the new one under the right name. */}
      <input
        class="unseen"
        tabIndex={-1}
        aria-hidden="true"
        readOnly
        autocomplete="username"
        value={state.staff?.login}
      />
      <Field label={say('currentPassword')}>{field('currentPassword', 'current-password')}</Field>
      <Field label={`${say('newPassword')} · ${say('newPasswordRule')}`}>
        {field('newPassword', 'new-password')}
      </Field>
      <Field label={say('repeatPassword')}>{field('repeated', 'new-password')}</Field>
      <FormEnd
        pressing={pressing}
        confirm={say('changePassword')}
        isReady={isReady}
        trouble={differs ? say('notTheSame') : null}
      />
    </form>
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
