import { z } from 'zod';

const Text = z.string().trim().max(256).optional();
const Address = z.url({ protocol: /^https?$/ }).optional();
const FeePpm = z.coerce.number().int().min(0).max(1_000_000).optional();

function words<const Word extends string>(known: readonly [Word, ...Word[]]) {
  const Known = z.enum(known);
  return z
    .string()
    .transform((text) => text.split(',').map((word) => word.trim()))
    .pipe(z.array(Known).min(1));
}

/** A secret that may stand in the variable itself or in the file that `…_FILE` names. */
function secretOrFile<Name extends string>(name: Name, about: string) {
  const inFile = `File that holds ${name}.`;
  return {
    [name]: { schema: z.string().min(1).optional(), about, secret: true },
    [`${name}_FILE`]: { schema: z.string().min(1).max(1024).optional(), about: inFile },
  } as Record<Name | `${Name}_FILE`, { schema: z.ZodOptional<z.ZodString>; about: string }>;
}

/** What the real gateways need; each is on once its variables are set, all of them or none. */
export const gatewayVariables = {
  GATEWAY_ORDER: {
    schema: words(['wechat_pay', 'alipay', 'stripe', 'sandbox']).optional(),
    about:
      'Gateways by name in the order of preference, separated by commas; the others come after: wechat_pay, alipay, stripe, sandbox.',
  },
  WECHAT_PAY_MCHID: { schema: Text, about: 'WeChat Pay: our merchant number (商户号).' },
  WECHAT_PAY_APP_ID: { schema: Text, about: 'WeChat Pay: the app bound to it, wx….' },
  WECHAT_PAY_CERT_SERIAL: { schema: Text, about: 'WeChat Pay: serial number of our API certificate.' },
  ...secretOrFile(
    'WECHAT_PAY_PRIVATE_KEY',
    'WeChat Pay: PEM of that certificate’s private key (apiclient_key.pem).',
  ),
  ...secretOrFile('WECHAT_PAY_API_V3_KEY', 'WeChat Pay: the APIv3 key, 32 characters.'),
  WECHAT_PAY_PUBLIC_KEY_ID: {
    schema: Text,
    about:
      'WeChat Pay: id of its public key, PUB_KEY_ID_…; without it its certificates are downloaded and renewed.',
  },
  ...secretOrFile('WECHAT_PAY_PUBLIC_KEY', 'WeChat Pay: PEM of that public key.'),
  WECHAT_PAY_PRODUCTS: {
    schema: words(['native', 'h5', 'jsapi']).default(['native']),
    about: 'WeChat Pay: the products we may use: native, h5, jsapi, separated by commas.',
  },
  WECHAT_PAY_FEE_PPM: { schema: FeePpm, about: 'WeChat Pay: its price by contract, parts per million.' },
  WECHAT_PAY_BASE_URL: {
    schema: Address,
    about: 'WeChat Pay: address of a simulator, in test mode; default the real one.',
  },
  ALIPAY_APP_ID: { schema: Text, about: 'Alipay: our application (APPID).' },
  ALIPAY_SELLER_ID: { schema: Text, about: 'Alipay: the account that takes the money, 2088….' },
  ...secretOrFile('ALIPAY_PRIVATE_KEY', 'Alipay: private key of the application.'),
  ...secretOrFile('ALIPAY_PUBLIC_KEY', 'Alipay: its public key (公钥模式).'),
  ...secretOrFile('ALIPAY_NEXT_PUBLIC_KEY', 'Alipay: its next public key, while it is being exchanged.'),
  ...secretOrFile(
    'ALIPAY_APP_CERT',
    'Alipay: certificate of our application (证书模式, instead of its key).',
  ),
  ...secretOrFile('ALIPAY_ROOT_CERT', 'Alipay: its root certificates.'),
  ...secretOrFile('ALIPAY_CERT', 'Alipay: its certificate.'),
  ALIPAY_QR_PRODUCT: {
    schema: z.enum(['FACE_TO_FACE_PAYMENT', 'QR_CODE_OFFLINE']).optional(),
    about: 'Alipay: what the contract calls the QR; default FACE_TO_FACE_PAYMENT.',
  },
  ALIPAY_FEE_PPM: { schema: FeePpm, about: 'Alipay: its price by contract, parts per million.' },
  ALIPAY_BASE_URL: {
    schema: Address,
    about: 'Alipay: its sandbox or a simulator, in test mode; default the real one.',
  },
  STRIPE_ACCOUNT_ID: { schema: Text, about: 'Stripe: our account, acct_….' },
  ...secretOrFile('STRIPE_SECRET_KEY', 'Stripe: secret or restricted key; a test key in test mode.'),
  ...secretOrFile('STRIPE_WEBHOOK_SECRETS', 'Stripe: whsec_… of our endpoint, two while rotating.'),
  STRIPE_METHODS: {
    schema: words(['card', 'alipay', 'wechat_pay']).default(['card']),
    about: 'Stripe: the methods it serves: card, alipay, wechat_pay, separated by commas.',
  },
  STRIPE_BASE_URL: { schema: Address, about: 'Stripe: address of a simulator, in test mode.' },
} as const satisfies Record<string, { schema: z.ZodType; about: string; secret?: true }>;
