/**
 * Words that say how a learner asks and not what about. They are dropped from questions only; documents keep
 * theirs, so a course that is about one of them can still be found inside a longer word.
 */
const CHINESE = `
你好 您好 嗨 谢谢 感谢 我 你 您 他 她 它 我们 你们 他们 自己 人 大家 咱 咱们 俺
想 想要 要 想学 学 学习 学会 会 能 能够 可以 可 需要 打算 准备 希望 觉得 感觉 知道 了解 懂 明白 看看 看 找 找找 求 来 去 到 用 做 搞 弄 让 把 被 给 帮 帮忙 请 请问 麻烦 试试 开始 系统 系统学
推荐 介绍 有 有没有 没有 没 不 不是 是 是不是 在 吗 呢 吧 啊 呀 哦 嗯 哈 了 的 地 得 着 过 和 与 跟 及 或 或者 还是 还 也 都 又 再 就 才 只 很 太 最 更 比较 挺 好 好的 好点 不错 靠谱 合适 适合 适用 实用 简单 容易 难 点 些 一些 一点 有点 一下 一个 一门 一本 个 门 本 篇 套 种 样 这 那 这个 那个 这种 那种 哪 哪个 哪些 哪里 哪门 哪本 什么 啥 怎么 怎样 怎么样 怎么办 如何 为什么 多少 几 吧 老 老是 总 总是 经常 最近 现在 平时 每天 今天 刚 刚刚 已经 以后 以前 时候 时间 对 对于 关于 方面 相关 有关 类 类型 东西 内容 课 课程 课件 专栏 电子书 书 教程 视频 资料 网课 讲 教 听 读 买 卖 便宜 贵 价格 价钱 钱 元 块 块钱 预算 左右 之内 以内 以下 不超过 别 别太 不要 不用 完全 从 从头 基础 零 零基础 入门 新手 小白 初学 初学者 初级 进阶 高级 中级 提高 提升 改善 快速 真正 一直 所以 因为 但是 但 如果 而且 然后 那么 这样 上 下 里 中 后 前 为 以 之 等 吗 行 行不行 能不能 可不可以 有什么 一 两 三 二 每 每个 每月 每次 次 天 点儿 工作 问题 方法 最好 之前 之后 大概 一般 部分 感兴趣 搞懂 弄懂 补 差
几门 几个 几本 几种 换 批 一批 其他 其它 别的 另外 更便宜 便宜点 其实 学过 会一点 懂一点 算了 改 改成 换成 那 那就 呗 嘛 想想 再说 不限 无所谓 随便 差不多 打折 划算 实惠 值得 性价比 提到 加到 门课 本书
比 比它 比这个 比那个 来着 这些 那些 呃 额 哎 诶 嗯嗯 那啥 咋 咋办 咋整 木有 有木有 求推荐 安利 大佬 姐妹 兄弟 亲 整点 哪种 这块 那块 之类 啥样 一点儿 有点儿 麻烦您 随便 然后呢 来着
太贵 别太贵 太贵的 贵的 贵点 通勤 通勤路上 路上 上下班 周末 晚上
老师 讲师 作者 还有 任何 两个 三个 三门 两门 学生 学生党 哪几个 哪几门 最喜欢 太 难
`;

const ENGLISH = `
a an the i i'm im me my mine we us our you your he she it its they them their this that these those there here
is are was were be been being am do does did done have has had having can could will would shall should may might must
to of in on at for from with without by as into onto about over under than then so and or but not no nor if because while when where what which who whom whose why how
want wants wanted wanna need needs needed like love looking look find finding found search show give get getting got make makes making take taking help helps recommend recommendation suggest suggestion please thanks thank hi hello hey
learn learning learned study studying teach teaches teaching understand know start started starting begin improve improving better good best great nice decent right proper properly really very quite just only also too more most some any something anything someone anyone everyone one ones thing things stuff way ways lot lots kind kinds sort bit little few many much
course courses class classes lesson lessons column columns book books ebook ebooks material materials content tutorial tutorials video videos read reading topic topics subject subjects
beginner beginners basic basics intermediate advanced level free cheap price cost costs dollar dollars buck bucks
time times day days week weeks month months year years today now always never ever still keep again new old first people person
up out off down back through after before during each every other another own such same first last next
don't dont can't cant won't i've ive i'd id i'll ill it's isn't aren't doesn't didn't what's that's already else cheaper cheapest pricey affordable different instead prefer preferably rather maybe perhaps guess mean nah fine whichever whatever matter matters mind afford spend willing let lets go going come try trying feel feels feeling think thinking tell seem getting suitable suited work works working hand hands actually ok okay yes
hmm hm uh um erm er ah oh wow well yeah yep pls plz thx lol tbh idk imo btw gonna gotta u ur r n bout kinda sorta guys mate dude folks tho cuz coz ya suddenly these
commute commuting listen listening evenings weekend weekends
all everything surprise putting keep keeps im fix fixed broke student students
`;

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}

const STOP_WORDS: ReadonlySet<string> = new Set([...wordsOf(CHINESE), ...wordsOf(ENGLISH)]);

/** Among Chinese words these are names: a field and a language. */
const NAMES_AMONG_CHINESE: ReadonlySet<string> = new Set(['it', 'go']);

/** True for a word that says how a learner asks. `inChinese`: most words around it are Chinese. */
export function isStopWord({ surface }: { readonly surface: string }, inChinese: boolean): boolean {
  const word = surface.toLowerCase().replaceAll('’', "'");
  return STOP_WORDS.has(word) && !(inChinese && NAMES_AMONG_CHINESE.has(word));
}
