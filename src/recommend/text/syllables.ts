/** Frequent characters by the letters they are typed with, tones left out; a character of several readings stands in each. */
const TABLE = `
a阿啊 ai爱哀挨矮碍艾哎癌埃 an安按案暗岸俺鞍 ang昂 ao奥傲熬澳袄
ba八把爸吧巴拔霸罢靶坝扒 bai白百败拜摆柏 ban办班半板般版搬伴扮瓣拌斑 bang帮棒榜膀绑磅傍 bao报保包宝抱爆薄饱暴胞堡豹 bei被北备背杯倍悲贝辈碑 ben本奔笨 beng崩蹦泵 bi比笔必毕币闭壁避逼鼻臂彼碧蔽弊毙 bian边变便编遍辩鞭贬扁 biao表标彪 bie别憋 bin宾滨彬 bing并病兵冰饼丙柄 bo波播博伯拨脖薄玻剥勃泊 bu不部步布补捕怖卜
ca擦 cai才菜采彩财材猜裁踩 can参餐残惨灿蚕 cang藏仓苍舱 cao草操曹槽 ce策测册侧厕 ceng层曾 cha查差茶插察叉 chai拆柴差 chan产禅缠颤铲阐 chang长常场唱厂肠尝畅昌偿倡 chao超朝潮吵炒抄巢 che车彻撤扯 chen陈沉晨称趁臣尘衬 cheng成城程称承诚乘盛呈撑惩橙 chi吃持迟池尺齿赤翅痴耻 chong重冲充虫崇宠 chou抽愁丑臭仇绸筹酬 chu出处初除楚础储触厨锄 chuan传船穿川串喘 chuang创窗床闯 chui吹垂锤 chun春纯唇蠢 chuo戳 ci次此词辞刺瓷慈磁 cong从聪丛匆葱 cou凑 cu促粗醋 cuan窜 cui脆催翠崔摧 cun存村寸 cuo错措挫
da大打达答搭 dai带代待戴袋呆贷逮 dan但单担弹蛋淡胆丹旦诞 dang当党挡档荡 dao到道导倒刀岛盗稻 de的得德地 dei得 deng等灯登邓凳 di地的第低底敌弟迪帝递滴抵 dian点电店典垫殿颠淀 diao调掉吊雕钓 die跌爹叠碟蝶 ding定顶订丁盯钉 diu丢 dong东动懂冬洞冻董栋 dou都斗豆抖逗 du度读独都毒督肚堵渡杜赌 duan段短断端锻 dui对队堆兑 dun顿吨蹲盾 duo多朵夺躲惰
e额恶饿俄鹅 en恩 er二而儿耳尔
fa发法罚乏阀 fan饭反犯翻烦凡番范繁返帆泛 fang方放房防访仿芳纺 fei飞费非肥废肺妃菲 fen分份粉纷奋愤坟氛 feng风封丰峰疯缝锋奉冯枫 fo佛 fou否 fu付父服负府夫福富复副妇扶符赴附幅腹浮辅腐傅赋
ga嘎 gai该改概盖 gan干感敢赶肝甘杆 gang刚钢港岗纲 gao高告搞稿糕 ge个各歌格哥革隔割阁葛 gei给 gen跟根 geng更耕梗 gong工公共功供宫攻恭贡弓 gou够狗购构沟勾 gu古故股顾骨鼓固谷姑孤雇估 gua挂瓜刮 guai怪乖拐 guan关管观官馆惯贯冠 guang光广逛 gui贵归鬼规柜轨桂跪 gun滚棍 guo国过果锅郭裹
ha哈 hai还海孩害 han汉含寒喊汗韩旱憾 hang行航杭 hao好号毫豪耗浩 he和合河何喝核荷贺盒赫 hei黑嘿 hen很恨狠痕 heng横衡恒 hong红洪宏轰虹鸿 hou后候厚猴侯 hu户湖护呼胡虎互忽糊壶 hua话花化画华滑划 huai坏怀淮 huan还换环欢幻缓患唤 huang黄皇荒慌晃煌 hui会回汇灰挥辉绘惠毁慧悔 hun婚混魂昏 huo或活火获货伙祸
ji机几记及级己计技际基积极季击集急寄继纪激鸡籍吉迹剂绩疾 jia家加价假架佳甲驾嫁夹 jian见间建件简减检健剑坚渐尖肩监剪键荐践箭煎 jiang将讲江奖降姜酱浆疆 jiao叫教交脚角觉较焦骄郊娇胶浇轿 jie接结节界姐解街介借届戒杰洁截阶揭 jin进金近今紧仅尽劲禁锦津筋斤 jing经京精景静境竟惊竞睛警镜净井径晶颈 jiu就九久酒旧救究纠 ju局举句居具剧据巨聚拒距锯菊 juan卷捐倦 jue觉决绝掘角 jun军君均俊菌
ka卡咖 kai开凯慨 kan看刊砍堪侃 kang抗康扛 kao考靠烤 ke可科课客刻克颗渴壳棵 ken肯垦恳 keng坑 kong空控恐孔 kou口扣 ku苦哭库裤酷枯 kua夸跨垮 kuai快块会筷 kuan款宽 kuang况矿狂框 kui亏愧葵 kun困昆捆 kuo扩括阔
la拉啦辣蜡 lai来赖 lan蓝兰烂懒栏拦篮览 lang浪狼郎朗 lao老劳牢捞佬 le了乐勒 lei类累雷泪垒 leng冷愣 li里理力利立李离历例礼丽厉励黎粒璃 lian连联练脸恋莲炼怜链 liang两量亮良凉粮梁辆谅 liao了料聊疗辽 lie列烈裂猎 lin林临邻淋磷琳 ling领零另令灵龄铃岭凌 liu六流留刘柳溜 long龙隆笼聋垄 lou楼漏露搂 lu路录陆鲁炉露鹿卢 lv绿律旅率虑滤驴 luan乱卵 lve略 lun论轮伦 luo落罗络逻骆萝裸
ma吗妈马嘛骂麻码 mai买卖麦埋迈脉 man满慢漫曼瞒 mang忙盲茫 mao毛猫帽冒贸矛 me么 mei没美每妹梅眉媒煤魅 men们门闷 meng梦猛蒙盟 mi米密迷秘蜜眯 mian面免棉眠绵 miao秒妙苗庙描 mie灭 min民敏 ming名明命鸣 mo末莫模磨默摸魔墨膜 mou某谋 mu目木母幕墓牧亩
na那拿哪纳娜 nai乃奶耐 nan男南难 nang囊 nao脑闹恼 ne呢 nei内那 nen嫩 neng能 ni你呢泥尼拟逆 nian年念粘 niang娘酿 niao鸟尿 nie捏 nin您 ning宁凝 niu牛扭纽 nong农弄浓 nu努怒奴 nv女 nuan暖 nuo诺挪
o哦 ou欧偶
pa怕爬帕趴 pai派拍排牌 pan盘判盼攀潘 pang旁胖庞 pao跑炮泡抛袍 pei配陪培赔佩 pen盆喷 peng朋碰捧棚彭鹏 pi批皮脾匹疲披屁 pian片篇偏骗便 piao票漂飘瞟 pie撇 pin品拼贫频聘 ping平评苹屏凭瓶 po破迫坡婆泼 pu普铺扑谱葡
qi起其气期七妻奇器汽齐企骑旗棋弃启漆 qia恰 qian前钱千签欠浅潜迁牵铅谦 qiang强枪墙抢腔 qiao桥巧敲瞧乔悄 qie切且窃 qin亲琴勤侵秦 qing请情清轻青庆晴倾 qiong穷 qiu求球秋丘 qu去取区曲趣屈渠 quan全权圈劝泉拳 que却确缺雀 qun群裙
ran然燃染 rang让嚷 rao绕扰饶 re热 ren人认任忍仁 reng仍扔 ri日 rong容荣融绒溶 rou肉柔 ru如入乳 ruan软 rui瑞锐 run润 ruo若弱
sa撒洒萨 sai赛塞 san三散伞 sang桑丧嗓 sao扫嫂骚 se色涩塞 sen森 sha沙杀傻啥纱莎 shai晒筛 shan山善闪衫珊扇 shang上商伤赏尚 shao少烧稍绍勺 she设社射舍蛇摄涉 shei谁 shen身神深什申沈审伸肾甚绅 sheng生声省胜升圣剩绳盛 shi是时事十市使世师式失石室视试始示识实史士食势释适施湿诗饰拾 shou手收首受守寿售瘦 shu书数树术属输束熟叔舒蔬述鼠 shua刷耍 shuai帅摔衰 shuan拴 shuang双爽霜 shui水谁睡税 shun顺瞬 shuo说硕 si四死思司私丝似斯寺饲 song送松宋颂 sou搜艘 su素速诉苏俗宿塑 suan算酸蒜 sui岁随虽碎遂 sun孙损笋 suo所锁缩索
ta他她它塔踏 tai太台态泰抬 tan谈弹探叹坦贪摊炭坛 tang堂糖汤唐躺烫 tao讨套逃桃淘陶 te特 teng疼腾藤 ti题体提替踢梯 tian天田填甜添 tiao条跳调挑 tie铁贴帖 ting听停庭厅挺 tong同通统痛童桶铜 tou头投偷透 tu图土突途徒兔涂 tuan团 tui推退腿 tun吞屯 tuo拖脱托妥
wa挖哇娃瓦 wai外歪 wan完万晚玩碗弯湾顽 wang王望往网忘旺汪 wei为位未味围卫委微维伟危尾威违慰喂胃唯 wen问文温闻稳吻 weng翁 wo我握卧窝 wu五无物务午屋武舞误雾吴乌污悟
xi西系息习喜洗细希席戏析吸稀悉惜溪锡 xia下夏吓虾峡侠 xian先现线显县限险鲜闲献仙嫌 xiang想向象相香项响乡像箱享详翔 xiao小笑校消效销晓孝萧 xie写些谢鞋斜协邪泄 xin新心信欣辛薪 xing行性形星型姓兴幸醒 xiong兄雄胸熊凶 xiu修秀休袖 xu需许续须虚徐序绪叙 xuan选宣旋悬 xue学血雪穴 xun训寻讯迅询循
ya呀亚牙压鸭雅 yan言眼严研验演烟颜延沿盐岩燕艳宴焰掩 yang样养阳洋羊扬杨氧仰 yao要药腰摇咬遥邀耀姚 ye也业夜叶爷野页 yi一以已意义易医艺议依宜移亿衣异益仪译忆疑遗椅役毅 yin因音银引印饮阴隐 ying应英影营迎硬映赢颖 yo哟 yong用永勇拥泳咏 you有又由友右油游优尤幼邮忧 yu于与语育鱼雨余预遇玉域欲誉愉宇羽 yuan元原员院远园愿源圆缘援 yue月越约乐阅悦 yun云运孕晕韵允
za杂砸 zai在再载灾仔 zan咱赞暂 zang脏葬 zao早造遭糟澡 ze则责择泽 zei贼 zen怎 zeng增赠曾 zha炸扎渣诈 zhai宅摘债窄 zhan站战展占沾 zhang张章长掌丈账障涨 zhao找照招着赵召兆 zhe这者着折哲遮 zhen真针阵镇震珍诊 zheng正整政证争征蒸郑睁 zhi只之知直制至指治支值志职致置纸止质植执织智枝 zhong中重种众终钟忠肿 zhou周州洲粥轴宙 zhu主住注助著祝猪竹逐珠筑朱诸 zhua抓 zhuan转专赚砖 zhuang装状撞壮庄 zhui追坠 zhun准 zhuo桌捉着卓 zi字自子资紫姿仔 zong总综宗纵 zou走邹奏 zu组足族祖租阻 zuan钻 zui最嘴罪醉 zun尊遵 zuo做作坐左座昨
`;

