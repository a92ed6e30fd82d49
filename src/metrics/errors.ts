import { defineErrors } from '../kernel/errors.ts';

export const metricsErrors = defineErrors({
  analytics_range_too_large: {
    status: 422,
    title: 'More was recorded since the first day than one question may read',
    zh: '这段时间的数据太多，请选择更晚的开始日期。',
    en: 'There is too much data since that day. Please choose a later first day.',
  },
  analytics_elsewhere: {
    status: 503,
    title: 'This process does not keep the facts; the worker serves these addresses',
    zh: '分析数据不在这个服务进程上，请联系管理员检查转发设置。',
    en: 'The analytics are kept by another process. Please ask your operator to check where requests go.',
  },
  sql_refused: {
    status: 422,
    title: 'The database refuses the statement; only one reading statement over the facts is answered',
    zh: '这条 SQL 无法执行：只接受一条读取分析表的查询语句。',
    en: 'This statement cannot run: only one query that reads the analytics tables is answered.',
  },
  sql_too_slow: {
    status: 422,
    title: 'The query took longer than it may and was stopped',
    zh: '查询用时过长，已停止。请缩小范围后再试。',
    en: 'The query took too long and was stopped. Please ask for less.',
  },
  saved_views_full: {
    status: 422,
    title: 'The account keeps as many views as it may',
    zh: '保存的视图已达上限，请先删除一些。',
    en: 'You have saved as many views as you can. Please delete some first.',
  },
  sql_too_large: {
    status: 422,
    title: 'The query needs more memory, or gives more, than it may',
    zh: '查询需要的内存或结果过大，已停止。请缩小范围后再试。',
    en: 'The query needs too much memory or gives too much. Please ask for less.',
  },
});
