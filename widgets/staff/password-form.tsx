import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ChangePasswordBody } from '../../src/identity/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { passwordText } from './password-text.ts';
import type { Answer, Refusal } from './staff-call.ts';

const empty = { currentPassword: '', newPassword: '', repeated: '' };
const passwordMin = 8;

interface PasswordFormProps {
  readonly login: string;
  /** Asks the server; a refusal is said above the button. */
  readonly change: (body: ChangePasswordBody) => Promise<Answer<unknown>>;
}

/** One's own new password: every other device is signed out, this one goes on. */
export function PasswordForm({ login, change }: PasswordFormProps) {
  const say = useSay(passwordText);
  const language = useLanguage();
  const [given, setGiven] = useState(empty);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { currentPassword, newPassword, repeated } = given;
  const differs = repeated !== '' && repeated !== newPassword;
  const isReady = currentPassword !== '' && newPassword.length >= passwordMin && repeated === newPassword;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!isReady || isBusy) return;
    setBusy(true);
    const answer = await change({ currentPassword, newPassword });
    setBusy(false);
    setRefusal(answer.ok ? null : answer);
    if (answer.ok) setGiven(empty);
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
    <form class="password-form" onSubmit={(event) => void submit(event)}>
      {/* Password managers keep the new one under the right name. */}
      <input class="unseen" tabIndex={-1} aria-hidden="true" readOnly autocomplete="username" value={login} />
      <Labeled label={say('currentPassword')}>{field('currentPassword', 'current-password')}</Labeled>
      <Labeled label={`${say('newPassword')} · ${say('newPasswordRule')}`}>
        {field('newPassword', 'new-password')}
      </Labeled>
      <Labeled label={say('repeatPassword')}>{field('repeated', 'new-password')}</Labeled>
      <p class="wrong" role="alert">
        {differs ? say('notTheSame') : refusal?.message[language]}
      </p>
      <p>
        <button type="submit" class="primary" aria-disabled={!isReady || isBusy}>
          {isBusy ? <span class="spinner" aria-hidden="true" /> : null}
          {say('changePassword')}
        </button>
      </p>
    </form>
  );
}

function Labeled({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label>
      <span>{label}</span>
      {children}
    </label>
  );
}
