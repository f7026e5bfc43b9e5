"""How names are written in Singapore, Malaysia and Indonesia: surnames in Hokkien, Teochew or Hakka, given names in those or in pinyin.

Tan Wei Ming is 陈伟明: a surname of one speech and a given name of another are usual there, so only the surname has to be one of these.
Gathered by hand: the surnames of most people, and what other speech than Hokkien (``hokkien.py``) gives the characters that given names
are mostly made of.
"""

from hub.screening.names.china.characters import character
from hub.screening.names.china.surnames import COMPOUND, SURNAMES_IN_PINYIN
from hub.screening.names.listed import table

TWO_SURNAMES = 4  # characters of a name that has two, with a given name of two

_SURNAMES = """
    陈 tan chin chen tjan; 林 lim liem lam; 黄 ng ooi wee oei uy oey ong bong wong; 李 lee li lie; 王 ong heng wang; 吴 goh go gouw ng ngo
    wu; 张 teo teoh tio chong cheong tiu; 蔡 chua chuah choa tjoa tsai chai; 刘 low lau lauw liew loo; 杨 yeo yeoh yong yap njo iyo; 许
    koh khoh kho khaw hee hui; 郑 tay tee teh chang te chung; 谢 chia cheah tjia sia; 叶 yap yip iap ip; 何 ho hoe hor; 郭 kuek quek kwek
    kueh kuok kwee koay keh kok; 洪 ang hong; 周 chew chiew joe chow tjioe; 沈 sim shim sem; 苏 soh saw soe so; 徐 chee cher swee tjhie
    choo chui; 高 ko kau; 曾 chan tseng tjan chang tsen; 梁 neo niu leong leung nio; 邱 khoo koo hiew hew kho khu chiu; 丘 khoo koo hiew
    hew kho khu; 赖 lua lai luah; 廖 leow liau liew liaw; 余 yee ee oo iu eu; 胡 oh aw ow foo woo; 朱 choo chu tju; 罗 lor loh law lo; 江
    kang kong kiang; 庄 chng ching chong tjeng; 卓 toh tok; 颜 gan ngan; 潘 phua puah phoa poon; 温 voon oon boon wan; 钟 cheng cheong
    chung chong tjong; 简 kan kang gan; 杜 toh too tau; 方 png pung hng fong; 连 lian liang lien; 施 see sy si; 柯 kua quah kwa; 翁 ang
    ong yong; 汤 thng teng tong; 石 chio siok chioh shek; 白 peh pek; 康 khng kng kang; 傅 poh pho foo; 邓 teng tang then thien; 戴 tai
    te; 田 tian chan thien; 董 tang tung; 范 huan fan hoan; 冯 pang fung fong phung; 符 hoo foo; 韩 hang han; 侯 hau how; 黎 lay lai loy;
    卢 loh loo low; 吕 loo ler lu lui; 陆 lek liok luk; 马 be beh mah; 莫 mok bok; 欧 au ow; 彭 phee pang phang; 孙 sng soon sun; 唐 tng
    teng tong; 童 tang tong; 魏 gwee wee ngui gui; 薛 seet sih siet; 姚 yeow yeo iu yiu; 尤 yew eu; 袁 wan uan yuen; 詹 chiam tjam; 赵 teo
    chio chew teoh; 甘 kam; 阮 guan nguan yuen; 龚 keng kiong kung; 纪 kee; 池 tee; 宋 song sung; 萧 siow seow siauw sio siew; 熊 him
    hiong; 涂 toh thoo; 巫 boo moo; 古 koo ku; 骆 lok loh; 尹 oon wan; 严 giam gan ngiam; 关 kuan kwan; 倪 geh ngei; 贝 pui; 祝 chiok; 辜
    koh kor; 伍 ngoh ng goh; 区 au ow; 凌 ling leng; 万 ban van; 文 boon; 蒋 chio chiang; 汪 ong wang; 程 thia thian cheng; 夏 hay ha; 邹
    chow chew chau; 金 kim; 谭 tham tam; 容 yong; 植 sit; 岑 sim sum; 麦 bek mak; 章 cheang cheong chiang; 佘 seah sia; 孔 khong kong
    hung; 易 yik; 龙 leng liong
"""
_GIVEN = """
    伟 wei wai; 明 min; 国 kuok; 美 mei; 丽 lai; 金 gim; 水 chwee chui; 英 ying; 文 voon man; 德 tuck tet; 华 fah; 杰 kit; 龙 loong lung;
    成 shin; 福 fook fuk; 发 fatt fat; 嘉 kia; 庚 kee kang; 苍 chng; 清 chin chheng; 耀 yew; 财 tsai; 光 kuang kwong kwang; 荣 yong weng
    wing; 贵 kwi gui kwai; 玉 nyuk yuk; 花 huay fah; 月 guek goat gek ngiet yuet; 凤 fong fung; 山 suan shan; 海 hoi; 源 goan yuan nguan;
    木 bak muk; 家 keh; 安 aun on; 宝 bow pow; 和 hoe fo wo; 平 pin; 忠 chung; 义 ngi ghee yee; 仁 lin yin; 永 yong weng; 昌 chong; 盛
    sin; 隆 loong; 庆 hin khin; 瑞 sooi; 益 yit; 有 yu; 来 loy; 添 thim tim; 锦 gim kam; 坤 kwan; 树 chew shu sue; 松 cheng; 桂 kwai; 梅
    moi mei; 竹 chuk; 菊 kuk; 芳 fong phang; 娇 kew; 珍 chen; 爱 oi; 燕 yan een yen; 雪 seok soat set; 云 yun woon; 慧 huey wai fui; 敏
    man; 惠 huey fui; 淑 shook suk; 静 chin; 贤 yin; 贞 chin; 如 yu; 意 yi; 心 sam; 思 sze; 诗 sze; 欣 yan him; 怡 yee yi; 佩 pei poi; 琴
    kam; 大 tua dai; 老 lau low; 三 sa; 九 kow kau; 万 van; 长 teng chong; 生 sang sen; 火 huay hoe fo; 土 thoo; 石 chioh shek; 进 chin
    tsin jin; 武 boo bu wu; 健 kin; 宁 nen; 正 chia; 中 chung; 东 tung; 西 sai; 北 pak pok; 川 chuen; 涛 tow; 城 siah; 世 sai; 宗 choong
    chung; 辉 fai huey fui; 煌 huang wong fong; 炳 pin; 炎 yam; 寿 su; 禄 luk; 振 cin; 森 sam sum; 宏 hong; 豪 hao how; 达 tatt dat; 富
    foo poo; 鸿 fung; 彦 gan ngan yin; 维 wei wui; 奕 yik; 凯 hoi; 浩 how hao; 恩 un en yan; 慈 che; 莹 ying; 倩 chian sin; 雯 wen; 薇 wei
    mei; 萱 suan hsuan; 珊 shan; 珮 pei
"""


def _table(text: str) -> dict[str, frozenset[str]]:
    made: dict[str, frozenset[str]] = {}
    for entry in text.split(";"):
        character, *spelt = entry.split()
        made[character] = made.get(character, frozenset()) | frozenset(spelt)
    return made


def has_two_surnames(name: str) -> bool:
    """Tell whether a simplified name is a married woman's, her husband's surname before her own: 陈黄美玲."""
    return (
        len(name) == TWO_SURNAMES and name[:2] not in COMPOUND and all(character(each).pinyin[0] in SURNAMES_IN_PINYIN for each in name[:2])
    )


@table
def southern_surnames() -> dict[str, frozenset[str]]:
    """Return how surnames are spelt, by their simplified characters."""
    return _table(_SURNAMES)


@table
def all_southern_surnames() -> frozenset[str]:
    """Return every spelling of a surname of the south, whose bearers in Singapore may have a given name in pinyin."""
    return frozenset().union(*southern_surnames().values())


@table
def southern_given() -> dict[str, frozenset[str]]:
    """Return how characters of given names are spelt."""
    return _table(_GIVEN)
