"""Words whose exchange changes a claim, and words whose exchange does not; simplified."""

from __future__ import annotations

import re
from functools import cache

from index.words import words_of


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    found = [tuple(pair.split(":")) for pair in text.split()]
    return frozenset(pair for one, other in found for pair in ((one, other), (other, one)))


_OPPOSITES = _pairs("""
允许:禁止 可以:禁止 准许:禁止 允许:不准 增加:减少 增多:减少 增:减 升:降 涨:跌 上升:下降 上升:降低
提高:降低 提升:降低 上涨:下跌 涨价:降价 上调:下调 开放:关闭 开:关 打开:关上 有害:有益 有害:无害
好处:坏处 安全:危险 安全:有毒 有毒:无毒 停课:复课 开学:停课 停工:复工 停产:复产 封城:解封 封闭:开放
恢复:取消 恢复:暂停 恢复:停止 开始:结束 开始:停止 男:女 男子:女子 男性:女性 男孩:女孩 男生:女生
父:母 爸:妈 公:母 左:右 前:后 上:下 内:外 里:外 早:晚 早上:晚上 白天:晚上 早晨:晚上 冷:热 冰:热
凉:热 干:湿 生:熟 大:小 多:少 高:低 长:短 快:慢 胖:瘦 轻:重 真:假 正:负 阳:阴 阳性:阴性 酸:碱
酸性:碱性 成功:失败 免费:收费 免:收 预防:引发 预防:导致 治疗:导致 治:致 防:致 治疗:引发 缓解:加重
加重:减轻 促进:抑制 支持:反对 同意:拒绝 接受:拒绝 最高:最低 空腹:饱腹 空:饱 害:益 冷:烫 饭前:饭后
强制:自愿 合格:违规 合法:违法 天然:人工 公开:秘密 国产:进口 进口:出口 出境:入境 买:卖 借:还 存:取
输:赢 胜:负 生:死 活:死 加:减 收:发 进:出 入:出 来:去 新:旧 首:末 东:西 南:北 承认:否认 证实:否认
确认:否认 杀死:滋养 变大:变小 扩大:缩小 延长:缩短 加强:减弱 高于:低于 超过:低于 大于:小于 以上:以下
之前:之后 有利:不利 有效:无效 国内:国外 境内:境外 室内:室外 城市:农村 白:黑 现金:转账 降温:升温
增强:削弱 增强:降低 保留:取消 推迟:提前 延后:提前
""")

