import type { InvoiceView } from '../../src/checkout/invoice/wire.ts';
import type { StubReply } from './stub-till.ts';

/** The learner's own things at the stand-in server. */
export interface StubAccount {
  /** Null when the address is none of its. */
  answer(path: string, body: unknown): StubReply | null;
}

export function createAccount(): StubAccount {
  const invoices: InvoiceView[] = [];
  let personalisation = true;
  const privacy = {
    personalisation: (body: unknown) => {
      personalisation = (body as { isOn: boolean }).isOn;
      return { personalisation };
    },
    export: () => ({ profile: {}, orders: [] }),
    erasure: () => ({ erased: [], kept: [] }),
  };
  const invoice = (orderId: string, body: object): StubReply => {
    const numbers = { invoiceRequestId: 'inv_1', orderId, orderNumber: orderId, invoiceNumber: null };
    const figures = { currency: 'CNY', totalMinor: 9900, createdAtMs: 1, updatedAtMs: 1 };
    const asked = { ...numbers, ...figures, taxNumber: null, status: 'requested', ...body } as InvoiceView;
    invoices.splice(0, invoices.length, asked);
    return { status: 201, body: asked };
  };
  return {
    answer: (path, body) => {
      const [, , what, id = '', action] = path.split('/');
      if (what === 'orders' && action === 'invoice') return invoice(id, body as object);
      if (what === 'invoices') return { status: 200, body: { invoices } };
      if (what !== 'privacy') return null;
      const own = id in privacy ? privacy[id as keyof typeof privacy](body) : { personalisation };
      return { status: 200, body: own };
    },
  };
}
