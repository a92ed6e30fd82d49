import type { IncomingMessage } from 'node:http';
import { parseCardNumber } from '../cards.ts';
import type { Charge, PageLanguage } from '../charge.ts';
import type { SandboxDeps } from '../deps.ts';
import { SandboxError } from '../errors.ts';
import { type Answer, type Exchange, type Handler, readForm, redirectAnswer } from '../http.ts';
import { isLoopback } from '../loopback.ts';
import { answerChallenge, cancelCharge, payByCard, payByWallet } from '../pay-charge.ts';
import type { Route } from '../router.ts';
import { findCharge } from '../settle-charge.ts';
import { cardPage, emptyCardForm, readCardForm, wrongFields } from './card-page.ts';
import { challengePage } from './challenge-page.ts';
import { homePage } from './home-page.ts';
import { messagePage } from './message-page.ts';
import type { ChargePage } from './parts.ts';
import { payPage } from './pay-page.ts';
import { resultPage } from './result-page.ts';
import { signSvg, stylesheet, stylesheetPath } from './style.ts';

const RECENT_MAX = 20;

/** The pages payers see. */
export function pageRoutes(deps: SandboxDeps): Route[] {
  const page = (handler: Handler): Handler => asPage(deps, handler);
  return [
    { method: 'GET', path: '/', handler: page((exchange) => getHome(deps, exchange)) },
    { method: 'GET', path: stylesheetPath, handler: () => fileAnswer('text/css; charset=utf-8', stylesheet) },
    { method: 'GET', path: '/icon.svg', handler: () => fileAnswer('image/svg+xml', signSvg) },
    { method: 'GET', path: '/pay/:chargeId', handler: page((exchange) => getForm(deps, exchange, 'pay')) },
    { method: 'POST', path: '/pay/:chargeId', handler: page((exchange) => postPay(deps, exchange)) },
    { method: 'GET', path: '/card/:chargeId', handler: page((exchange) => getForm(deps, exchange, 'card')) },
    { method: 'POST', path: '/card/:chargeId', handler: page((exchange) => postCard(deps, exchange)) },
    {
      method: 'GET',
      path: '/challenge/:chargeId',
      handler: page((exchange) => getForm(deps, exchange, 'challenge')),
    },
    {
      method: 'POST',
      path: '/challenge/:chargeId',
      handler: page((exchange) => postChallenge(deps, exchange)),
    },
    { method: 'GET', path: '/result/:chargeId', handler: page((exchange) => getResult(deps, exchange)) },
  ];
}

type FormName = 'pay' | 'card' | 'challenge';

/** Errors of these routes are read by people. */
function asPage(deps: SandboxDeps, handler: Handler): Handler {
  return async (exchange) => {
    try {
      return await handler(exchange);
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      const charge = deps.store.book.charges.get(exchange.params['chargeId'] ?? '');
      return messagePage({ language: languageOf(exchange, charge), error, path: exchange.path });
    }
  };
}

function getHome(deps: SandboxDeps, exchange: Exchange): Answer {
  const chinese = /^zh\b/i.test(exchange.request.headers['accept-language'] ?? '');
  const language = chosenLanguage(exchange.query) ?? (chinese ? 'zh' : 'en');
  const recent = [...deps.store.book.charges.values()].slice(-RECENT_MAX).reverse();
  return homePage(language, isLoopback(exchange.request) ? recent : null);
}

function getForm(deps: SandboxDeps, exchange: Exchange, asked: FormName): Answer {
  const charge = findCharge(deps, exchange.params['chargeId']);
  const page: ChargePage = { deps, charge, language: languageOf(exchange, charge) };
  const form = formOf(charge);
  if (form !== asked) return redirectAnswer(`/${form ?? 'result'}/${charge.chargeId}?lang=${page.language}`);
  const token = deps.formTokens.issue(placeOf(form, charge));
  if (form === 'pay') return payPage(page, token);
  if (form === 'challenge') return challengePage(page, token);
  return cardPage(page, { token, form: emptyCardForm, wrong: [] });
}