# Lines of words that mean nearly the same where they stand in each other's place.
_ALIKE = """
导致 引起 引发 造成 产生 诱发 致 害 使 让 令 会得 罹患 患 患上 得 得了 染上 感染
可以 能 能够 可 会 会不会 能不能 能否 可能 有可能 可不可以 足以 应该 应 要 需要 须 必须 得 一定要 务必 最好
吃 食用 吃了 服用 服 进食 食 摄取 摄入 喝 饮用 饮 吃下 喝下
使用 用 利用 采用 拿 以 靠
说 称 表示 指出 宣布 公布 发布 透露 通知 宣称 声称 表明 曝 曝光 爆 发出 公告 通报 提醒 警告 呼吁 建议 回应
死 死亡 去世 身亡 过世 往生 丧命 病逝 逝世 死掉 离世 毙命 丧生 致死 死去
杀死 杀灭 消灭 杀 消除 去除 清除 灭 灭杀 除掉 去掉 除去
治 治疗 治愈 治好 根治 医治 医 疗愈 痊愈 能治 改善 缓解 特效 疗效
预防 防 防止 避免 防治 阻止 抵抗 对抗 抗
致癌 癌症 患癌 得癌 癌 癌变 引起癌症 引发癌症 导致癌症 得癌症 患癌症
新冠 新冠肺炎 新冠病毒 肺炎 病毒 疫情 武汉肺炎 新型冠状病毒 冠状病毒 新型冠状病毒肺炎 武肺 武汉病毒
孩子 小孩 儿童 小朋友 孩童 宝宝 幼儿 婴幼儿 小孩子 娃 婴儿 小儿
老人 老年人 长者 长辈 老人家 老爷爷 银发族 年长者
人 民众 人们 市民 居民 网友 网民 大家 群众 百姓 老百姓 国人 者 人士 人员 患者 病人 病患
医生 医师 大夫 专家 博士 教授 学者 院士
警察 警方 公安 民警 交警 警员 员警
政府 当局 官方 当地政府 国家 部门 有关部门
影片 视频 录像 片子 画面 影像 短片 图 图片 照片 图像 相片 截图
手机 电话 移动电话 行动电话 智能手机
土豆 马铃薯 洋芋
番茄 西红柿
红薯 地瓜 番薯 甘薯 白薯
花生 土豆
菠萝 凤梨
方便面 泡面 速食面 即食面 快餐面
酸奶 优酪乳 酸乳 优格
牛奶 鲜奶 鲜乳 牛乳
自来水 水龙头水
开水 白开水
鸡蛋 蛋
食盐 盐 盐巴
白糖 糖 砂糖
塑料 塑胶
塑料袋 塑胶袋 胶袋
出租车 计程车 的士 出租
公交 公车 巴士 公交车 公共汽车
地铁 捷运
摩托车 机车
自行车 脚踏车 单车
网络 网路 互联网 网上 线上
软件 软体 程序 程式 应用 app
信息 讯息 消息 资讯 短信 简讯
微信 wechat
博客 部落格
优盘 u盘 随身碟
打印 列印
激光 镭射 雷射
质量 品质
维生素 维他命
伟哥 威而钢 万艾可
扑热息痛 对乙酰氨基酚 普拿疼
老年痴呆 阿尔茨海默病 失智症 失智 老年痴呆症 阿兹海默症 痴呆
艾滋病 爱滋病 艾滋 爱滋 hiv
中风 脑卒中 脑中风
心梗 心肌梗塞 心肌梗死
血压高 高血压
流感 流行性感冒
特朗普 川普
奥巴马 欧巴马
普京 普丁 蒲亭
泽连斯基 泽伦斯基
澳大利亚 澳洲
新西兰 纽西兰
朝鲜 北韩
韩国 南韩
老挝 寮国
台湾 台湾省
中国 大陆 我国 中国大陆 国内
美国 老美 美利坚
非常 特别 十分 很 极 极其 超 太 更 最 真的
立即 马上 立刻 赶快 赶紧 快 即刻 即将 就要
全部 所有 全 都 通通 一切 一律 全体 每个 各
已经 已 早已 曾 曾经 正在 正 将 将要
今天 昨天 明天 今早 今晚 昨晚 今日 昨日 明日 刚刚 刚才 刚 现在 目前 \
近日 最近 日前 后天 前天 凌晨 早上 今年 去年 本周 下周 本月 最新 当天 这几天
发生 出现 爆发 有 存在 惊现 发现 检出 验出 查出 测出
含 含有 有 带有 存在 添加 加 加了 掺 混入
没有 没 无 不含 未
不可 不能 不要 不可以 不得 别 勿 不准 不许 禁止 严禁 切勿 千万别 不宜 禁 避免 拒绝
多 很多 许多 大量 过多 过量 不少 大批
最好 最佳 最有效
厉害 严重
便宜 实惠 省钱
有毒 毒 剧毒
被抓 被捕 逮捕 拘留
罚 罚款 处罚 重罚 开罚
原因 元凶 罪魁祸首
方法 办法 方式 妙招 偏方 秘方 做法
作用 功效 效果 好处 疗效 用处
一起 同时 同 一同 一块
和 与 跟 及 同 或 配 加 还有 以及
的 之 地 得
了 过 着 后 完
吗 嘛 么 呢 吧 啊
他 她 它 他们 她们
泄漏 泄露 外泄
帐号 账号 账户 户头 帐户
密码 口令
银行卡 信用卡 提款卡
领 领取 获得 拿 得到 收到 送 赠送 发放 发 派发
买 购买 抢购 采购 买到
喷 喷洒 洒 撒
洗 清洗 冲洗 清洁
煮 煮熟 烧 熬 炖 水煮
烤 烘烤 烧烤
放 放在 置于 摆
涨价 上涨 调涨
外国 国外 海外 境外
飞机 客机 班机 航班
医院 诊所 医疗机构
学校 校园
超市 商店 卖场 商场
公司 企业 厂商 业者 集团
女孩 女生 女童 女子 女性 女人 妇女
男孩 男生 男童 男子 男性 男人
病 疾病 症 症状
链接 连结 连接 网址 网站 网页 链结
优惠券 折价券 礼券 抵用券 兑换券 代金券 券 优惠卷
贴图 表情包 表情
冷气 空调
幼稚园 幼儿园
国小 小学
国中 初中
保险套 避孕套 安全套
卫生棉 卫生巾
瓦斯 煤气 天然气 燃气 液化气
芯片 晶片
屏幕 萤幕 荧幕
数字 数位
医保 健保
驾照 驾驶证
身份证 身分证
纳米 奈米
意大利 义大利
悉尼 雪梨
旧金山 三藩市
金枪鱼 鲔鱼
三文鱼 鲑鱼
牛油果 酪梨 鳄梨
猕猴桃 奇异果
番石榴 芭乐
橙子 柳丁 柳橙 橙
西兰花 花椰菜 青花菜
卷心菜 高丽菜 包菜 圆白菜
奶酪 起司 芝士 乳酪
黄油 奶油
洗发水 洗发精 洗发露
洗洁精 洗碗精
过氧化氢 双氧水
小苏打 苏打粉 碳酸氢钠
锡纸 铝箔 铝箔纸 锡箔
电饭锅 电锅 电饭煲
煤气灶 瓦斯炉 燃气灶
阿司匹林 阿斯匹灵 阿斯匹林
胰腺癌 胰脏癌
前列腺 摄护腺
宫颈癌 子宫颈癌
白血病 血癌
抑郁症 忧郁症
透析 洗肾 血透
骨质疏松 骨松
快递 宅配 宅急便
快递员 外卖员 外送员
垃圾 废物 废料
台风 飓风
核酸 核酸检测 抗原
群组 群 社团 微信群
停业 关门 歇业 关闭
推迟 延后 延期 延迟 往后推
清查 整顿 整治
丧命 害人丧命 死掉
疫苗 针
"""

