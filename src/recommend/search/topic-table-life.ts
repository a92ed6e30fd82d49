/** Topics of life, languages and the humanities; same form as the topics of work. */
export const LIFE_TOPICS = `
personal-finance | 理财, 存钱, 攒钱, 家庭理财, 记账, 财务规划 | personal finance, budget, budgeting, saving money, save money, money management | finance
investing | 投资, 股票, 炒股, 资产配置, 投资理财 | investing, investment, stock market, stocks, stock portfolio | personal-finance
funds | 基金, 指数基金, 定投, ETF | index fund, mutual fund, ETF, fund | investing
insurance | 保险, 买保险 | insurance | personal-finance
retirement | 养老, 退休, 养老金 | retirement, retire, pension | personal-finance
english | 英语, 英文, 学英语 | English, English language |
ielts | 雅思, 托福, 四六级, 出国考试 | IELTS, TOEFL, English exam | english
grammar | 语法, 时态, 从句 | grammar, tense, clause |
pronunciation | 发音, 口语, 口音, 音标 | pronunciation, accent, spoken English | english
business-english | 商务英语, 英文邮件, 英语邮件, 外贸 | business English, business email, English email | english
japanese | 日语, 日文, 日本语 | Japanese, Japanese language |
kana | 五十音, 假名, 平假名, 片假名 | kana, hiragana, katakana | japanese
jlpt | 日语考试, 日语能力考, N1, N2, N3, N4, N5 | JLPT, N1, N2, N3, N4, N5 | japanese
korean | 韩语, 韩文 | Korean, Korean language |
french | 法语 | French, French language |
spanish | 西班牙语 | Spanish, Spanish language |
german | 德语 | German, German language |
psychology | 心理学, 心理, 心理健康 | psychology, mental health |
emotions | 情绪, 焦虑, 情绪管理, 发脾气, 压力, 内耗, 抑郁 | emotion, anxiety, anxious, stress, anger, burnout | psychology
mindfulness | 正念, 冥想, 静心 | mindfulness, meditation, meditate | psychology, emotions
relationships | 亲密关系, 恋爱, 婚姻, 夫妻, 情侣, 男朋友, 女朋友, 老公, 老婆, 伴侣 | relationship, marriage, dating, partner, couple | psychology
habits | 习惯, 养成习惯, 坚持 | habit, behaviour change, behavior change, willpower | psychology, productivity
parenting | 育儿, 亲子, 家庭教育, 孩子, 带娃, 小孩, 宝宝, 娃 | parenting, parent, child, children, kid, raising children |
toddlers | 幼儿, 学步期, 哄睡 | toddler, baby, infant, bedtime | parenting
sleep | 睡眠, 失眠, 睡不着, 睡觉, 早睡, 熬夜 | sleep, insomnia, sleepless, fall asleep, falling asleep, bedtime | health
health | 健康, 养生 | health, healthy, wellbeing, wellness |
fitness | 健身, 运动, 锻炼, 力量训练, 增肌, 瑜伽 | fitness, workout, strength training, gym, yoga, get stronger, stronger | health
weight-loss | 减脂, 减肥, 瘦身, 瘦 | weight loss, lose weight, fat loss | health, nutrition
nutrition | 饮食, 营养, 食谱, 吃饭 | nutrition, diet, recipe, eating | health
cooking | 做饭, 做菜, 烹饪, 下厨 | cooking, cook, kitchen, meal | nutrition
plant-based | 素食, 吃素 | plant based, vegan, vegetarian | cooking
posture | 颈椎, 肩颈, 腰疼, 腰背, 久坐, 脖子, 肩膀, 腰痛 | posture, back pain, neck pain, stiff neck | health, fitness
music | 音乐, 乐器, 学音乐 | music, musical instrument, musician |
music-theory | 乐理, 五线谱, 简谱, 和弦, 识谱 | music theory, notation, read music, chord, sheet music | music
guitar | 吉他, 弹唱, 尤克里里 | guitar, ukulele | music
piano | 钢琴, 电子琴, 弹琴 | piano, keyboard instrument | music
singing | 唱歌, 声乐, 发声 | singing, sing, vocal | music
songwriting | 作曲, 写歌, 作词, 编曲 | songwriting, write a song, writing songs, compose, lyrics, music production | music
history | 历史, 人文历史 | history, historical |
chinese-history | 中国史, 中国历史, 通史, 朝代, 古代史 | Chinese history, history of China, dynasty | history
song-dynasty | 宋朝, 宋代, 汴京 | Song dynasty | chinese-history
world-history | 世界史, 丝绸之路, 欧洲史 | world history, Silk Road, ancient history | history
art | 艺术, 美术, 美术史, 艺术史, 名画, 油画, 美术馆 | art, art history, painting masterpiece, museum |
philosophy | 哲学 | philosophy |
law | 法律, 法律常识, 普法, 律师 | law, legal, lawyer |
labour-law | 劳动法, 加班费, 裁员, 辞退, 劳动合同, 社保, 仲裁, 竞业 | labour law, labor law, employment law, overtime pay, layoff | law, career
renting | 租房, 租房合同, 房东, 押金, 租约 | renting, lease, landlord, tenant, rental | law
contracts | 合同, 协议 | contract, agreement | law
copyright | 版权, 著作权, 侵权 | copyright, licence, license, fair use, intellectual property | law
`;
