/** What saved views and links say. */
export const viewsText = {
  views: ['视图', 'Views'],
  mine: ['我保存的', 'Mine'],
  shared: ['同事分享的', 'Shared by colleagues'],
  none: [
    '还没有保存的视图。把现在看到的问题存下来，下次一点就到。',
    'No saved views yet. Keep the question you are looking at, and it is one press away.',
  ],
  noFigures: ['只保存问题，不保存数据。', 'Only the question is kept, never figures.'],
  name: ['视图名称', 'Name of the view'],
  share: ['分享给能看数据的同事', 'Share with colleagues who may read figures'],
  save: ['保存现在的视图', 'Save this view'],
  saved: ['已保存', 'Saved'],
  replaces: ['同名的会被替换。', 'The same name replaces the old one.'],
  forget: ['删除「{name}」', 'Delete “{name}”'],
  forgetSure: ['确定删除「{name}」？', 'Delete “{name}” for good?'],
  isShared: ['已分享', 'Shared'],
} as const;
