/** Asking a person to look at what a machine refused. */
export const appealText = {
  reviewExpired: [
    '没能在有效期内完成人工确认，让你久等了，抱歉。需要的话，可以请人工再看一次。',
    'Nobody could confirm it in time, and we are sorry for the wait. A person can look at it again if you like.',
  ],
  appealAsk: ['请人工再看一次', 'Ask a person to look at it again'],
  appealWhy: ['请说说情况', 'Tell us what happened'],
  appealHint: [
    '例如：为什么需要退款，或这确实是你本人在付款',
    'Such as why you want the refund, or that it is really you paying',
  ],
  appealSend: ['提交申诉', 'Send the appeal'],
  appealSending: ['正在提交…', 'Sending…'],
  appealSent: [
    '已提交，编号 {number}。{day}前会有人答复，结果会发到对话里。',
    'Sent; its number is {number}. A person answers by {day}, here in the conversation.',
  ],
} as const;
