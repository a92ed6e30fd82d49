import { useRef, useState } from 'preact/hooks';
import type { StaffAccountView, StaffRole } from '../../../src/identity/wire.ts';
import { useSay } from '../../ui/language.ts';
import { tell } from '../actions.ts';
import { AskForm, Choice, Field } from '../ask/ask-form.tsx';
import { Dialog } from '../ask/dialog.tsx';
import { useDesk } from '../context.ts';
import { accountCalls } from './calls.ts';
import { serviceText } from './service-text.ts';

/** A change of somebody's account that is asked before it is made. */
export type AskedChange =
  | { readonly what: 'role'; readonly account: StaffAccountView; readonly role: StaffRole }
  | { readonly what: 'suspend' | 'reset'; readonly account: StaffAccountView };

interface AskProps {
  readonly onDone: () => Promise<void>;
  /** A password was made; it is shown this once. */
  readonly onPassword: (name: string, password: string) => void;
  readonly onClose: () => void;
}

const roles: readonly StaffRole[] = ['agent', 'supervisor', 'analyst', 'admin'];

export function AddAccount({ onDone, onPassword, onClose }: AskProps) {
  const { desk } = useDesk();
  const say = useSay(serviceText);
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<StaffRole>('agent');
  const displayName = name.trim() || login;
  const add = async () => {
    const answer = await accountCalls(desk.calls).addAccount({ login, displayName, role });
    if (!answer.ok) return answer;
    await onDone();
    onPassword(displayName, answer.value.password);
    return null;
  };
  return (
    <AskForm
      heading={say('addAccount')}
      confirm={say('addAccount')}
      isReady={/^[\w.@-]{2,64}$/.test(login)}
      onConfirm={add}
      onClose={onClose}
    >
      <Field label={say('login')}>
        <input
          value={login}
          maxLength={64}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          placeholder={say('loginRule')}
          onInput={(event) => setLogin(event.currentTarget.value.trim())}
        />
      </Field>
      <Field label={say('displayName')}>
        <input value={name} maxLength={80} onInput={(event) => setName(event.currentTarget.value)} />
      </Field>
      <fieldset>
        <legend>{say('role')}</legend>
        {roles.map((one) => (
          <Choice key={one} name="role" isChosen={role === one} onChoose={() => setRole(one)}>
            {say(one)}
          </Choice>
        ))}
      </fieldset>
    </AskForm>
  );
}

/** Asks before somebody loses their sessions. */
export function AskChange({ asked, onDone, onPassword, onClose }: AskProps & { asked: AskedChange }) {
  const { desk } = useDesk();
  const say = useSay(serviceText);
  const { staffId, displayName: name } = asked.account;
  const { setRole, stepAccount, resetPassword } = accountCalls(desk.calls);
  const change = async () => {
    if (asked.what === 'reset') {
      const answer = await resetPassword(staffId);
      if (!answer.ok) return answer;
      await onDone();
      onPassword(name, answer.value.password);
      return null;
    }
    const answer = await (asked.what === 'role'
      ? setRole(staffId, asked.role)
      : stepAccount(staffId, 'disable'));
    if (answer.ok) {
      tell(desk, say('accountChanged', { name }));
      await onDone();
    }
    return answer;
  };
  const words = {
    role: () => say('changeRole', { name, role: asked.what === 'role' ? say(asked.role) : '' }),
    suspend: () => say('suspendName', { name }),
    reset: () => say('resetPasswordOf', { name }),
  };
  const confirm = {
    role: () => say('confirmRole', { role: asked.what === 'role' ? say(asked.role) : '' }),
    suspend: () => say('suspend'),
    reset: () => say('resetPassword'),
  };
  return (
    <AskForm
      heading={words[asked.what]()}
      more={say('endsSessions')}
      confirm={confirm[asked.what]()}
      isGrave={asked.what === 'suspend'}
      onConfirm={change}
      onClose={onClose}
    />
  );
}

interface NewPasswordProps {
  readonly name: string;
  readonly password: string;
  readonly onClose: () => void;
}

/** A password that was made, this once. */
export function NewPassword({ name, password, onClose }: NewPasswordProps) {
  const say = useSay(serviceText);
  const [isCopied, setCopied] = useState(false);
  const shown = useRef<HTMLOutputElement>(null);
  const copy = () => {
    // Where the page may not write there, it is chosen so that one press of the keys does.
    const choose = () => shown.current && getSelection()?.selectAllChildren(shown.current);
    navigator.clipboard.writeText(password).then(() => setCopied(true), choose);
  };
  return (
    <Dialog heading={say('passwordOf', { name })} more={say('shownOnce')} onClose={onClose}>
      <output class="revealed" ref={shown}>
        {password}
      </output>
      <p class="row-start">
        <button type="button" class="primary" onClick={copy}>
          {say(isCopied ? 'copied' : 'copy')}
        </button>
        <button type="button" onClick={onClose}>
          {say('done')}
        </button>
      </p>
    </Dialog>
  );
}
