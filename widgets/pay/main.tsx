import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/base.css';
import '../return/return.css';
import { openKeep } from '../ui/keep.ts';
import { PayPage } from './pay-page.tsx';
import './pay.css';

const token = decodeURIComponent(location.pathname.split('/').filter(Boolean).at(-1) ?? '');
const root = document.getElementById('root');
// The tab alone keeps what the link opened: a reload goes on, another browser does not.
const keep = openKeep({ localStorage: sessionStorage });
if (root) render(<PayPage token={token} keep={keep} />, root);
