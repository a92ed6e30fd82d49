/** What the page for analysts' own statements says. */
export const sqlText = {
  statement: ['SQL 语句', 'SQL statement'],
  statementMore: [
    '只读，一条语句；最长 {seconds} 秒、{rows} 行。时间戳 atMs 是毫秒。每次查询都记入审计（只记摘要）。',
    'One reading statement; at most {seconds} s and {rows} rows. Instants (atMs) are in ms. Every query is audited, by its digest.',
  ],
  run: ['运行', 'Run'],
  running: ['正在查询…', 'Running…'],
  runKeys: ['Ctrl/⌘ + Enter 运行', 'Ctrl/⌘ + Enter runs it'],
  result: ['结果', 'Result'],
  resultMore: [
    '{rows} 行，用时 {ms} 毫秒；数据截至 {at}（{zone}）。',
    '{rows} rows in {ms} ms; facts as of {at} ({zone}).',
  ],
  truncated: [
    '结果超过上限，只显示前 {rows} 行。请加条件，或用下面的导出。',
    'There is more: only the first {rows} rows are shown. Narrow the question, or take an export below.',
  ],
  shownFirst: [
    '页面只显示前 {shown} 行，CSV 里有全部 {rows} 行。',
    'The page shows the first {shown} rows; the CSV has all {rows}.',
  ],
  row: ['行', 'Row'],
  tables: ['数据表', 'Tables'],
  tablesMore: ['点列名填进语句。', 'Press a column to put it into the statement.'],
  exports: ['导出', 'Exports'],
  exportsMore: [
    '所选时间范围内逐行导出，时区写在文件里。',
    'Row by row for the chosen period; the time zone stands in the file.',
  ],
  what: ['内容', 'What'],
  conversations: ['对话（每个一行）', 'Conversations (one row each)'],
  payments: ['付款', 'Payments'],
  refunds: ['退款', 'Refunds'],
  failures: ['未成功的支付尝试', 'Attempts that failed'],
  impressions: ['推荐展示', 'Impressions'],
  questions: ['提问', 'Questions'],
  handoffs: ['转人工', 'Handoffs'],
  csat: ['满意度评价', 'Ratings'],
  accounting_days: ['记账日汇总', 'Accounting days'],
  ledger: ['总账分录', 'Ledger entries'],
  exportAs: ['{what}，{format}', '{what}, {format}'],
} as const;
