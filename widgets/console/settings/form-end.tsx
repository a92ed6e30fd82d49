import { useLanguage } from '../../ui/language.ts';
import type { Press } from './use-asked.ts';

interface FormEndProps {
  readonly pressing: Pick<Press, 'isBusy' | 'refusal'>;
  readonly confirm: string;
  readonly isReady?: boolean;
  /** What is wrong with what was filled in, said before the server could. */
  readonly trouble?: string | null;
}

/** The end of a form: what is wrong, and the button. */
export function FormEnd({ pressing, confirm, isReady = true, trouble = null }: FormEndProps) {
  const language = useLanguage();
  const { isBusy, refusal } = pressing;
  return (
    <>
      <p class="wrong" role="alert">
        {trouble ?? refusal?.message[language]}
      </p>
      <p class="row-start">
        <button type="submit" class="primary" aria-disabled={!isReady || isBusy}>
          {isBusy ? <span class="spinner" aria-hidden="true" /> : null}
          {confirm}
        </button>
      </p>
    </>
  );
}