async function postPay(deps: SandboxDeps, exchange: Exchange): Promise<Answer> {
  const submitted = await readSubmission(deps, exchange, 'pay');
  if (submitted.isOpen) {
    if (submitted.form.get('action') === 'cancel') cancelCharge(deps, submitted.charge);
    else payByWallet(deps, submitted.charge);
  }
  return redirectAnswer(`/result/${submitted.charge.chargeId}?lang=${submitted.language}`);
}

async function postCard(deps: SandboxDeps, exchange: Exchange): Promise<Answer | null> {
  const { charge, form, language, isOpen } = await readSubmission(deps, exchange, 'card');
  const result = redirectAnswer(`/result/${charge.chargeId}?lang=${language}`);
  if (!isOpen) return result;
  if (form.get('action') === 'cancel') {
    cancelCharge(deps, charge);
    return result;
  }
  const card = readCardForm(form);
  const wrong = wrongFields(card, deps.clock.nowMs());
  const number = parseCardNumber(card.number);
  if (wrong.length > 0 || number === null) {
    const token = deps.formTokens.issue(placeOf('card', charge));
    return cardPage({ deps, charge, language }, { token, form: card, wrong });
  }
  const outcome = payByCard(deps, charge, number);
  if (outcome === 'unanswered') return null;
  return outcome === 'challenge' ? redirectAnswer(`/challenge/${charge.chargeId}?lang=${language}`) : result;
}

async function postChallenge(deps: SandboxDeps, exchange: Exchange): Promise<Answer> {
  const { charge, form, language, isOpen } = await readSubmission(deps, exchange, 'challenge');
  if (isOpen) {
    if (form.get('action') === 'cancel') cancelCharge(deps, charge);
    else answerChallenge(deps, charge, (form.get('code') ?? '').replace(/\s/g, ''));
  }
  return redirectAnswer(`/result/${charge.chargeId}?lang=${language}`);
}

function getResult(deps: SandboxDeps, exchange: Exchange): Answer {
  const charge = findCharge(deps, exchange.params['chargeId']);
  const language = languageOf(exchange, charge);
  const form = formOf(charge);
  if (form !== null) return redirectAnswer(`/${form}/${charge.chargeId}?lang=${language}`);
  return resultPage({ deps, charge, language });
}

/** Which form a charge waits for; null when nothing can be submitted any more. */
function formOf(charge: Charge): FormName | null {
  if (charge.status !== 'pending') return null;
  if (charge.challengeCode !== null) return 'challenge';
  return charge.method === 'card' ? 'card' : 'pay';
}

function placeOf(form: FormName, charge: Charge): string {
  return `${form}:${charge.chargeId}`;
}

interface Submission {
  readonly charge: Charge;
  readonly form: URLSearchParams;
  readonly language: PageLanguage;
  /** False when the charge is past this form already: a second click, an old tab. */
  readonly isOpen: boolean;
}

/** Throws `form_refused` for a form that another site posted, or whose token is missing or used. */
async function readSubmission(deps: SandboxDeps, exchange: Exchange, name: FormName): Promise<Submission> {
  const form = await readForm(exchange.request);
  const charge = findCharge(deps, exchange.params['chargeId']);
  const language = chosenLanguage(form) ?? charge.language;
  assertOwnOrigin(exchange.request);
  if (formOf(charge) !== name) return { charge, form, language, isOpen: false };
  if (!deps.formTokens.consume(placeOf(name, charge), form.get('token')))
    throw new SandboxError('form_refused');
  return { charge, form, language, isOpen: true };
}

/** Browsers name the posting site in Origin; what is no browser sends none and still needs the token. */
function assertOwnOrigin(request: IncomingMessage): void {
  const { origin, host } = request.headers;
  if (origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new SandboxError('form_refused');
}

function languageOf(exchange: Exchange, charge: Charge | undefined): PageLanguage {
  return chosenLanguage(exchange.query) ?? charge?.language ?? 'en';
}

function chosenLanguage(fields: URLSearchParams): PageLanguage | null {
  const language = fields.get('lang');
  return language === 'zh' || language === 'en' ? language : null;
}

function fileAnswer(contentType: string, body: string): Answer {
  const headers = {
    'content-type': contentType,
    'cache-control': 'public, max-age=86400',
    'x-content-type-options': 'nosniff',
  };
  return { status: 200, headers, body };
}
