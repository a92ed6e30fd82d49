import { z } from 'zod';

/** 1 or 0. */
export const Flag = z.enum(['0', '1']).transform((value) => value === '1');

export const Port = z.coerce.number().int().min(0).max(65_535);

/** Addresses of sites, with commas between; their origins. */
export const Origins = z
  .string()
  .transform((text) => text.split(',').map((site) => site.trim()))
  .pipe(z.array(z.url().transform((url) => new URL(url).origin)));

/** `kid:secret,kid2:secret2`: the first signs, all verify, so that two are live during a rotation. */
export const Keys = z.string().transform((text, context) =>
  text.split(',').map((pair) => {
    const [kid = '', ...rest] = pair.trim().split(':');
    const secret = rest.join(':');
    if (kid === '' || secret.length < 16) {
      context.addIssue({
        code: 'custom',
        message: 'must be kid:secret with a secret of at least 16 characters',
      });
    }
    return { kid, secret };
  }),
);
