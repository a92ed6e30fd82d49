/** Topics of life, languages and the humanities; same form as the topics of work. */
export const LIFE_TOPICS = `
personal-finance | 理财, 存钱, 攒钱, 家庭理财, 记账, 财务规划, 投资理财, 月光, 存不下钱, 教育金, 还债 | personal finance, budget, budgeting, saving money, save money, money management, about money, debt, spending habits, household money | finance
investing | 投资, 股票, 炒股, 资产配置, 投资理财, 亏钱, 分散投资, 复利 | investing, investment, stock market, stocks, stock portfolio, compound interest, brokerage | personal-finance
funds | 基金, 指数基金, 定投, ETF, 买基金 | index fund, mutual fund, ETF, fund | investing
insurance | 保险, 买保险, 重疾险, 医保 | insurance, insurance policy | personal-finance
retirement | 养老, 退休, 养老金 | retirement, retire, pension, 401k, old age | personal-finance
english | 英语, 英文, 学英语 | English, English language |
ielts | 雅思, 托福, 四六级, 出国考试, 托业, 出国留学, 考雅思 | IELTS, TOEFL, English exam, band seven, language test | english
grammar | 语法, 时态, 从句 | grammar, tense, clause |
pronunciation | 发音, 口语, 口音, 音标, 说英语, 开口说 | pronunciation, accent, spoken English, speak clearly, pronounce | english
business-english | 商务英语, 英文邮件, 英语邮件, 外贸, 外企 | business English, business email, English email, emails in English | english
japanese | 日语, 日文, 日本语, 去日本, 日剧, 动漫 | Japanese, Japanese language, Japan, anime |
kana | 五十音, 假名, 平假名, 片假名 | kana, hiragana, katakana | japanese
jlpt | 日语考试, 日语能力考, N1, N2, N3, N4, N5 | JLPT, N1, N2, N3, N4, N5 | japanese
korean | 韩语, 韩文 | Korean, Korean language |
french | 法语 | French, French language |
spanish | 西班牙语 | Spanish, Spanish language |
german | 德语 | German, German language |
psychology | 心理学, 心理, 心理健康 | psychology, mental health |
emotions | 情绪, 焦虑, 情绪管理, 发脾气, 压力, 内耗, 抑郁, 烦躁, 生气, 心情, 崩溃, 控制不住脾气, 发火 | emotion, anxiety, anxious, stress, anger, burnout, nervous, anxiety attack, overwhelmed, temper, mood, panic | psychology
mindfulness | 正念, 冥想, 静心, 静下来, 放松 | mindfulness, meditation, meditate, calm down, relax, breathing exercise | psychology, emotions
relationships | 亲密关系, 恋爱, 婚姻, 夫妻, 情侣, 男朋友, 女朋友, 老公, 老婆, 伴侣, 吵架, 冷战, 分手, 对象, 谈恋爱 | relationship, marriage, dating, partner, couple, argue, breakup, boyfriend, girlfriend, husband, wife | psychology
habits | 习惯, 养成习惯, 坚持, 坏习惯, 三分钟热度, 早起 | habit, behaviour change, behavior change, willpower, routine, discipline, self discipline, quit smoking, motivation | psychology, productivity
parenting | 育儿, 亲子, 家庭教育, 孩子, 带娃, 小孩, 宝宝, 娃, 吼孩子, 青春期, 叛逆, 写作业, 儿子, 女儿 | parenting, parent, child, children, kid, raising children, teenager, tantrum, son, daughter |
toddlers | 幼儿, 学步期, 哄睡 | toddler, baby, infant, bedtime | parenting
sleep | 睡眠, 失眠, 睡不着, 睡觉, 早睡, 熬夜, 睡眠质量, 夜醒, 打呼噜, 早醒, 困 | sleep, insomnia, sleepless, fall asleep, falling asleep, bedtime, tired all day, awake at night, sleeping | health
health | 健康, 养生 | health, healthy, wellbeing, wellness |
fitness | 健身, 运动, 锻炼, 力量训练, 增肌, 瑜伽, 马甲线, 腹肌, 居家锻炼, 肌肉 | fitness, workout, strength training, gym, yoga, get stronger, stronger, muscle, push up, home workout, exercise | health
weight-loss | 减脂, 减肥, 瘦身, 瘦, 变瘦, 肚子, 体重, 节食 | weight loss, lose weight, fat loss, overweight, slim, slimmer, belly | health, nutrition
nutrition | 饮食, 营养, 食谱, 吃饭, 减肥餐, 吃什么 | nutrition, diet, recipe, eating, eat better, eat healthier, food | health
cooking | 做饭, 做菜, 烹饪, 下厨, 菜谱, 烘焙 | cooking, cook, kitchen, meal, baking, dinner ideas | nutrition
plant-based | 素食, 吃素 | plant based, vegan, vegetarian | cooking
posture | 颈椎, 肩颈, 腰疼, 腰背, 久坐, 脖子, 肩膀, 腰痛, 颈椎病, 腰椎, 驼背, 背疼, 脖子疼 | posture, back pain, neck pain, stiff neck, neck, sore back, stiff, sitting all day, slouch | health, fitness
music | 音乐, 乐器, 学音乐 | music, musical instrument, musician |
music-theory | 乐理, 五线谱, 简谱, 和弦, 识谱, 调式, 节奏 | music theory, notation, read music, chord, sheet music, scales, rhythm | music
guitar | 吉他, 弹唱, 尤克里里, 弹琴唱歌, 和弦弹唱 | guitar, ukulele, strum | music
piano | 钢琴, 电子琴, 弹琴 | piano, keyboard instrument | music
singing | 唱歌, 声乐, 发声 | singing, sing, vocal | music
songwriting | 作曲, 写歌, 作词, 编曲, 写一首歌, 歌词 | songwriting, write a song, writing songs, compose, lyrics, music production, write music | music
history | 历史, 人文历史, 古人 | history, historical, the past |
chinese-history | 中国史, 中国历史, 通史, 朝代, 古代史 | Chinese history, history of China, dynasty | history
song-dynasty | 宋朝, 宋代, 汴京 | Song dynasty | chinese-history
world-history | 世界史, 丝绸之路, 欧洲史 | world history, Silk Road, ancient history | history
art | 艺术, 美术, 美术史, 艺术史, 名画, 油画, 美术馆, 画家, 看画, 看展 | art, art history, painting masterpiece, museum, painter, gallery |
philosophy | 哲学 | philosophy |
law | 法律, 法律常识, 普法, 律师 | law, legal, lawyer |
labour-law | 劳动法, 加班费, 裁员, 辞退, 劳动合同, 社保, 仲裁, 竞业, 被裁, 开除, 赔偿金, 补偿金, 赔偿, 裁我, 离职, 加班, 试用期, 拖欠工资, 劳动仲裁, 辞职 | labour law, labor law, employment law, overtime pay, layoff, severance, fired, laid off, unpaid overtime, wrongful dismissal | law, career
renting | 租房, 租房合同, 房东, 押金, 租约, 退押金, 中介, 租客, 二房东, 房租 | renting, lease, landlord, tenant, rental, deposit, rent an apartment, flat | law
contracts | 合同, 协议, 签合同, 签约 | contract, agreement, sign a contract, shareholder, shares | law
copyright | 版权, 著作权, 侵权, 抄袭, 盗图, 搬运, 原创 | copyright, licence, license, fair use, intellectual property, plagiarism, steal my work, stolen, copied, copy my work, legally | law
`;
