import type { Api, BodyOf, Reply } from './api.ts';

export type RequestInvoiceBody = BodyOf<'/v1/orders/{orderId}/invoice'>;
export type AppealBody = BodyOf<'/v1/appeals'>;

/** What a learner asks for now and then: invoices, their data, a person's look at a refusal. */
export function dataCalls({ call }: Pick<Api, 'call'>) {
  return {
    readInvoices: () => call((api, headers) => api.GET('/v1/invoices', { headers })),
    /** Sent twice it is the same wish. */
    requestInvoice: (orderId: string, body: RequestInvoiceBody) =>
      call((api, headers) =>
        api.POST('/v1/orders/{orderId}/invoice', { body, headers, params: { path: { orderId } } }),
      ),
    /** Asked again while it is open, it is the same appeal. */
    openAppeal: (body: AppealBody) => call((api, headers) => api.POST('/v1/appeals', { body, headers })),
    readPrivacy: () => call((api, headers) => api.GET('/v1/privacy', { headers })),
    setPersonalisation: (isOn: boolean) =>
      call((api, headers) => api.POST('/v1/privacy/personalisation', { body: { isOn }, headers })),
    /** The file of the learner's own data. */
    exportData: () =>
      call<unknown>((api, headers) => api.GET('/v1/privacy/export', { headers }) as Reply<unknown>),
    eraseData: () =>
      call((api, headers) => api.POST('/v1/privacy/erasure', { body: { confirm: 'erase' }, headers })),
  };
}
