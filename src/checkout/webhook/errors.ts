import { defineErrors } from '../../kernel/errors.ts';

export const webhookErrors = defineErrors({
  webhook_url_refused: {
    status: 422,
    title: 'Webhooks go to https addresses on the public internet only',
    zh: '回调地址必须是公网可访问的 https 地址。',
    en: 'Webhooks go to https addresses on the public internet only.',
  },
  webhook_endpoints_full: {
    status: 409,
    title: 'There are as many webhook endpoints as there may be',
    zh: '回调地址数量已达上限，请先停用不再使用的地址。',
    en: 'There are as many endpoints as there may be. Disable one that is not used any more.',
  },
});
