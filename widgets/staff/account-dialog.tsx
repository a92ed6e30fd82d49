import { useState } from 'preact/hooks';
import type { ChangePasswordBody, StaffView } from '../../src/identity/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { useModal } from '../ui/modal.ts';
import { PasswordForm } from './password-form.tsx';
import { passwordText } from './password-text.ts';
import { staffCall } from './staff-call.ts';

export interface AccountDialogProps {
  readonly staff: StaffView;
  /** Under the session that the new password began. */
  readonly onStaff: (staff: StaffView) => void;
  readonly onClose: () => void;
}

/** One's own account, over a page that has no settings of its own. */
export function AccountDialog({ staff, onStaff, onClose }: AccountDialogProps) {
  const say = useSay(passwordText);
  const dialog = useModal('account');
  const [isChanged, setChanged] = useState(false);
  const change = async (body: ChangePasswordBody) => {
    const { csrfToken } = staff;
    const answer = await staffCall<StaffView>({
      method: 'POST',
      path: '/v1/staff/password',
      body,
      csrfToken,
    });
    setChanged(answer.ok);
    if (answer.ok) onStaff(answer.value);
    return answer;
  };
  return (
    <dialog ref={dialog} class="account-dialog" aria-labelledby="sheet-title" onClose={onClose}>
      <header>
        <h2 id="sheet-title" tabIndex={-1}>
          {say('changePassword')}
        </h2>
        <button type="button" class="quiet icon-only" aria-label={say('close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <p class="faint">
        {staff.displayName} · {staff.login} · {say(staff.role)}
      </p>
      <p class="faint">{say('changePasswordMore')}</p>
      <PasswordForm login={staff.login} change={change} />
      <p role="status">{isChanged ? say('passwordChanged') : null}</p>
    </dialog>
  );
}
