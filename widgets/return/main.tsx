import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/base.css';
import './return.css';
import { ReturnPage } from './return-page.tsx';

const token = decodeURIComponent(location.pathname.split('/').filter(Boolean).at(-1) ?? '');
const root = document.getElementById('root');
if (root) render(<ReturnPage token={token} />, root);
