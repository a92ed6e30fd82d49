/** What the parts of the chat panel say whose code is loaded when they are needed. */
export const partText = {
  newThread: ['开始新对话', 'New conversation'],
  newThreadFailed: ['暂时没有成功，请再试一次。', 'That did not work. Please try again.'],
  untitled: ['新对话', 'New conversation'],
  threadNow: ['当前对话', 'Open now'],
  threadUnread: ['{count} 条未读', '{count} unread'],
  threadClosed: ['已结束', 'Ended'],
  backToThread: ['返回对话', 'Back to the conversation'],
  chosenFiles: ['要发送的文件', 'Files to send'],
  uploading: ['正在上传 {name}', 'Uploading {name}'],
  removeFile: ['移除 {name}', 'Remove {name}'],
  openFile: ['打开 {name}，{size}', 'Open {name}, {size}'],
  fileGone: ['文件打不开了', 'This file cannot be opened'],
} as const;
