import { createHash } from 'node:crypto';

export const stylesheet = `
:root { color-scheme: light; --ink: #18212f; --soft: #556070; --line: #dbe1ea; --accent: #1d4ed8; --accent-dark: #1a3fa8; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; background: #f1f4f9; color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
.notice { margin: 0; padding: .5rem 1rem; background: #fff3cf; color: #5a4100; border-bottom: 1px solid #f0dca0;
  font-size: .875rem; text-align: center; }
.bar { display: flex; align-items: center; justify-content: space-between; gap: 1rem; max-width: 28rem; margin: 0 auto;
  padding: 1rem 1rem 0; }
.brand { display: flex; align-items: center; gap: .5rem; margin: 0; font-weight: 650; }
.brand svg { width: 1.5rem; height: 1.5rem; flex: none; }
.bar a { padding: .375rem .25rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a:hover { color: var(--accent-dark); }
main { max-width: 28rem; margin: 0 auto; padding: 1rem; }
main.wide, .bar.wide { max-width: 46rem; }
.panel { padding: 1.5rem; background: #fff; border: 1px solid var(--line); border-radius: 1rem;
  box-shadow: 0 1px 2px rgb(24 33 47 / .05), 0 8px 24px rgb(24 33 47 / .06); }
.panel + .panel { margin-top: 1rem; }
h1 { margin: 0; font-size: 1.25rem; line-height: 1.3; }
h2 { margin: 0 0 .75rem; font-size: 1.0625rem; line-height: 1.3; }
p { margin: .5rem 0 0; text-wrap: pretty; }
.soft { color: var(--soft); font-size: .9375rem; }
.amount { margin: .5rem 0 0; font-size: 2.25rem; line-height: 1.2; font-weight: 680; letter-spacing: -.01em;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
dl { margin: 1.25rem 0 0; padding: 1rem 0 0; border-top: 1px solid var(--line); display: grid; gap: .5rem 1rem;
  grid-template-columns: minmax(4.5rem, auto) 1fr; font-size: .9375rem; }
dt { color: var(--soft); }
dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
form { margin-top: 1.5rem; }
form + .soft, dl + .soft { margin-top: 1.25rem; }
.field { margin-top: 1rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(8.5rem, 100%), 1fr)); gap: 0 1rem; align-items: start; }
label { display: block; font-weight: 600; font-size: .9375rem; }
.hint { display: block; color: var(--soft); font-size: .8125rem; }
input[type=text] { display: block; width: 100%; margin-top: .3125rem; padding: .6875rem .75rem; font: inherit;
  color: inherit; background: #fff; border: 1px solid #7b8797; border-radius: .625rem; font-variant-numeric: tabular-nums; }
input[aria-invalid=true] { border-color: #b3261e; box-shadow: inset 0 0 0 1px #b3261e; }
.error { margin: .25rem 0 0; color: #a1221b; font-size: .875rem; }
.summary { margin: 1.25rem 0 0; padding: .75rem 1rem; background: #fdeceb; border: 1px solid #eeb4b0; border-radius: .625rem;
  color: #7d1a14; font-size: .9375rem; }
.summary ul { margin: .25rem 0 0; padding-left: 1.25rem; }
.summary a { color: inherit; }
button, .button { display: block; width: 100%; min-height: 3rem; margin-top: 1rem; padding: .6875rem 1rem; font: inherit;
  font-weight: 650; text-align: center; text-decoration: none; border: 1px solid transparent; border-radius: .75rem; cursor: pointer; }
.primary { background: var(--accent); color: #fff; }
.primary:hover { background: var(--accent-dark); color: #fff; }
.alipay { background: #0b5fd0; }
.alipay:hover { background: #084ba6; }
.wechat_pay { background: #0a7a3c; }
.wechat_pay:hover { background: #086331; }
.quiet { background: #fff; color: var(--ink); border-color: #aab4c2; margin-top: .625rem; }
.quiet:hover { background: #f1f4f9; }
:focus-visible { outline: 3px solid #7aa2ff; outline-offset: 2px; }
details { margin-top: 1rem; font-size: .9375rem; }
summary { cursor: pointer; color: var(--accent); font-weight: 600; padding: .25rem 0; }
.table { margin-top: .5rem; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td { padding: .4375rem .5rem .4375rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
.state { white-space: nowrap; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.phone { margin: 1.25rem 0 0; padding: 1rem; background: #eef3ff; border: 1px solid #c8d6fb; border-radius: .875rem; }
.phone h2 { margin: 0; font-size: .875rem; color: #2a3d73; }
.phone p { margin: .25rem 0 0; }
.code { font-size: 1.75rem; font-weight: 680; letter-spacing: .16em; font-variant-numeric: tabular-nums; }
.result { text-align: center; }
.result > svg { width: 3.5rem; height: 3.5rem; }
.result h1 { margin-top: .5rem; }
.result dl { text-align: left; }
.foot { margin: 1rem 0 0; color: var(--soft); font-size: .8125rem; text-align: center; }
@media (max-width: 22rem) { .panel { padding: 1.125rem; } .amount { font-size: 1.875rem; } }
`;

/** Changes with the content, so that browsers may keep the file. */
export const stylesheetPath = `/style-${createHash('sha256').update(stylesheet).digest('hex').slice(0, 12)}.css`;

/** The brand's sign, also the icon of the tab. */
export const signSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6" fill="#1d4ed8"/><path d="M5 9.5h14M5 15h5" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/><path d="m13.5 15 2 2 3.5-4" fill="none" stroke="#ffd666" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>';
