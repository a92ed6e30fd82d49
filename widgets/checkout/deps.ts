import type { CheckoutView } from '../../src/checkout/wire.ts';
import type { Surface } from '../../src/identity/wire.ts';
import type { Api } from '../ui/api.ts';
import type { Answer } from '../ui/http.ts';
import type { Keep } from '../ui/keep.ts';
import type { Store } from '../ui/store.ts';
import type { BridgeAnswer } from '../ui/wechat-bridge.ts';
import type { CheckoutRequest } from './request.ts';

/** What the checkout gets from the chat that holds it. */
export interface CheckoutDeps {
  readonly api: Api;
  readonly keep: Keep;
  readonly nowMs: () => number;
  readonly newId: (prefix: string) => string;
  readonly surface: () => Surface;
  /** The host page's address, to come back to; null when there is none. */
  readonly pageUrl: () => Promise<string | null>;
  /** Leaves for a page of ours that leads to the gateway. */
  readonly leave: (url: string) => void;
  /** Hands a payment to the app that shows the page. */
  readonly payInApp: (parameters: Readonly<Record<string, string>>) => Promise<BridgeAnswer>;
  /** Asks the host page for its sign-in. */
  readonly signIn: () => void;
  /** Shares a checkout's new state with the thread. */
  readonly tell: (view: CheckoutView) => void;
  readonly refresh: (checkoutId: string) => Promise<Answer<CheckoutView>>;
  /** What to open again after a reload. */
  readonly remember: (request: CheckoutRequest) => void;
}

/** Why the sheet shows something else than the checkout. */
export type Obstacle =
  /** `again`: who is there is known, and is to prove it anew. */
  | { kind: 'sign_in'; again?: true }
  | { kind: 'owned'; startUrl: string | null }
  | { kind: 'price'; beforeMinor: number; nowMinor: number; currency: string; request: ProductRequest }
  | { kind: 'trouble'; message: { zh: string; en: string } };

export type ProductRequest = Extract<CheckoutRequest, { kind: 'product' }>;

/** The sheet's own state; what the checkout is stands in its view, which only the server writes. */
export interface FlowState {
  checkoutId: string | null;
  request: CheckoutRequest;
  obstacle: Obstacle | null;
  busy: 'start' | 'pay' | 'cancel' | 'coupon' | null;
  /** Why the last press did not lead on; shown where the learner pressed. */
  trouble: { zh: string; en: string; code?: string } | null;
  /** The learner wants to choose a method although another one is pending. */
  isChoosing: boolean;
  /** The learner looks at what the wallet can be topped up with. */
  isToppingUp: boolean;
  /** The checkout to go back to after a top-up. */
  beforeTopUp: string | null;
}

export interface Flow {
  readonly deps: CheckoutDeps;
  readonly state: Store<FlowState>;
}
