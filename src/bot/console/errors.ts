import { defineErrors } from '../../kernel/errors.ts';

export const consoleErrors = defineErrors({
  shortcut_taken: {
    status: 409,
    title: 'Another canned reply of this team has the shortcut',
    zh: '这个快捷词已有一条常用语在用，换一个吧。',
    en: 'Another canned reply already uses this shortcut. Please choose a different one.',
  },
  label_taken: {
    status: 409,
    title: 'There is a label of that name',
    zh: '已经有同名标签了。',
    en: 'There is already a label of that name.',
  },
  approval_settled: {
    status: 409,
    title: 'The approval is decided, withdrawn or expired',
    zh: '这条申请已经处理过，或已过期。',
    en: 'This request has been settled already, or it has expired.',
  },
  approval_own: {
    status: 403,
    title: 'Nobody approves what they asked for themselves',
    zh: '自己提交的申请要由另一位主管审批。',
    en: 'Somebody else has to decide what you asked for yourself.',
  },
  case_settled: {
    status: 409,
    title: 'The case cannot go there from where it stands',
    zh: '案件当前的状态不能这样处理，请刷新后再看。',
    en: 'The case cannot move there from where it stands. Please reload it.',
  },
  case_not_yours: {
    status: 409,
    title: 'The case is another agent’s, or nobody has taken it',
    zh: '这个案件不在你手上，先认领再处理。',
    en: 'This case is not yours. Take it first.',
  },
  case_evidence_missing: {
    status: 409,
    title: 'Money is given back for a minor only on evidence',
    zh: '未成年人退款需要先登记证据材料，再作出决定。',
    en: 'Please record the evidence first; a minor’s purchase is refunded only on evidence.',
  },
  appeal_nothing_refused: {
    status: 409,
    title: 'Nothing was refused automatically here',
    zh: '这笔订单没有被自动拒绝，可以直接再试一次。',
    en: 'Nothing was refused here by itself. You can simply try again.',
  },
});
