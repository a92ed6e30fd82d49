/** The printed receipt: one A4 sheet, and a narrow screen as well. */
export const receiptStyle = `
:root { color-scheme: light; font: 15px/1.55 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif; }
* { box-sizing: border-box; }
body { margin: 0; background: #f2f1ec; color: #1d2523; }
main { position: relative; overflow: hidden; max-width: 210mm; margin: 24px auto; padding: 32px clamp(16px, 5vw, 48px); background: #fff;
  box-shadow: 0 1px 12px rgb(0 0 0 / 12%); overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 4px 24px; border-bottom: 2px solid #16695a; }
h1 { margin: 0; font-size: 1.75rem; } h2 { margin: 20px 0 4px; font-size: 1rem; } p { margin: 4px 0; }
.seller { font-weight: 600; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 2px 24px; margin: 16px 0; }
dt { color: #55605c; font-size: .87rem; } dd { margin: 0; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid #d7dbd8; text-align: right; vertical-align: top; white-space: nowrap; }
th { color: #55605c; font-size: .87rem; font-weight: 600; }
th:first-child, td:first-child { text-align: left; white-space: normal; min-width: 9rem; }
th:last-child, td:last-child { padding-right: 0; }
.entry { display: flex; justify-content: space-between; gap: 24px; padding-top: 4px; border-top: 1px solid #d7dbd8; font-variant-numeric: tabular-nums; }
.numbers { display: flex; flex-wrap: wrap; gap: 0 24px; color: #55605c; font-size: .87rem; }
.kind { color: #55605c; font-size: .87rem; }
.sums { display: grid; justify-content: end; margin: 10px 0 0; }
.sums div { display: flex; justify-content: space-between; gap: 40px; min-width: 15rem; padding: 2px 0; }
.sums .total { border-top: 1px solid #1d2523; font-size: 1.15rem; font-weight: 700; } .sums .total dt { color: inherit; font-size: inherit; }
footer { margin-top: 24px; border-top: 1px solid #d7dbd8; color: #55605c; font-size: .87rem; } footer h2 { margin-top: 10px; }
.test { margin-bottom: 12px; padding: 4px 12px; border-radius: 6px; background: #fdf0d5; color: #6b4300; }
.is-test::before { content: '测试 TEST' / ''; position: absolute; inset: 30% 0 auto; color: rgb(178 58 38 / 9%); font-size: 6.5rem; font-weight: 800; letter-spacing: .1em;
  text-align: center; rotate: -24deg; pointer-events: none; user-select: none; }
@media screen and (max-width: 560px) {
  thead { position: absolute; clip-path: inset(50%); } table, tbody, tr, td { display: block; }
  tr { padding: 6px 0; border-bottom: 1px solid #d7dbd8; }
  td { display: flex; justify-content: space-between; gap: 24px; padding: 1px 0; border: 0; white-space: normal; }
  td::before { content: attr(data-name); color: #55605c; } td:first-child { display: block; padding-bottom: 4px; }
  td:first-child::before { content: none; } .facts { grid-template-columns: 1fr; }
}
@page { size: A4; margin: 12mm; }
@media print {
  :root { font-size: 10px; line-height: 1.35; } th, td { padding-block: 2px; } h2, footer { margin-top: 10px; } .facts { margin: 8px 0; } body { background: #fff; }
  main { max-width: none; margin: 0; padding: 0; box-shadow: none; }
  .is-test::before { color: rgb(178 58 38 / 13%); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
