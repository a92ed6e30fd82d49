import { defineErrors } from '../../kernel/errors.ts';

/** Why an invoice cannot be asked for, or settled. */
export const invoiceErrors = defineErrors({
  invoice_not_possible: {
    status: 409,
    title: 'Only what was paid, and not wholly refunded, has an invoice',
    zh: '这个订单没有可以开票的金额。',
    en: 'There is nothing to invoice on this order.',
  },
  invoice_not_issued: {
    status: 409,
    title: 'The invoice has not been issued yet',
    zh: '发票还没有开具，暂时不能重发。',
    en: 'The invoice has not been issued yet, so there is nothing to send again.',
  },
  invoice_settled: {
    status: 409,
    title: 'The invoice was issued or declined already',
    zh: '发票已经处理，不能再修改。如需更正，请联系客服。',
    en: 'This invoice has been dealt with already. Please ask a person if it has to be corrected.',
  },
});
