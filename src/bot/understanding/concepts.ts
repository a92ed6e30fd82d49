/** Ideas that wants turn on, and the words of both languages for each: one saying teaches the classifier about all of them. */
const LEXICON = `
pay | 付款 支付 付钱 付费 付了 付的 付过 付 交钱 转账 刷卡 扫码 结账 买单 交易 | pay pays paying paid payment payments checkout transaction transfer transferred purchase
charge | 扣款 扣钱 扣了 扣 收费 扣费 划走 划扣 收了我 账单 | charge charged charges charging billed billing bill debited debit deducted deduct statement took taken
fail | 失败 不成功 没成 没成功 未成功 报错 出错 异常 错误 拒绝 被拒 拦截 中断 不行 不了 不成 不上 不通过 超时 卡住 卡在 | fail failed fails failing error errors declined decline declines declining rejected reject rejects rejecting refused refuse denied blocked broken crash crashes crashed stuck froze frozen timeout
bank | 银行 银行卡 信用卡 储蓄卡 卡片 余额不足 密码 验证码 短信 | bank card cards visa mastercard amex debit credit paypal alipay wechat 3ds sms verification
twice | 两次 两遍 两回 两笔 两份 重复 双倍 多扣 多付 多收 | twice double doubled duplicate duplicated identical two-times again
refund | 退款 退钱 退费 退货 退课 退掉 退了 退还 返还 退回 退 还钱 还给我 要回来 拿回 讨回 收回 | refund refunds refunded refundable reimburse reimbursed reimbursement returned return reverse undo chargeback
moneyback | 钱 款 费用 钱还 钱退 | money cash
regret | 后悔 买错 点错 手滑 误买 不想要 不要了 不满意 不合适 没用 不一样 不符 不值 失望 骗 太差 | regret mistake accident accidentally accidental wrong hated hate disappointed disappointing unhappy dissatisfied rubbish worthless waste misleading changed
opened | 学了 看了 看过 学过 打开过 一半 开头 一节 几节 | started watched read halfway half chapter
arrive | 到账 没到 没收到 收到 多久 什么时候 几天 进度 动静 结果 | arrive arrived received receive waiting landed yet status progress pending processed
order | 订单 单子 下单 买过 购买记录 记录 那单 这单 那笔 上次买 买的 | order orders ordered bought purchases purchased history
done | 开通 成功 完成 生效 确认 有没有成 到底成 | confirmed confirm complete completed success successful went worked through gone
past | 昨天 昨儿 昨晚 今天 上周 上个月 刚才 刚刚 之前 前几天 早上 上次 最近 | yesterday earlier morning recently latest last recent ago night week
cancel | 取消 撤销 撤了 关掉 关闭 不付 没付 未付 待付款 | cancel cancelled drop unpaid close remove
invoice | 发票 开票 专票 普票 抬头 税号 税票 票据 收据 凭证 凭据 小票 票 | invoice invoices receipt receipts paperwork documentation bill fapiao vat tax
expense | 报销 公账 对公 财务 公司账 入账 会计 公司报 | accountant accounting expense expenses reimbursement employer department tax claim
open | 打开 打不开 进不去 点进去 点开 看不了 看不到 看不成 播放 加载 学不了 登进去 | open opening opens load loads loading play plays playing start launch watch access
screen | 黑屏 白屏 转圈 空白 闪退 卡顿 没声音 画面 页面 网页 视频 章节 缓冲 | blank black white screen page frozen sound buffering spinning player spinner freezes lags lesson video chapter
missing | 不见 没了 找不到 消失 丢了 没有权限 锁着 锁了 未购买 空的 去哪 | missing gone disappeared vanished locked lost empty nowhere find
login | 登录 登陆 登不上 密码 账号 手机号 绑定 验证码 | login log sign signin password account e-mail email locked
coupon | 优惠码 优惠券 券 码 折扣码 兑换码 代金券 口令 | coupon coupons code codes voucher vouchers promo
discount | 打折 折扣 便宜 优惠 活动 降价 减免 少点 划算 促销 特价 学生价 | discount discounts deal deals sale promotion promotions offer offers cheaper reduced special
gift | 送 赠送 礼物 礼品 转赠 代付 替人 帮别人 名下 生日 惊喜 节日 | gift gifts birthday christmas anniversary
kin | 爸 妈 老婆 老公 女朋友 男朋友 朋友 同事 同学 表妹 弟弟 妹妹 儿子 女儿 老师 别人 孩子 家人 室友 闺蜜 | wife husband mother father mom mum dad sister brother friend friends colleague girlfriend boyfriend son daughter cousin someone somebody
group | 一起买 团购 拼团 拼单 合买 团队 集体 批量 企业 公司 全班 几个人 人多 多人 员工 凑 组团 宿舍 | team teams group company companies staff employees bulk people colleagues classmates school seats office
price | 多少钱 价格 价 怎么收费 收费 费用 几块 | price prices pricing cost costs rate much
member | 会员 年费 月费 包年 包月 年卡 月卡 vip 订阅 通看 随便看 随便学 全站 全部课程 所有课 一卡 畅学 | membership member subscription subscribe plan pass unlimited monthly yearly annual all-access everything all netflix premium
wallet | 余额 钱包 充值 账户里 账上 剩 提现 | balance wallet credit credits top-up topup withdraw left remaining
data | 数据 信息 隐私 资料 个人 记录 聊天记录 | data personal privacy gdpr information history
erase | 注销 销户 删除 删掉 删光 清除 抹掉 不要账号 忘掉 | delete erase wipe forget permanently deactivate remove
personal | 推荐功能 个性化 别推荐 不要推荐 别根据 | personalised personalized suggestions tracking recommending
human | 人工 客服 真人 活人 转接 换人 换个人 叫人 来人 找人 负责人 经理 工作人员 专员 | human person agent representative operator staff manager supervisor support somebody someone colleague
bot | 机器人 机器 程序 人工智能 ai 你是谁 答非所问 听不懂 | bot robot machine chatbot ai
complain | 投诉 举报 曝光 消协 工商 维权 差评 说法 12315 律师 | complain complaint report authorities lawyer escalate consumer fraud
insult | 傻 蠢 垃圾 废物 滚 笨 骗子 智障 没用 | idiot stupid useless dumb trash garbage suck worst crap
system | 系统 管理员 开发者 权限 指令 提示词 密钥 规则 内部 后台 模式 老板授权 | system admin administrator developer owner override instructions prompt rules mode config configuration keys ignore previous authorise authorize
free | 免费 零元 0元 白送 不要钱 | free nothing zero
validity | 有效期 过期 永久 多久 一直看 | expire expires lifetime forever valid
download | 下载 离线 缓存 | download offline
device | 手机 平板 电脑 电视 设备 | phone tablet computer device devices tv laptop
trial | 试看 试听 试读 先看 样章 预览 | trial sample preview try demo
length | 小时 多长 几节 课时 多久 时长 | hours long length duration minutes weeks
hard | 难 深 简单 跟得上 听懂 看懂 零基础 小白 新手 | hard difficult easy tough newcomer beginner follow
before | 先学 前置 基础 需要会 要会 学之前 没学过 没碰过 | prerequisite prerequisites background beforehand prior first required
teacher | 老师 讲师 作者 谁讲 谁写 主讲 | teacher author instructor who lecturer
compare | 区别 对比 比较 哪个 还是 差别 更好 | difference compare versus vs better which
else | 别的 其他 换一批 还有 再来 更多 | else other others another more different
like | 谢谢 感谢 多谢 | thanks thank cheers appreciated
over | 好了 知道了 没事了 就这样 行了 可以了 就这些 | perfect fine ok okay great all enough done
leave | 再见 拜拜 下次 回头见 | bye goodbye later see
`;

interface Idea {
  readonly name: string;
  readonly inChinese: RegExp;
}

let ideas: readonly Idea[] | undefined;
let byWord: ReadonlyMap<string, readonly string[]> | undefined;

/** The ideas that a normalised text speaks of, by words of either language. */
export function conceptsOf(text: string): string[] {
  if (ideas === undefined || byWord === undefined) [ideas, byWord] = readLexicon();
  const known = byWord;
  const inEnglish = (text.match(/[a-z0-9][a-z0-9-]*/g) ?? []).flatMap((word) => known.get(word) ?? []);
  const inChinese = ideas.filter((idea) => idea.inChinese.test(text)).map(({ name }) => name);
  return [...new Set([...inEnglish, ...inChinese])];
}

function readLexicon(): [readonly Idea[], ReadonlyMap<string, readonly string[]>] {
  const words = new Map<string, string[]>();
  const read = LEXICON.trim()
    .split('\n')
    .map((line): Idea => {
      const [name = '', zh = '', en = ''] = line.split('|').map((part) => part.trim());
      for (const word of en.split(/\s+/)) words.set(word, [...(words.get(word) ?? []), name]);
      return { name, inChinese: new RegExp(zh.split(/\s+/).join('|'), 'u') };
    });
  return [read, words];
}
