import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { type Authenticate, bearerToken, LEARNERS } from '../../identity/index.ts';
import type { CheckoutDeps } from '../deps.ts';
import { viewWallet } from './view-wallet.ts';
import { WalletView } from './wire.ts';

/** The HTTP face of the wallet. It is topped up by a checkout (`topUp` in place of lines) and spent by `pay`. */
export function walletRoutes(deps: CheckoutDeps, authenticate: Authenticate): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    const wallet = {
      config: { access: LEARNERS },
      schema: { tags: ['wallet'], response: { 200: WalletView } },
    };
    app.get('/v1/wallet', wallet, async (request) =>
      viewWallet(deps, await authenticate(bearerToken(request.headers.authorization))),
    );
    done();
  };
}
