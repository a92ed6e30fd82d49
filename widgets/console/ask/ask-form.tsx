import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Refusal } from '../../staff/staff-call.ts';
import { useLanguage } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { Dialog } from './dialog.tsx';

/** What became of the press: done, or why not. */
export type Outcome = { readonly ok: true } | Refusal;

interface AskFormProps {
  readonly heading: string;
  readonly more?: string;
  /** The button says what will happen, amounts included. */
  readonly confirm: string;
  readonly isReady?: boolean;
  readonly isGrave?: boolean;
  readonly isWide?: boolean;
  readonly children?: ComponentChildren;
  /** Left out: the dialog is the one that the page's state names. */
  readonly onClose?: () => void;
  /** Closes the dialog when it is done; null leaves it open. A refusal is said above the button. */
  readonly onConfirm: () => Promise<Outcome | null>;
}

/** Asks before something is done. */
export function AskForm(props: AskFormProps) {
  const {
    heading,
    more,
    confirm,
    isReady = true,
    isGrave = false,
    isWide = false,
    children,
    onConfirm,
  } = props;
  const { desk } = useDesk();
  const close = props.onClose ?? (() => desk.store.set({ dialog: null }));
  const language = useLanguage();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!isReady || isBusy) return;
    setBusy(true);
    const outcome = await onConfirm();
    setBusy(false);
    if (outcome === null) return;
    if (outcome.ok) close();
    else setRefusal(outcome);
  };
  return (
    <Dialog heading={heading} isWide={isWide} onClose={close} {...(more === undefined ? {} : { more })}>
      <form class="ask" onSubmit={(event) => void submit(event)}>
        {children}
        <p class="wrong" role="alert">
          {refusal?.message[language]}
        </p>
        <button
          type="submit"
          class={isGrave ? 'primary grave wide' : 'primary wide'}
          aria-disabled={!isReady || isBusy}
        >
          {isBusy ? <span class="spinner" aria-hidden="true" /> : null}
          {confirm}
        </button>
      </form>
    </Dialog>
  );
}

interface FieldProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

export function Field({ label, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label class="field">
      <span>{label}</span>
      {children}
    </label>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: ComponentChildren;
  readonly more?: string;
}

/** One of several, of which one holds. */
export function Choice({ name, isChosen, onChoose, children, more }: ChoiceProps) {
  return (
    <label class="choice">
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} />
      <span>
        {children}
        {more === undefined ? null : <span class="faint block">{more}</span>}
      </span>
    </label>
  );
}

interface CheckProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ComponentChildren;
}

export function Check({ isOn, onChange, children }: CheckProps) {
  return (
    <label class="choice">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{children}</span>
    </label>
  );
}

interface NoteFieldProps {
  readonly label: string;
  readonly note: string;
  readonly onWrite: (note: string) => void;
}

/** A few words to a colleague about what is asked. */
export function NoteField({ label, note, onWrite }: NoteFieldProps) {
  return (
    <Field label={label}>
      <textarea
        rows={2}
        maxLength={500}
        value={note}
        onInput={(event) => onWrite(event.currentTarget.value)}
      />
    </Field>
  );
}
