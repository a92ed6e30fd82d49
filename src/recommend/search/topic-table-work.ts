/**
 * Topics of technology, work and business: `id | zh terms | en terms | broader ids`, one a line.
 * The first term of a language is the topic's name there; the others are how learners say it.
 */
export const WORK_TOPICS = `
programming | 编程, 写代码, 程序设计, 敲代码, 程序员, 软件开发, 转码 | programming, coding, code, software development, developer, programmer |
python | Python, 派森 | Python | programming
java | Java, JVM | Java, JVM, Spring Boot | programming, backend
javascript | JavaScript, JS, Node.js | JavaScript, JS, Node.js, ECMAScript | programming, frontend
typescript | TypeScript, TS | TypeScript | programming, javascript
golang | Go 语言, Golang | Golang, Go language | programming, backend
rust | Rust | Rust | programming, systems
cpp | C++, C 语言 | C++, C language | programming, systems
systems | 系统编程, 底层开发 | systems programming, low level programming | programming
operating-systems | 操作系统 | operating system | systems
compilers | 编译原理, 编译器 | compiler | systems
distributed-systems | 分布式, 分布式系统 | distributed system | systems
graphics | 计算机图形学, 图形学 | computer graphics | programming
frontend | 前端, 网页开发, 网页设计, 做网站, 建站, Vue, React, HTML, CSS | front end, frontend, web development, web page, website, HTML, CSS, Vue, React | programming
backend | 后端, 服务端, 微服务, 接口开发 | backend, back end, server side, microservice, API development | programming
mobile | 移动开发, 安卓开发, iOS 开发, 手机应用, 开发 App | mobile app, app development, Android, iOS, React Native, Flutter | programming
algorithms | 算法, 数据结构, 刷题, 动态规划 | algorithm, data structure, coding problem, LeetCode | programming
databases | 数据库, MySQL, PostgreSQL | database, MySQL, PostgreSQL | programming
sql | SQL, 查询语句, 取数, 查数 | SQL, query language | databases, data-analysis
git | Git, 版本控制, GitHub, 代码冲突 | Git, version control, GitHub, merge conflict | programming
operations | 运维, 服务器, Linux, 云服务器, 命令行, 买了服务器, 部署网站 | server administration, Linux, sysadmin, command line, shell, VPS, cloud server | programming
containers | 容器, Docker, Kubernetes, K8s, DevOps, 部署 | container, Docker, Kubernetes, K8s, DevOps, deploy | operations
network | 计算机网络, 网络协议 | computer network, networking, TCP | programming
security | 网络安全, 信息安全, 渗透, 密码学 | cyber security, information security, hacking, cryptography | programming
game-dev | 游戏开发, 做游戏, Unity | game development, game design, Unity | programming
kids-coding | 少儿编程, 儿童编程, Scratch | kids coding, coding for children, Scratch | programming, parenting
automation | 自动化, 脚本, 爬虫, 批量处理, 重复劳动, 批量改名 | automation, scripting, web scraping, repetitive task, automate | programming
system-design | 系统设计, 架构设计, 架构 | system design, software architecture, architecture interview | programming
data-analysis | 数据分析, 分析数据, 商业分析, 数据分析师, 看数据, 分析报告 | data analysis, data analytics, data analyst, analyst, analytics, make sense of data |
data-science | 数据科学 | data science, data scientist | data-analysis
statistics | 统计, 统计学, 概率 | statistics, probability | data-science, mathematics
charts | 数据可视化, 图表, 可视化, 画图表, 做图 | data visualisation, data visualization, chart, dashboard, graph, plot | data-analysis
spreadsheets | Excel, 表格, 电子表格, 透视表, 做表, 报表, 表格公式, 函数公式, vlookup | spreadsheet, Excel, pivot table, vlookup, formulas | office
office | 办公, 办公软件, 办公效率, PPT, Word, 写周报, 周报, 会议纪要 | office, office work, PowerPoint, slides, meeting notes |
ai | 人工智能, AI | artificial intelligence, AI |
machine-learning | 机器学习 | machine learning, ML | ai
deep-learning | 深度学习, 神经网络 | deep learning, neural network, neural net | machine-learning
llm | 大模型, 大语言模型, 智能体, ChatGPT, RAG, 检索增强 | large language model, LLM, ChatGPT, RAG, AI agent, chatbot | ai
prompts | 提示词, ChatGPT, AI 办公, AI 助手, AI 写作 | prompt, ChatGPT, AI assistant, prompt engineering | ai, office
recommenders | 推荐系统, 推荐算法, 搜索推荐 | recommender system, recommendation algorithm | machine-learning
vision | 计算机视觉, 图像识别 | computer vision, image recognition | deep-learning
nlp | 自然语言处理 | natural language processing, NLP | machine-learning
mathematics | 数学, 高数, 高等数学, 线性代数 | mathematics, math, maths, linear algebra |
calculus | 微积分, 导数, 定积分, 极限 | calculus, derivative, integral | mathematics
product | 产品经理, 产品, 需求分析, 需求文档 | product manager, product management, product owner |
design | 设计, 设计师, 平面设计 | design, designer, graphic design |
ui | UI, UI 设计, 界面设计, 交互设计, Figma | UI, user interface, interface design, Figma | design
ux-research | 用户研究, 用户体验, 用户访谈, 可用性测试 | user research, UX, user experience, usability test, user interview | design, product
branding | 品牌, 品牌视觉, 标志设计, logo | branding, brand identity, logo | design
typography | 字体, 排版, 版式 | typography, font, typeface, layout | design
illustration | 绘画, 画画, 插画, 素描, 手绘 | drawing, illustration, sketching, painting | design
photography | 摄影, 拍照, 拍照片, 修图, 照片, 拍得好看, 拍好看, 构图 | photography, photo, photograph, picture, camera, take better pictures, composition |
phone-photography | 手机摄影, 手机拍照 | phone photography, phone camera, smartphone photo | photography
portrait | 人像, 人像摄影, 布光 | portrait, portrait photography, studio light, lighting | photography
video | 视频剪辑, 剪辑, 短视频, 剪片子, 剪视频, vlog, 剪片, 拍视频, 抖音, 发抖音 | video editing, short video, film editing, vlog, TikTok, reels, YouTube |
writing | 写作, 写文章, 文笔, 投稿, 写东西, 写稿 | writing, writer, write better, storytelling |
new-media | 新媒体, 公众号, 自媒体, 文案, 小红书, 爆款, 涨粉, 发小红书 | content marketing, newsletter, blogging, copywriting, followers, social media | writing
fiction | 小说, 写小说, 故事创作, 网文, 写故事, 编故事, 讲故事 | fiction, short story, novel, story writing, creative writing, storytelling, tell stories, fantasy novel | writing
technical-writing | 技术写作, 技术文档 | technical writing, documentation, readme, design document | writing
academic-writing | 论文写作, 学术写作, 论文 | academic writing, essay, thesis, dissertation, paper writing | writing
public-speaking | 演讲, 当众表达, 当众讲话, 口才, 发言, 上台, 怯场, 上台紧张, 讲话紧张, 做汇报, 汇报 | public speaking, speech, presentation, stage fright, presenting, present at work, nervous when presenting, speak in front of people, give a talk, toast | communication
communication | 沟通, 表达, 人际沟通, 会说话, 不会说话, 社交 | communication, conversation skill, small talk, talk to people |
management | 管理, 带团队, 团队管理, 领导力, 带人, 管人, 下属, 手下 | management, leadership, leading a team, team lead, manage people, direct report, my team | career
new-manager | 新经理, 新晋管理者, 刚升主管, 升职带团队, 刚当领导, 当上主管, 刚提拔, 提拔, 刚当主管 | new manager, first time manager, promoted, newly promoted, became a manager | management
remote-work | 远程办公, 远程团队, 居家办公, 居家上班 | remote work, remote team, distributed team, working from home, remote colleague, work from home | management
engineering-management | 技术管理, 技术总监 | engineering manager, engineering leadership, engineering director | management
career | 职场, 职业发展, 职业规划, 转行, 升职, 晋升, 工作瓶颈 | career, profession, career change, promotion, stuck in my job |
job-hunting | 求职, 找工作, 简历, 面试, 跳槽, 校招, 应届生, 招聘, 自我介绍, 投简历 | job hunting, resume, CV, job interview, job application, interview, cover letter, get hired | career
salary | 谈薪, 涨薪, 薪资谈判, 加薪, 谈工资, 工资太低 | salary negotiation, negotiate, pay rise, pay raise, ask for more money, raise, underpaid, pay increase | career
negotiation | 谈判 | negotiation, negotiating | communication
productivity | 效率, 时间管理, 拖延, 拖延症, 自律, 忙不过来, 没时间, 磨蹭 | productivity, time management, procrastination, procrastinator, too busy, procrastinate, organised, focus | study-skills
study-skills | 学习方法, 学会学习, 记忆, 记忆力, 记笔记, 背书, 记不住, 备考, 学不进去 | study skill, learning technique, memory, memorise, note taking, cannot concentrate, revise for exams, remember what i read |
thinking | 思维, 批判性思维, 逻辑, 逻辑思维, 思考, 想清楚, 决策 | critical thinking, logic, reasoning, decision making, argue better, think clearly |
startup | 创业, 初创公司, 开公司, 开店, 合伙 | startup, founder, entrepreneurship, start a company, small business, my own company, cofounder |
accounting | 会计, 财务报表, 财报, 财务, 看财报, 利润表 | accounting, financial statement, balance sheet, bookkeeping, income statement, annual report | finance
finance | 金融, 财经 | finance, financial |
marketing | 营销, 市场营销, 运营, 增长 | marketing, growth, advertising, SEO |
`;
