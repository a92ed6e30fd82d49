import type { Embed } from './embed.ts';
import { html, type Markup } from './html.ts';
import { type DemoLearner, demoLearners } from './learners.ts';
import type { LibraryItem } from './library.ts';
import { type SiteLanguage, siteText, type words } from './words.ts';

/** What every page needs to know of its visitor. */
export interface Visit {
  readonly language: SiteLanguage;
  readonly learner: DemoLearner | null;
  /** The path asked for, to come back to. */
  readonly path: string;
  readonly embed: Embed;
}

type Say = (key: keyof typeof words, values?: Readonly<Record<string, string>>) => string;

const sayIn =
  (language: SiteLanguage): Say =>
  (key, values) =>
    siteText(key, language, values);

/** The home page: what the platform is, a shelf, and the way to the guide. */
export function homePage(visit: Visit, shelf: readonly LibraryItem[]): string {
  const say = sayIn(visit.language);
  const promises = ([1, 2, 3] as const).map(
    (at) => html`<li><h3>${say(`promise${at}`)}</h3><p>${say(`promise${at}More`)}</p></li>`,
  );
  const body = html`<section class="hero">
      <div>
        <h1>${say('tagline')}</h1>
        <p>${say('lead')}</p>
        <button type="button" class="call" data-open-guide>${say('ask')}</button>
      </div>
      <div class="lamp" aria-hidden="true"><i></i><i></i><i></i></div>
    </section>
    <section><h2>${say('shelf')}</h2><ul class="shelf">${shelf.map((item) => shelfItem(item, say))}</ul></section>
    <section><h2>${say('promises')}</h2><ul class="promises">${promises}</ul></section>`;
  return layout(visit, say('tagline'), body);
}

function shelfItem(item: LibraryItem, say: Say): Markup {
  return html`<li class="item ${item.kind}">
    <span class="spine" aria-hidden="true"></span>
    <span class="kind">${say(item.kind)}</span>
    <h3><a href="/learn/${encodeURIComponent(item.externalId)}">${item.title}</a></h3>
    <p>${item.author ? say('by', { name: item.author }) : ''}</p>
  </li>`;
}

/** What a visitor may see of an item: nothing unlocked, bought but not begun, or the lesson. */
export type LessonState = 'visitor' | 'none' | 'unknown' | 'bought' | 'started';

export interface Lesson {
  readonly externalId: string;
  /** Undefined for an id nobody knows. */
  readonly item: LibraryItem | undefined;
  readonly state: LessonState;
}

/** What *start learning* opens: the way into the first lesson, or why it is not open. */
export function learnPage(visit: Visit, lesson: Lesson): string {
  const say = sayIn(visit.language);
  const { externalId, item, state } = lesson;
  const title = item?.title ?? say('unknownItem');
  const about = item?.description ?? say('unknownItemMore', { id: externalId });
  const standing = state === 'started' ? 'opened' : state === 'bought' ? 'bought' : 'locked';
  const body = html`<article class="lesson" data-external-id="${externalId}" data-state="${state}">
    <p class="opened">${say(standing)}${item ? ` · ${say(item.kind)}` : ''}</p>
    <h1>${title}</h1>
    ${item?.author ? html`<p class="byline">${say('by', { name: item.author })}</p>` : ''}
    <p class="about">${about}</p>
    ${lessonBody(visit, lesson, say)}
  </article>`;
  return layout(visit, title, body);
}

function lessonBody(visit: Visit, { externalId, state }: Lesson, say: Say): Markup {
  if (state === 'started') {
    return html`<section>
      <h2><small>${say('lessonOf')}</small> ${say('lessonTitle')}</h2>
      <p>${say('lesson1')}</p>
      <p>${say('lesson2')}</p>
    </section>`;
  }
  if (state === 'bought') {
    return html`<form class="gate" method="post" action="/learn/${encodeURIComponent(externalId)}">
      <button type="submit" class="call">${say('start')}</button>
      <p>${say('startMore')}</p>
    </form>`;
  }
  const more = { visitor: 'lockedVisitor', none: 'lockedMore', unknown: 'lockedUnknown' } as const;
  const next = encodeURIComponent(visit.path);
  return html`<section class="gate locked">
    <p>${say(more[state])}</p>
    <p class="ways"><button type="button" class="call" data-open-guide>${say('ask')}</button>
    ${state === 'visitor' ? html`<a href="/sign-in?next=${next}">${say('signIn')}</a>` : ''}</p>
  </section>`;
}

/** One click signs in; the platform is a demo, so there are no passwords. */
export function signInPage(visit: Visit, next: string): string {
  const say = sayIn(visit.language);
  const choices = demoLearners.map(
    ({ hostUserId, name, about }) => html`<li><form method="post" action="/sign-in">
      <input type="hidden" name="learner" value="${hostUserId}">
      <input type="hidden" name="next" value="${next}">
      <button type="submit">
        <strong>${name}</strong><span>${about[visit.language]}</span>
      </button>
    </form></li>`,
  );
  const body = html`<section class="sign-in">
    <h1>${say('signInHeading')}</h1><p>${say('signInMore')}</p><ul>${choices}</ul>
  </section>`;
  return layout(visit, say('signIn'), body);
}

/** For every address the site does not have. */
export function notFoundPage(visit: Visit): string {
  const say = sayIn(visit.language);
  const body = html`<section class="sign-in">
    <h1>${say('notFound')}</h1><p>${say('notFoundMore')}</p><p><a class="call" href="/">${say('home')}</a></p>
  </section>`;
  return layout(visit, say('notFound'), body);
}

function layout(visit: Visit, title: string, body: Markup): string {
  const { language, embed } = visit;
  const say = sayIn(language);
  const page = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${say('brand')}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/site/site.css">
</head>
<body>
<header class="bar">
<a class="brand" href="/"><span aria-hidden="true"></span>${say('brand')}</a>
<nav>${navigation(visit, say)}</nav>
</header>
<main>${body}</main>
<footer><p>${say('footer')}</p></footer>
<script src="/site/site.js"></script>
<script>${{ markup: embed.inlineScript }}</script>
<script async src="${embed.scriptUrl}"></script>
</body>
</html>
`;
  return page.markup;
}

function navigation({ language, learner, path }: Visit, say: Say): Markup {
  const other = language === 'zh' ? 'en' : 'zh';
  const next = encodeURIComponent(path);
  const account = learner
    ? html`<span class="hello">${say('hello', { name: learner.name })}</span>
      <form method="post" action="/sign-out"><input type="hidden" name="next" value="${path}">
      <button type="submit">${say('signOut')}</button></form>`
    : html`<a href="/sign-in?next=${next}">${say('signIn')}</a>`;
  return html`<a href="/language?to=${other}&next=${next}" lang="${other}">${say('otherLanguage')}</a>${account}`;
}
