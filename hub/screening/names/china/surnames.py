"""Han surnames: the compound ones, and those that are read otherwise than the word they also are.

Dictionaries read 单 as *dan* and 仇 as *chou*; whoever bears the name says *Shan* and *Qiu*. A passport follows its bearer, or the
dictionary: both readings count.
"""

from functools import lru_cache

from hub.screening.names.china.mandarin import is_pinyin
from hub.screening.names.sound import WORDS_KEPT

_COMPOUNDS = """
    欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离
    长孙 宇文 司徒 鲜于 司空 闾丘 令狐 百里 呼延 东郭 西门 第五 左丘 轩辕 拓跋 漆雕 壤驷 夹谷 宰父 巫马 公西 司寇 亓官 子车 颛孙 乐正
    谷梁 段干 南门 东门 梁丘 左人 羊舌 微生 纳兰 完颜 叶赫 爱新 范姜 张简 张廖 淳于
"""
COMPOUND = frozenset(_COMPOUNDS.split())
READINGS = {
    "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "盖": "ge", "朴": "piao", "乐": "yue", "曾": "zeng", "任": "ren",
    "华": "hua", "繁": "po", "种": "chong", "秘": "bi", "覃": "qin", "缪": "miao", "折": "she", "翟": "zhai", "车": "che", "能": "nai",
    "逄": "pang", "员": "yun", "贠": "yun", "洗": "xian", "冼": "xian", "隗": "kui", "訾": "zi", "牟": "mu", "哈": "ha", "令": "ling",
    "晁": "chao", "晟": "sheng", "祭": "zhai", "黑": "he", "盛": "sheng", "石": "shi", "沈": "shen", "薄": "bo", "召": "shao", "都": "du",
    "郇": "xun", "过": "guo", "那": "na", "尹": "yin", "占": "zhan", "长": "chang", "佴": "nai", "瞿": "qu", "贾": "jia",
    "谌": "shen", "卜": "bu", "阚": "kan", "乜": "nie",
    "万俟": "mo qi", "尉迟": "yu chi", "长孙": "zhang sun", "澹台": "tan tai", "鲜于": "xian yu", "亓官": "qi guan", "令狐": "ling hu",
    "宰父": "zai fu", "单于": "chan yu", "拓跋": "tuo ba", "夏侯": "xia hou", "颛孙": "zhuan sun", "子车": "zi ju", "乐正": "yue zheng",
}  # fmt: skip
_IN_PINYIN = """
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang deng feng han cao zeng
    peng xiao cai pan tian dong yuan yu ye jiang du su wei cheng lu lv lyu ding shen ren yao fu zhong cui tan liao fan wang jin shi dai
    jia xia qiu fang hou zou xiong meng qin bai yan xue yin duan lei long tao he gu mao hao gong shao wan qian qi mo kong xiang chang tu
    ning ji bian yi zhan ouyang shangguan sima zhuge huangpu linghu dongfang murong situ xiahou gongsun zhangsun yuchi ruan ke bao pang
    pei ou nie jiao lan zuo you xin guan fei rong zhuo lian miao ling ai yue ge pu bo mu cen chu dou gan geng gou hua hua huo jian jing
    ju kang kuang lang lao le leng ma ni niu ou pi qu quan rao sha shan shang sheng shu si tai teng tong weng wen xi xian xing yun zang
    zha zhai zhuang zong
    an ao bei bi bing chai chao che chi cong dan dang di diao gai gui hang heng hong huan hui jie kan kou ku kuai kui lai lou luan man mei
    mi min ming mou na nan nong ping piao qiang qiao qie que ran ru rui sang she shou shui sui suo tie wo xuan xun ying yong zan zhen zhi zi
    zu nangong diwu huangfu moqi wenren helian gongyang tantai gongye zongzheng puyang chunyu taishu shentu zhongsun xuanyuan zhongli yuwen
    xianyu lvqiu luqiu lyuqiu sikong qiguan sikou duanmu duangan yuezheng tuoba zaifu baili dongguo huyan yangshe liangqiu zuoqiu ximen
    nalan wanyan ban ceng cha hai mai men tuo
"""
SURNAMES_IN_PINYIN = frozenset(_IN_PINYIN.split())


def surname_length(name: str) -> int:
    """Return how many characters of a simplified Han name are its surname: two if that is a compound one and a given name follows."""
    return 2 if len(name) > 2 and name[:2] in COMPOUND else 1


def surname_reading(surname: str) -> tuple[str, ...]:
    """Return how a surname is read, a syllable a character; empty if as its characters are."""
    return _SYLLABLES.get(surname, ())


_SYLLABLES = {surname: tuple(reading.split()) for surname, reading in READINGS.items()} | {"岩": ("ai",)}
"""With how the Dai call a man, which no other 岩 is read as: 岩温 is Ai Wen."""


@lru_cache(maxsize=WORDS_KEPT)
def is_in_pinyin(parts: tuple[str, ...]) -> bool:
    """Tell whether a Latin name can be read as pinyin, with a Chinese surname first or last."""
    return (parts[0] in SURNAMES_IN_PINYIN or parts[-1] in SURNAMES_IN_PINYIN) and all(map(is_pinyin, parts))
