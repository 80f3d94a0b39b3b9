"""Characters that sound or look alike, which typing and reading a screenshot put in each other's place."""

from __future__ import annotations

from functools import cache

_SAME_SOUND = """
的得地德 是事市式试室视世势示 在再载 有友右又 了乐勒 不部步布 人仁任认 他她它 这着者
中种重众终钟 大打达 来莱赖 上尚 国过果 个各哥格歌 到道倒导 说硕 们门 为位未维微卫围味委
子字自资紫 和河合何喝核 你拟 出初处除 时十食石实拾 年念粘 要药耀 就旧久九酒救 会回汇惠慧
可客克刻课 也业叶页夜野 对队堆 生声升省胜 能嫩 而二耳儿 行型形星醒 方放房防访 后候厚 多夺朵
法发罚 家加佳甲价假 所锁 用永勇 学雪血 下夏吓 经精晶睛净静竟境 动洞冻东 进近禁尽金今仅
成城程诚乘 民敏 同童铜痛通 面免棉 起气器其期奇七骑汽 主住注祝助著 机鸡基记计技级极急集及己
分份粉纷 高告搞稿 小校笑效消 新心信辛欣 前钱千签欠 公工功宫共供 力利里理历立丽例离李礼
间见建件健检减剪简 长常场厂肠尝 现县线险显献限先鲜 化花话华划画 全权泉圈劝 体题提替 点电店典
水睡税 没美每妹 关管观官馆灌 等灯登 手首收受守寿 看砍 天田甜添填 正证政症整争征蒸 明名命鸣
好号毫耗 那哪拿纳 只之知指止制治志至直值 被背北备倍杯 从丛葱 最嘴罪醉 样阳养羊洋
无物五武午舞屋误务 想向象像相响项箱香乡 月越约 回灰 意已以一医易益 艺议异 文问闻温稳 病并冰饼
别憋 眼演烟盐严言研验 安岸按案暗 保宝报抱饱包 吃迟池持 次此词辞 带代待戴袋 单担但蛋淡弹 当党档
定订顶丁 断段短端 饭反返犯翻 费肺飞非肥 风封丰峰疯 父付富服福复副府负附腐 该改盖 干感赶甘 刚钢岗
更耕 古骨谷股故固顾 光广逛 海孩害 红洪 护户湖胡糊 坏怀 换患环还 黄皇 活火货获 接节街结解姐界借
觉决绝 开凯 考烤靠 口扣 快块 兰蓝篮 老劳 类泪累雷 冷愣 连联脸练 两亮量凉 料疗辽 流六留
路录陆露炉 论轮 马妈吗麻骂 买卖麦脉 满慢 毛猫冒帽 米密迷蜜 母木目牧墓 男南难 牛扭 怕爬 跑炮
皮批疲啤 票飘 品贫频 平评苹瓶 普谱扑 强墙枪 亲轻青清情请庆 秋球求 去区取曲趣 然燃 如入乳 三散
杀沙啥傻 山闪善 少烧 社设射涉蛇 身深神什 师诗失施 术树书输数熟属叔 双霜 四死似司思丝 送松宋
苏素速诉塑 酸算蒜 随岁碎 台太态抬 谈弹探毯 糖汤堂 条跳 铁贴 听停庭 头投透 图土突涂 推腿退
脱托 外歪 完晚万碗弯 王网往望忘 西洗吸息习席喜细系 小晓 写谢鞋些 修秀 须需许序续 选旋 压牙鸭
因引音印银阴 应英营影赢硬 油由游邮友 鱼语雨与于余遇育预 园元员原远院 运云允孕 早造灶糟 站战占展
张章掌涨 找照招罩 真针珍震镇阵 转赚专砖 装状撞 做作坐座
"""

_SAME_LOOK = """
己已巳 未末 土士 日曰目 人入八 大太犬 千干于 天夫 王玉主 刀力 几九 午牛 田由甲申 问间闻
今令 侯候 拔拨 末来 戊戌戍 免兔 折拆 辨辩 晴睛 清情请 治冶 冷泠 住往 体休 贷货 爪瓜 析折
待侍 准淮 眠眼 便使 代伐 买卖 乌鸟 广厂 办为 万方 开井 并开 无元 风凤 见贝 车东 又叉
丁了 孑子 口囗 白自 石右 左在 有冇 亳毫 微徽 遣遗 祟崇 蓝篮 籍藉 赢嬴 酒洒 汽气 汁汗
沽活 活话 油抽 钓钩 银很 根报 症证 痛病 药约 菜莱 蒜算 杀条 杭抗 核该 毒母 感惑 染梁
粱梁 苗菌 菌茵 癌瘤 肺肿 肝肚 脑胸 血皿 食良 饭饮 鱼渔 虫中 虾蚜 蛋蚤 鸡鸦 水永 冰泳
火灭 热垫 煮著 喝渴 吃迄 叶叮 可司 同向 名各 合台 会全 金全 分兮 公么 会云 市巾 币市
布市 师帅 广户 户尸 所斫 斤斥 新斩 断新 政攻 放故 救教 数敷 明朋 时肘 早旱 是足 星里
量童 更史 事争 要耍 妻要 女文 文丈 安宴 宁守 字宇 定走 家豪 宣宜 实买 小少 尖尘 当肖
尚向 山出 出击 岁多 外处 夜液 天无 失矢 奋畚 奖浆 如奴 好奸 妈吗 姓性 婚昏 孩该 学字
老考 者著 死列 残线 线钱 低纸 给拾 统流 经径 结洁 红江 纪记 级极 绝艳 细组 网冈 罚罪
羊半 美姜 翻番 耳且 取职 聪聊 联取 服报 期朔 月用 朝期 木本 术木 机杌 权杈 材村 束東
李季 林材 果杲 枪抢 柱拄 标际 校绞 样祥 棉绵 楼搂
"""
# Latin letters and digits that a reading machine mixes up.
_SAME_LOOK_LATIN = "0Oo 1lI 5S 8B 2Z 6b 9g cC vV wW xX uU mM"


def _table(groups: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in groups.split():
        for character in group:
            others = (other for other in group if other != character)
            found[character] = "".join(dict.fromkeys(found.get(character, "") + "".join(others)))
    return {character: others for character, others in found.items() if others}


@cache
def same_sound() -> dict[str, str]:
    """Simplified characters that input by sound confuses, each with those of its syllable; tones aside."""
    return _table(_SAME_SOUND)


@cache
def same_look() -> dict[str, str]:
    """Simplified characters, letters and digits that reading a picture confuses, each with the others."""
    return _table(_SAME_LOOK + _SAME_LOOK_LATIN)
