import type { FunctionComponent } from 'preact';
import { AskCase, OpenCase } from './ask/case.tsx';
import { AskCheckout } from './ask/checkout.tsx';
import { AskCoupon } from './ask/coupon.tsx';
import { AskFinish } from './ask/finish.tsx';
import { Help } from './ask/help.tsx';
import { AskInvoice } from './ask/invoice.tsx';
import { AskLabels } from './ask/labels.tsx';
import { Palette } from './ask/palette.tsx';
import { AskRefund } from './ask/refund.tsx';
import { AskReveal } from './ask/reveal.tsx';
import { AskReview } from './ask/review.tsx';
import { AskSnooze } from './ask/snooze.tsx';
import { AskTakeOver } from './ask/take-over.tsx';
import { AskTransfer } from './ask/transfer.tsx';
import { useDesk } from './context.ts';
import type { DialogName } from './state.ts';

/** What is asked over the page; `about` names what it is about. */
const table: Readonly<Record<DialogName, FunctionComponent<{ about: string }>>> = {
  help: Help,
  palette: Palette,
  finish: AskFinish,
  transfer: AskTransfer,
  snooze: AskSnooze,
  labels: AskLabels,
  checkout: AskCheckout,
  coupon: AskCoupon,
  refund: AskRefund,
  reveal: AskReveal,
  review: AskReview,
  takeOver: AskTakeOver,
  openCase: OpenCase,
  case: AskCase,
  invoice: AskInvoice,
};

export function Dialogs() {
  const { dialog } = useDesk().state;
  if (dialog === null) return null;
  const Asked = table[dialog.name];
  return <Asked key={`${dialog.name}${dialog.about}`} about={dialog.about ?? ''} />;
}
