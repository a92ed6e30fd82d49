import { useSay } from '../../../ui/language.ts';
import { riskText } from '../../text/risk.ts';

interface SecondPersonProps {
  /** False for whoever asked: they can only take their wish back. */
  readonly mayApprove: boolean;
  readonly decide: (decision: 'approved' | 'declined') => void;
}

/** The buttons under a wish that takes a second person. */
export function SecondPerson({ mayApprove, decide }: SecondPersonProps) {
  const say = useSay(riskText);
  return (
    <>
      {mayApprove ? null : <p class="faint">{say('wishOwn')}</p>}
      <p class="row-start">
        {mayApprove ? (
          <button type="button" class="primary" onClick={() => decide('approved')}>
            {say('wishApprove')}
          </button>
        ) : null}
        <button type="button" onClick={() => decide('declined')}>
          {say(mayApprove ? 'wishDecline' : 'wishTakeBack')}
        </button>
      </p>
    </>
  );
}
