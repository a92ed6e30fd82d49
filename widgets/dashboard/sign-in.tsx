import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import type { Dashboard } from './dashboard.ts';
import type { Refusal } from './staff-call.ts';
import { dashboardText } from './text.ts';

/** Login and password; what is wrong is said beside them. */
export function SignIn({ dashboard, refusal }: { dashboard: Dashboard; refusal: Refusal | null }) {
  const say = useSay(dashboardText);
  const language = useLanguage();
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(refusal);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || !form.current) return;
    const given = new FormData(form.current);
    setBusy(true);
    const answer = await dashboard.signIn(String(given.get('login')).trim(), String(given.get('password')));
    if (answer.ok) return;
    setBusy(false);
    setWrong(answer);
    form.current?.querySelector<HTMLInputElement>('[name=password]')?.select();
  };

  return (
    <main class="sign-in">
      <form ref={form} onSubmit={submit} aria-labelledby={`${id}-heading`}>
        <span class="mark" aria-hidden="true">
          <Icon name="lock" />
        </span>
        <h1 id={`${id}-heading`}>{say('signInHeading')}</h1>
        <p class="faint">{say('signInMore')}</p>
        <label>
          {say('login')}
          <input
            name="login"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            maxLength={64}
            required
          />
        </label>
        <label>
          {say('password')}
          <input
            name="password"
            type="password"
            autocomplete="current-password"
            maxLength={256}
            required
            aria-describedby={`${id}-wrong`}
          />
        </label>
        <p id={`${id}-wrong`} class="wrong" role="alert">
          {wrong?.message[language]}
        </p>
        <button type="submit" class="primary wide" aria-disabled={isBusy}>
          {say(isBusy ? 'signingIn' : 'signIn')}
        </button>
      </form>
    </main>
  );
}
