/**
 * Words that point to a subject without naming it: who says them beside nothing else is probably about it. A line is
 * `topic id | zh | en`. Written from general knowledge of what learners' troubles and hopes are told with.
 */
export const TOPIC_HINTS = `
programming | 敲键盘, 码农, 写程序, 写软件, 代码能力, 报错, 调试, bug, 技术岗, 转码, 学代码, 编个小程序, 计算机专业, 跑程序 | code, coder, coding bootcamp, bug, debug, engineer, dev, app idea, computer science, tech job, write programs, script
python | 爬数据, 批量处理文件, 数据脚本, pandas, jupyter | pandas, jupyter, django, notebook
java | 八股文, spring boot, 并发编程, 虚拟机, 中间件 | jvm tuning, spring framework
javascript | 闭包, 原型链, 异步, 事件循环, es6 | closure, closures, promises, async, event loop, prototype, callbacks, node, es6, hoisting
typescript | 类型体操, 泛型 | generics, type safety, types
golang | 协程, goroutine | goroutine, goroutines
rust | 所有权, 借用检查 | borrow checker, ownership, lifetimes, memory safety
systems | 内存管理, 底层原理, 操作系统原理 | memory management, low level, kernel
frontend | 网页, 网站, 页面布局, 做个主页, 官网, 个人主页, 切图, 响应式 | website, webpage, homepage, landing page, web app, web developer, browser, portfolio site, build a site, stylesheet
backend | 服务端接口, 高并发, 限流, 链路追踪, 拆服务, 单体应用, 分布式事务, 消息队列 | api server, endpoints, scaling services, monolith, load balancing
mobile | 安卓, 苹果应用, 手机软件, 上架应用, 跨平台 | phone app, app store, iphone app, ios app, cross platform, build an app, build apps, android app
algorithms | 力扣, 链表, 二叉树, 排序算法, 笔试题, 递归, 贪心, 图论, 复杂度, 刷算法 | linked list, binary tree, sorting, recursion, big o, coding test, coding interview, whiteboard
databases | 存数据, 建表, 索引优化 | schema, tables, queries
sql | 查数据库, 写查询, 窗口函数, join, 跑数 | joins, query data, queries, group by, select statement, pull data
git | 合并代码, 代码合并, 回滚, 提交记录, 分支, 撤销提交, 误删代码, 代码版本, 多人协作, 协作开发, 改乱了, 冲突 | branch, branches, commit, commits, merge, rebase, undo a commit, pull request, repo, revert, overwrote, lost my changes
operations | 终端, 宝塔, 命令, 权限, 定时任务, 挂服务, 云主机, 租了台服务器, 自己搭博客, 黑窗口 | terminal, bash, ssh, ubuntu, cron, host my own, self host
containers | 上线, 编排, 镜像, 发布流程, 灰度 | rollout, cluster, pods, helm, images, orchestration, ship to production, deployment
security | 黑客, 防攻击 | hacker, hackers, exploit
kids-coding | 小朋友学编程, 小学生编程, 孩子编程, 教娃编程, 小游戏编程, 猫的那个编程 | kid to code, kids to code, child to code
automation | 手工活, 重复操作, 机械劳动, 批量改, 自动跑, 自动整理, 解放双手 | boring tasks, repetitive, chores, rename files, save time at work, by hand every day
system-design | 高可用, 设计一个系统, 架构题, 大厂面试 | design twitter, scalability, faang, big tech interview, design interview, architect
data-analysis | 数据, 分析, 指标, 看数, 洞察, 业务分析, 经营数据, 埋点, 转行数据, 销售数据 | data, dataset, insights, metrics, kpi, business intelligence, numbers from work, analyse numbers
data-science | 建模, 数据挖掘 | data mining, predictive
statistics | 均值, 方差, 抽样, 显著性, 置信区间, 假设检验, ab测试, a/b测试 | average, variance, sampling, significance, confidence interval, p value, ab test, a/b test, regression, hypothesis
charts | 柱状图, 饼图, 折线图, 配图, 图做得丑 | bar chart, pie chart, graphs, visualise, visualize, infographic, misleading graph, plots
spreadsheets | 函数, 求和, 公式, 排班表, 工资表, 做报表, 透视, 录数据, 数据汇总, 考勤表 | lookup, lookups, pivot, formula, cells, sheets, google sheets, csv, sum up columns
office | 上班, 文员, 行政, 汇总材料, 写材料 | clerk, office job, admin work, paperwork at work
ai | 人工智慧, 智能, 机器人替代, 被ai取代, aigc | robots, ai tools, replace my job, intelligent machines, smart assistant
machine-learning | 训练模型, 预测模型, 分类器, 回归, 过拟合, 特征工程, 决策树, 梯度提升, 随机森林, 算法工程师 | train a model, classifier, overfitting, predictive model, random forest, gradient boosting, decision tree, feature engineering, models
deep-learning | 反向传播, 卷积, transformer, 注意力机制, pytorch | backprop, backpropagation, convolutional, transformer, transformers, attention, pytorch, neurons, neural
llm | 知识库问答, 问答助手, 向量库, 微调, agent, 大语言, 私有知识库, gpt, 企业问答, 智能客服 | gpt, embeddings, vector database, fine tune, retrieval, answer questions about documents, company documents, agents, own assistant, hallucination
prompts | 怎么问ai, 让ai写, ai写周报, 文心一言, 豆包, deepseek, kimi, 智能助手, ai工具 | copilot, gemini, claude, ask ai, ai at work, ai at the office, use ai, assistants, how to ask chatgpt
recommenders | 推荐机制, 推荐原理, 推荐是怎么, 怎么推荐的, 算法推荐, 猜你喜欢, 千人千面, 召回, 排序模型, 信息流, 协同过滤, 个性化排序, 冷启动 | people also bought, collaborative filtering, cold start, feed ranking, personalised feed
mathematics | 考研数学, 理科, 算数, 代数, 数学基础, 矩阵 | algebra, equations, matrices, math skills
calculus | 求导, 积分, 微分, 数列, 函数极限, 高数挂科, 考研, 挂科 | derivatives, integrals, differentiate
product | 写需求, 做产品, 互联网产品, 产品岗, 产品助理, prd, 转产品, 排期, 跟研发沟通, 评审 | prd, roadmap, backlog, pm, product role, stakeholders, requirements, product job, apm, feature request
design | 审美, 作品集, 配色, 设计感, 海报, 美工, 做图, 改稿, 甲方 | portfolio, poster, colours, colors, aesthetic, visual, look amateur, mockup
ui | 原型图, 切页面, 画界面, 组件库, 交互稿, app界面, 界面 | wireframe, wireframes, prototype, screens, app screens, mockups, interface
ux-research | 客户想要什么, 用户想要什么, 用户调研, 问卷, 访谈, 用户反馈, 可用性 | interview users, interview customers, interviewing users, customer interviews, talk to customers, talk to users, survey, usability, leading questions, user needs, customers want, our users, what users want
branding | 招牌, 门头, 商标, 品牌形象, 企业形象, vi设计, 店铺形象, 店名, 包装设计 | logos, brand identity, company image, packaging, rebrand, brand look
typography | 字号, 行距, 文字排列, 选字体 | fonts, lettering, kerning, headings, typefaces, serif, pairing fonts
photography | 拍出来, 拍娃, 拍风景, 拍花, 曝光, 光圈, 快门, 相机, 单反, 拍人, 朋友圈照片, 拍美食, 拍得丑, 拍糊, 出片, 调色, p图, 照相 | snap, snaps, shots, exposure, aperture, shutter, lens, dslr, blurry, holiday pics, pics, instagram, selfie, framing, shoot, portraits
phone-photography | 手机拍, 用手机照, 手机照相, 手机镜头, 手机拍摄, 随手拍 | with my phone, phone pics, iphone photos, phone photos, phone pictures, mobile photos
portrait | 拍人像, 打光, 补光, 影棚, 柔光, 闪光灯, 写真, 证件照 | headshot, headshots, softbox, flash, studio, faces, light people, light a face, lamps, strobe
video | 剪辑软件, 剪映, 转场, 配乐, 加字幕, 视频号, 快手, b站, up主, 博主, 拍vlog, 做视频, 片子 | edit clips, clips, youtuber, subtitles, footage, editing clips, shorts
writing | 码字, 文字功底, 写不出来, 文采, 日记, 写稿子, 动笔, 写字 | words on paper, writer's block, author, pen, prose, write
new-media | 阅读量, 标题党, 粉丝, 推文, 软文, 接稿, 变现, 副业写作, 带货文案, 流量, 转发 | blog, blog posts, audience, headlines, viral, content creator, posts, shares
fiction | 人物塑造, 情节, 大纲, 科幻, 言情, 剧情, 悬疑, 剧本, 网络小说 | plot, characters, character arc, novelist, dialogue, sci fi, screenplay, thriller, storyline, short stories, tale, tales
technical-writing | 写文档, 接口文档, 说明书, 开发文档, 文档没人看 | docs, readmes, write docs, api docs, release notes, manual, changelog, user guide, user manual
academic-writing | 毕业论文, 开题, 文献综述, 引用格式, 发表论文, 留学文书, 写essay | citations, thesis, bachelor thesis, phd, essays, uni paper, university paper, term paper, references, literature review, coursework, assignments
public-speaking | 紧张, 忘词, 手抖, 腿软, 大会, 年会, 致辞, 主持, 竞聘, 答辩, 路演, 当众, 脸红, 台上, 说话发抖, 说话哆嗦, 在人前讲话, 发表讲话, 上台讲话, 讲演 | audience, stage, talk in front, in front of people, in front of the class, microphone, wedding speech, best man, toast, keynote, pitch, shaking, shy, blank out, conference talk, present to the board, present my work
communication | 说话, 情商, 嘴笨, 聊天, 饭局, 人情世故, 社恐, 得罪人, 接话, 不善言辞 | awkward, shy, socialise, networking, people skills, difficult conversation, listen better
management | 团队, 下级, 员工, 组员, 绩效, 分任务, 开会, 一把手, 部门, 考核, 管理者, 主管, 授权, 不服管 | team, teams, reports, delegate, staff, performance review, one on one, boss people, supervise, supervisor
new-manager | 刚做管理, 当领导, 当主管, 当组长, 提了主管, 提为, 升了主管, 升为, 提拔, 组长, 新官, 第一次带人, 带人 | became a team lead, became manager, new boss, first team, managing people for the first time, just promoted, now a manager
remote-work | 居家, 线上办公, 不坐班, 异地团队, 跨时区, 远程 | home office, time zones, zoom, distributed, work remotely, wfh, slack, hybrid, rarely meet, virtual team, apart
engineering-management | 带技术团队, 技术经理, cto, 研发管理, 研发总监, 技术leader | cto, vp engineering, head of engineering, managing engineers, managing developers, engineering team, dev team, tech lead, staff engineer, manage engineers
career | 职业, 上班族, 同事, 领导, 老板, 前途, 中年危机, 35岁, 内卷, 出路 | job, boss, workplace, colleagues, coworkers, stuck, corporate
job-hunting | 投了, 没回音, hr, 找不到工作, 被刷, 失业, 毕业, 实习, offer, 群面, 求职信, 自我介绍, 春招, 秋招, 内推, 面试官, 挂了, 海投 | hired, unemployed, applying, applications, recruiter, interviewer, job offer, internship, graduate, rejected, cover letter, job search, laid off
salary | 比我工资高, 比我拿得多, 工资, 薪水, 待遇, 涨工资, 涨钱, 加钱, 年终奖, 薪酬, 谈钱 | makes more than me, earns more than me, about pay, my pay, paid more, more money, higher salary, earn more, worth more, ask my boss for money, compensation, bonus, salaries, raise
negotiation | 讨价还价, 砍价技巧, 谈合作 | bargaining, deals, persuade
productivity | 瞎忙, 没效率, 干不完, 待办, 番茄钟, 分心, 走神, 手机上瘾, 计划, 时间不够, 忙, 清单, 拖到最后, 加不完的班, 安排时间, 日程 | deadlines, todo list, distracted, distraction, busy, putting off, put off, planning, lazy, overworked, schedule, get things done, last minute
study-skills | 复习, 做笔记, 效率低, 听课, 学不会, 忘得快, 看完就忘, 忘, 记东西, 背不下来, 记性, 期末, 自学, 学习效率, 高效学习, 学霸, 注意力, 应试 | exams, exam, forget, revision, cram, memorize, notes, self taught, concentrate, retain, remember things, study better
thinking | 谣言, 判断力, 被忽悠, 被骗, 洗脑, 辩论, 杠精, 道理, 讲道理, 偏见, 独立思考, 真假, 逻辑混乱, 分辨, 说服, 诡辩, 推理, 想问题 | fake news, arguments, bias, biases, misinformation, fallacy, fallacies, manipulated, debate, think for myself, reasoning, claims, conspiracy, fooled, rational
startup | 开店, 开网店, 当老板, 自己干, 合伙人, 注册公司, 融资, 股权, 期权, 投资人 | business, founders, cofounders, investors, equity, incorporate, launch, own boss, side business, found a company, starting a company, incorporation
accounting | 报表, 资产负债, 利润, 现金流, 财务知识, 做账, 三张表, 财会, 审计, 记账凭证, 看账 | balance sheets, cash flow, profit and loss, ledger, p&l, income statements, books of a company, company's numbers, audit, ebitda, financials
marketing | 推广, 引流, 获客, 拉新, 广告投放, 卖货 | ads, campaigns, customers, promote
personal-finance | 月光族, 花钱, 大手大脚, 开销, 存款, 家底, 房贷, 信用卡还不上, 记账, 攒, 存不住, 花呗还不上, 应急金, 教育基金, 学费, 没存款, 花光, 精光, 管钱, 工资花 | managing money, manage money, handle money, money management, my money, spend, spending, expenses, paycheck, payday, bills, credit card debt, overspend, save up, savings, rainy day, mortgage, cent, penny, make ends meet, groceries, money, loans
investing | 闲钱, 炒, 赚钱, 收益, 钱生钱, 韭菜, 亏, 股市, 理财产品, 存银行, 利息, 通胀, 跑赢, 大盘 | money work, returns, portfolio, shares, dividends, inflation, wall street, s&p, trading, wealth, bonds
funds | 每月定投, 沪深, 标普, 纳指, 指数, 基民 | etfs, vanguard, tracker fund, passive investing, indexes, trackers, funds
insurance | 重疾, 寿险, 理赔, 保单, 投保 | insured, claim insurance, life insurance
retirement | 退休金, 老了, 老年, 晚年, 养老保险, 提前退休 | retiring, pensions, stop working, nest egg, old age, early retirement, superannuation, retire early
english | 语言类, 老外, 外国人, 单词, 听力, 背单词, 外语, 过级, 哑巴英语, 雅思口语 | esl, second language, vocabulary, foreigners, speak to foreigners, fluent
ielts | 出国读书, 留学, 语言成绩, 申请国外, 六分, 七分, 6.5, 语言考试 | study abroad, overseas university, language score, english test
grammar | 句子, 主谓宾, 虚拟语气, 长难句, 语法书, 英语基础 | tenses, sentences, commas, articles and prepositions
pronunciation | 连读, 音调, 说得像, 中式口音, 念不准, 读不准, 发不准, 舌头, 读音 | accents, understood, repeat myself, sounds, mumble, intonation, speak clearer, mispronounce, say words
business-english | 写email, 写 email, 回email, 外国客户, 国外客户, 海外客户, 老外客户, 国外同事, 邮件, 给客户写信, 外贸邮件, 商务信函, 写信, 函件 | client emails, emails, email clients, business letters, professional emails
japanese | 语言类, 东京, 大阪, 京都, 日本旅游, 日漫, 二次元, 追番, 日本留学, 日企, 日剧字幕, 番剧, 日本 | tokyo, osaka, kyoto, manga, japan trip, sushi, j-drama, japanese food, okinawa, sapporo, fukuoka
kana | 假名表, 平片假名, あいうえお | japanese alphabet, japanese letters, japanese characters, katakana, hiragana
jlpt | 能力考, 二级, 一级, 日语二级, 日语一级, 考级 | n2 exam, jlpt exam, japanese exam
psychology | 心理医生, 心理咨询, 人性, 原生家庭, 内向, 心态, 自卑 | therapy, therapist, mind, behaviour, childhood, why people
emotions | 炸毛, 发脾气, 烦, 想哭, 暴躁, 易怒, 心累, 难受, 低落, 玻璃心, 急躁, 生闷气, 脾气, 失控, 心慌, 紧绷, 抑郁, 动怒, 火大, 担心, 害怕 | worry, worried, cry, angry, panic attack, upset, fear, sad, depressed, stressed, irritable, lose my temper, rage, moody, worries, tense, freak out
mindfulness | 打坐, 静下来, 专注当下, 深呼吸, 杂念, 心静 | breathe, present moment, zen, mind racing, quiet my mind, meditation app, sceptical
relationships | 媳妇, 另一半, 相处, 吵, 婆媳, 异地恋, 沟通不了, 出轨, 前任, 暧昧, 相亲, 结婚, 离婚, 冷暴力, 翻旧账, 感情, 两口子 | spouse, ex, fights with my partner, divorce, love life, heartbreak, marriages, fight with my wife, fight with my husband, couples, affair
habits | 坚持不了, 三分钟热度, 半途而废, 自控力, 戒烟, 刷手机, 打卡, 改掉, 戒掉, 养成, 坚持下来, 打游戏 | doomscrolling, scrolling, quit, stick with, willpower, streak, new year resolution, addicted, stick to, break a habit, give up everything, consistent, resolutions, phone addiction
parenting | 熊孩子, 磨蹭, 不听话, 顶嘴, 哭闹, 发飙, 闺女, 幼儿园, 小学生, 当妈, 当爸, 作业, 辅导, 吼, 鸡飞狗跳, 二胎, 叛逆期, 不肯, 教育孩子 | tantrums, misbehave, yelling, yell, homework, kindergarten, mom, mum, dad, stepson, sibling, preschool, discipline my, shout, shouting, teen, year old, little one, scream, family life
toddlers | 两岁, 一岁, 半岁, 婴儿, 宝妈, 夜奶, 断奶, 午睡, 小宝 | newborn, two year old, 2 year old, three year old, one year old, 18 months, naps, nap, won't go to bed, go to bed, crib, night feeds, little one, bedtime
sleep | 半夜, 翻来覆去, 早上起不来, 没精神, 褪黑素, 数羊, 凌晨, 黑眼圈, 犯困, 睡不香, 睡不好, 睡着, 入睡, 睡前, 多梦, 安眠药, 夜里, 三点, 睡 | awake, wake up, waking up, tired, exhausted, melatonin, 3am, 4am, nights, pillow, rest, toss and turn, sleepy, nightmares, slept, asleep, bed
health | 体检, 亚健康, 身体, 养身 | body, doctor, energy, feel better
fitness | 体力, 哑铃, 深蹲, 俯卧撑, 私教, 健身房, 举铁, 练肌肉, 在家练, 动一动, 体能, 跑步, 塑形, 马甲线 | lift, lifting, weights, squats, dumbbells, muscles, abs, train at home, out of shape, get fit, pull ups, strong, stronger, strength, biceps
weight-loss | 胖, 肥, 体脂, 减重, 发福, 掉秤, 油腻, 大肚子, 小肚子, 斤, 代餐, 卡路里, 热量, 暴饮暴食, 肉肉 | fat, kilos, pounds off, calories, dieting, weight, thinner, waist
nutrition | 吃, 配料表, 早餐, 营养搭配, 三餐, 外卖吃多了, 蛋白质, 维生素 | protein, vitamins, meals, breakfast, healthy food, iron
cooking | 厨房小白, 炒菜, 煲汤, 做点吃的, 厨艺, 便当 | recipes, dishes, chef, cookbook, stove, weeknight dinner, oven, home made
plant-based | 吃素菜, 素菜, 不吃肉, 少吃肉, 豆腐, 蔬菜, 斋菜, 纯素 | meat, less meat, meatless, tofu, veggie, veggies, vegetables, without meat, no meat, stop eating animals
posture | 久坐, 肩膀, 落枕, 酸痛, 腰酸, 僵硬, 办公室坐, 坐一天, 鼠标手, 背痛, 颈, 腰, 富贵包, 肩周炎 | desk all day, desk job, shoulders, stiffness, aches, hunched, my back, my neck, sit all day, sitting, spine, shoulder
music | 音符, 听歌, 旋律, 歌曲, 音乐课 | melody, melodies, tune, tunes, songs, band, instrument
music-theory | 谱子, 识谱, 看谱, 蝌蚪, 节拍, 音程, 和声, 大调小调, 音阶, 拍子 | intervals, chords, key signature, scale, harmony, read notes, staff, sheet, notes on a page, beat
guitar | 六弦, 扫弦, 按弦, 和弦按不住, 弹唱, 拨片, 民谣 | strumming, fingerpicking, frets, strings, campfire songs, acoustic
singing | 唱, 高音, 跑调, k歌 | vocals, karaoke, sing in tune
songwriting | 写旋律, 创作歌曲, 原创歌曲, 填词, 歌词怎么写, 作歌, demo, 写首歌 | hum, verse, chorus, hook, hooks, finish a song, own songs, original songs, lyricist, song, songwriter, record at home, write songs, melodies
history | 古代, 朝代, 皇帝, 王朝, 从前, 史书, 历史人物, 史 | ancient, past, empires, kings, civilisation, century, medieval, historical, historian
chinese-history | 明朝, 清朝, 唐朝, 汉朝, 秦始皇, 三国, 中华上下五千年, 夏商周, 中国古代, 明清, 汉唐 | ming, qing, tang, emperors, imperial china, ancient china, china's past, chinese emperors, dynasties
song-dynasty | 清明上河图, 开封, 北宋, 南宋, 苏轼, 瓦舍, 包青天, 知否, 东京梦华 | kaifeng
world-history | 西域, 丝路, 驼队, 罗马, 蒙古, 张骞, 马可波罗, 敦煌 | caravan, caravans, marco polo, nomads, trade routes, trade between, central asia, merchants, camel, rome, mongols
art | 印象派, 梵高, 达芬奇, 油画, 美术展, 展览, 蒙娜丽莎, 画作, 卢浮宫, 美学, 看画, 艺术品 | impressionists, van gogh, mona lisa, paintings, louvre, exhibition, renaissance, museums, masterpieces
law | 法, 打官司, 起诉, 维权, 权利, 违法, 法院, 权益, 被告 | rights, sue, court, illegal, lawyers, attorney
labour-law | 公司不给, 开了我, 劝退, 加班不给钱, 不给赔, 赔钱, n+1, 欠薪, 克扣工资, 工伤, 年假, 社保没交, 五险一金, 竞业协议, 解雇, 裁了, 辞了, 被公司, 拖工资 | employer, sacked, dismissal, notice period, unfair dismissal, overtime, holiday pay, employee rights, let go, contract of employment
renting | 租的房子, 退租, 涨租, 扣押金, 合租, 看房, 签约租房, 水电费, 甲醛房, 租房子, 提前退租, 房子到期, 中介费 | tenants, renter, evict, eviction, lease agreement, security deposit, tenancy, roommates, landlords, apartment, rent
contracts | 条款, 霸王条款, 违约, 甲方乙方, 签字, 免责 | clause, clauses, terms, nda, sign, agreements
copyright | 图被偷, 被盗用, 维护原创, 被抄, 作品被, 搬运我, 字体侵权, 授权, 转载 | reposted, repost, reposting, artwork, stole my, stealing my, using my photos, without permission, permission, creative commons, my work online, watermark, licences, plagiarised, steals, infringement, without asking, creator, creators
`;