_KINDS = (
    frozenset("猫狗猪羊牛马驴鸡鸭鹅鱼虾蟹龟蛇鼠猴虎狮熊狼兔鸟鸽象蚊蝇"),
    frozenset("盐糖醋油茶酒蜜奶姜葱蒜米面豆茄瓜梨桃杏枣橙柿梅芋笋藕菇"),
)
"""Names of one character. An animal or a food for another is another thing, though it is only a letter."""

_QUESTIONS = re.compile("什么|怎么|怎样|如何|哪|谁|啥|多少|几|是不是|是否|为何|有没有|咋")
_FILLERS = (
    "的了着过地得之吧呢啊呀嘛吗么哦喔哈就也都还又再才只便已将把被让给叫使于从由对向往为与和及同跟或而且但则因所以"
    "如果若要会能可以应该须需必想来去这那此其他它她你我们您咱是系即有没到个些种位等很太更最真好称说请在做据"
)
_SMALL = frozenset(_FILLERS)


def opposed(one: str, other: str) -> bool:
    """Tell whether two words are each other's opposites."""
    return (one, other) in _OPPOSITES


@cache
def _lines_of() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_ALIKE.strip().splitlines()):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def alike(one: str, other: str) -> bool:
    """Tell whether two words mean nearly the same."""
    lines = _lines_of()
    return not lines.get(one, frozenset()).isdisjoint(lines.get(other, frozenset()))


def are_of_a_kind(one: str, other: str) -> bool:
    """Tell whether a character and a word of one or two are different animals, or foods: 猪 and 猴子."""
    short, long = sorted((one, other), key=len)
    if len(short) != 1 or len(long) > 2 or short in long:
        return False
    return any(short in kind and not kind.isdisjoint(long) for kind in _KINDS)


def says_nothing(word: str) -> bool:
    """Tell whether a word by itself names no thing: particles, pronouns, auxiliaries, words of a question."""
    return _SMALL.issuperset(word) or _QUESTIONS.search(word) is not None


def names_a_thing(words: str) -> bool:
    """Tell whether a stretch reads as the name of one thing: two words at most, no particle at its ends.

    A name that the tokenizer does not know is cut into single characters, which count as one word together.
    """
    parts = words_of(words)
    if len(parts) == len(words) > 2:  # 奥司他韦: 他 is no pronoun there; 友们快去种 is no name
        return sum(part in _SMALL for part in parts) < 2
    known = sum(len(part) > 1 for part in parts)
    return known + (known < len(parts)) <= 2 and not (says_nothing(parts[0]) or says_nothing(parts[-1]))
