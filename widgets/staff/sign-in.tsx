import { useId, useRef, useState } from 'preact/hooks';
import type { StaffView } from '../../src/identity/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import type { Answer, Refusal } from './staff-call.ts';
import { staffText } from './text.ts';

interface SignInProps {
  readonly heading: string;
  /** For whom this page is. */
  readonly more: string;
  readonly onSignIn: (login: string, password: string) => Promise<Answer<StaffView>>;
  /** Why the reader is asked; null when they are just not signed in. */
  readonly refusal: Refusal | null;
}

/** Login and password; what is wrong is said beside them. */
export function SignIn({ heading, more, onSignIn, refusal }: SignInProps) {
  const say = useSay(staffText);
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
    const answer = await onSignIn(String(given.get('login')).trim(), String(given.get('password')));
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
        <h1 id={`${id}-heading`}>{heading}</h1>
        <p class="faint">{more}</p>
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
