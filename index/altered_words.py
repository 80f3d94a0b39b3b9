"""Words of one kind that stand in each other's place: what `index/altered.py` exchanges in claims.

Simplified. The guard does not read them: what it finds, it finds by its own means.
"""

from __future__ import annotations

Groups = tuple[tuple[str, ...], ...]


def _groups(text: str) -> Groups:
    """:param text: a group a paragraph"""
    return tuple(tuple(group.split()) for group in text.split("\n\n"))


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    parts = (pair.partition(":") for pair in text.split())
    return tuple((one, other) for one, _, other in parts)


PLACES = _groups("""
河北 山西 辽宁 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 四川 贵州 云南 陕西 甘肃

北京 上海 天津 重庆 广州 深圳 武汉 成都 杭州 南京 西安 沈阳 青岛 厦门 郑州 长沙 昆明 石家庄
温州 香港 澳门 义乌 昆山 大理 敦煌 常熟 景洪

台北 新北 桃园 台中 台南 高雄 基隆 新竹 苗栗 彰化 云林 嘉义 屏东 宜兰 花莲 埔里 鹿港

中国 美国 英国 法国 德国 日本 韩国 俄罗斯 印度 泰国 越南 意大利 西班牙 加拿大 澳大利亚 巴西
伊朗 以色列 台湾 蒙古 斯里兰卡 瑞典
""")
FOODS = _groups("""
柠檬 苹果 香蕉 西瓜 葡萄 草莓 芒果 榴莲 荔枝 柿子 柚子 橘子 菠萝 木瓜 猕猴桃 樱桃 杨梅 香瓜

大蒜 生姜 洋葱 苦瓜 黄瓜 番茄 西红柿 土豆 红薯 胡萝卜 萝卜 白菜 菠菜 韭菜 木耳 香菇 豆芽 茄子
南瓜 秋葵 芹菜 冬瓜

牛奶 豆浆 咖啡 绿茶 红茶 可乐 啤酒 红酒 白酒 奶茶 蜂蜜水 柠檬水 矿泉水 酸奶 果汁 开水

鸡蛋 猪肉 牛肉 鸡肉 羊肉 鸭肉 虾仁 小龙虾 螃蟹 三文鱼 带鱼 豆腐 花生 核桃 燕麦 玉米 面包
方便面 米饭 馒头 火腿肠 巧克力 蜂蜜 酱油 味精 食盐 白糖 紫菜 海带 月饼
""")
DRUGS = _groups("""
阿司匹林 布洛芬 板蓝根 连花清瘟 双黄连 青霉素 头孢 阿莫西林 胰岛素 二甲双胍 氯喹 瑞德西韦
达菲 奥司他韦 泰诺 普拿疼 感冒灵 藿香正气水 鱼油 褪黑素 碘酒 酒精 双氧水 小苏打 云南白药
地塞米松

维生素a 维生素b 维生素c 维生素d 维生素e 维他命a 维他命c 维他命d

抗生素 避孕药 止痛药 降压药 安眠药 退烧药 感冒药 胃药 减肥药 眼药水 类固醇 消炎药
""")
DISEASES = _groups("""
高血压 糖尿病 心脏病 心肌梗塞 中风 脑梗 白血病 感冒 流感 新冠肺炎 肺炎 肝炎 艾滋病 登革热
白内障 痛风 关节炎 骨质疏松 肾结石 尿毒症 痔疮 便秘 失眠 抑郁症 老年痴呆 帕金森 自闭症 哮喘
湿疹 胃溃疡 失明 近视 贫血 不孕 癌症 脚气 鼠疫 疟疾

肝癌 肺癌 胃癌 乳腺癌 大肠癌 皮肤癌 子宫癌 鼻咽癌 胰腺癌
""")
PERSONS = _groups("""
马云 马化腾 李嘉诚 钟南山 张文宏 李兰娟 屠呦呦 姚明 刘德华 成龙 赵本山 周杰伦 任正非 董明珠
周星驰 雷军

蔡英文 柯文哲 陈时中 韩国瑜 赖清德 马英九 郭台铭 侯友宜 林志玲

特朗普 拜登 普京 奥巴马 默克尔 爱因斯坦 霍金 比尔盖茨 马斯克 牛顿

医生 护士 老师 警察 律师 司机 记者 法官 厨师 保安

儿童 老人 孕妇 学生 农民 军人
""")
OPPOSITES = _pairs("""
允许:禁止 增加:减少 提高:降低 上涨:下跌 开放:关闭 有害:有益 停课:复课 封城:解封 恢复:取消
上调:下调 男子:女子 男性:女性 成功:失败 免费:收费 预防:引发 治疗:导致 支持:反对 最高:最低
变大:变小 空腹:饱腹 饭前:饭后 晚上:早上 加重:减轻 强制:自愿 涨价:降价 合格:违规 生吃:熟吃
冷水:热水 安全:有毒
""")
SYNONYMS = _pairs("""
导致:引起 引发:导致 新冠肺炎:新冠 新冠病毒:新冠 孩子:小孩 儿童:小朋友 医生:大夫 食用:吃
饮用:喝 致癌:引起癌症 得癌症:患癌 死亡:丧命 手机:移动电话 摄像头:监控 含有:有 治愈:治好
能治:可以治 可以:能够 非常:特别 立即:马上 全部:所有 土豆:马铃薯 番茄:西红柿 红薯:地瓜
方便面:泡面 视频:影片 塑料:塑胶 出租车:的士 老年痴呆:阿尔茨海默病 维生素:维他命 发布:公布
美国总统:美国的总统 警察:警方 银行卡:银行账户 照片:图片 必须:一定要
""")
"""Two ways to say the same; the second in place of the first leaves a claim what it is."""
BEFORE = (
    "昨天跟同事吃饭聊了半天，回家路上又堵车。",
    "这两天总下雨，衣服都晾不干。",
    "我妈早上转到家里群的，我还没来得及问她。",
    "周末打算带孩子去公园走走。",
)
"""Sentences that stand before a claim in a longer message, and have nothing to do with it."""
AFTER = (
    "你们那边最近怎么样，有空回来坐坐。",
    "我先去忙了，晚上再聊。",
    "邻居家也在说这件事，不知道从哪里看来的。",
    "对了，上次借的伞记得还我。",
)
