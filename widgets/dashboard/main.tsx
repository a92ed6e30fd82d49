import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/base.css';
import '../staff/staff.css';
import './dashboard.css';
import './figures.css';
import type { Language } from '../../src/identity/wire.ts';
import { openKeep } from '../ui/keep.ts';
import { languageTag } from '../ui/language.ts';
import { textOf } from '../ui/text/say.ts';
import { createDashboard } from './dashboard.ts';
import { Page } from './page.tsx';
import { questionOf } from './question.ts';
import { dashboardText } from './text/shared.ts';

const keep = openKeep(window);
const guess: Language = navigator.language.startsWith('zh') ? 'zh' : 'en';
const dashboard = createDashboard(
  {
    keep,
    showQuestion: (params, isStep) => {
      const address = `${location.pathname}?${params}`;
      if (isStep) history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    },
  },
  {
    language: keep.read<Language>('dashboard-language') ?? guess,
    question: questionOf(location.search),
  },
);
addEventListener('popstate', () => dashboard.open(location.search));

const sayLanguage = () => {
  const { language } = dashboard.store.get();
  document.documentElement.lang = languageTag(language);
  document.title = `${textOf(dashboardText.title, language)} · Tilltalk`;
};
dashboard.store.listen(sayLanguage);
sayLanguage();
const root = document.getElementById('root');
if (root) render(<Page dashboard={dashboard} />, root);
void dashboard.enter();
