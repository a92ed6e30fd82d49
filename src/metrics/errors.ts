import { defineErrors } from '../kernel/errors.ts';

export const metricsErrors = defineErrors({
  analytics_range_too_large: {
    status: 422,
    title: 'More was recorded since the first day than one question may read',
    zh: '这段时间的数据太多，请选择更晚的开始日期。',
    en: 'There is too much data since that day. Please choose a later first day.',
  },
});