interface Syllables {
  readonly lettersOf: ReadonlyMap<string, readonly string[]>;
  readonly all: ReadonlySet<string>;
}

let read: Syllables | undefined;

function syllables(): Syllables {
  read ??= readTable();
  return read;
}

function readTable(): Syllables {
  const lettersOf = new Map<string, string[]>();
  const all = new Set<string>();
  for (const [, letters = '', characters = ''] of TABLE.matchAll(/([a-z]+)(\p{Script=Han}+)/gu)) {
    all.add(letters);
    for (const character of characters) {
      const known = lettersOf.get(character);
      if (known === undefined) lettersOf.set(character, [letters]);
      else if (!known.includes(letters)) known.push(letters);
    }
  }
  return { lettersOf, all };
}

/** A word of more readings than this is written with its first ones. */
const READINGS_MAX = 8;

/** The letters a Chinese word may be typed with, syllables joined; none when a character is not of the table. */
export function spellingsOf(word: string): readonly string[] {
  const { lettersOf } = syllables();
  let spellings: string[] = [''];
  for (const character of word) {
    const readings = lettersOf.get(character);
    if (readings === undefined) return [];
    spellings = spellings
      .flatMap((before) => readings.map((letters) => before + letters))
      .slice(0, READINGS_MAX);
  }
  return spellings;
}

/** Whether a run of letters can be read as Chinese syllables, one after the other. */
export function isSpelledOut(letters: string): boolean {
  const { all } = syllables();
  const endsAt = [true];
  for (let end = 1; end <= letters.length; end += 1) {
    endsAt[end] = [1, 2, 3, 4, 5, 6].some(
      (length) => endsAt[end - length] === true && all.has(letters.slice(end - length, end)),
    );
  }
  return endsAt[letters.length] === true;
}
