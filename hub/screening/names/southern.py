"""How names are written in Singapore, Malaysia and Indonesia: surnames in Hokkien, Teochew or Hakka, given names in those or in pinyin.

Tan Wei Ming is 陈伟明: a surname of one speech and a given name of another are usual there, so only the surname has to be one of these.
Gathered by hand: the surnames of most people, and the characters that their names are mostly made of.
"""

from functools import cache

from hub.screening.names.surnames import COMPOUND

TWO_SURNAMES = 4  # characters of a name that has two, with a given name of two

_SURNAMES = """
    陈 tan chin chen tjan; 林 lim liem lam; 黄 ng ooi wee oei uy oey bong wong; 李 lee li lie; 王 ong heng wang; 吴 goh go gouw ng ngo
    wu; 张 teo teoh tio chong cheong tiu; 蔡 chua chuah choa tjoa tsai chai; 刘 low lau lauw liew loo; 杨 yeo yeoh yong yap njo iyo; 许
    koh khoh kho khaw hee hui; 郑 tay tee teh chang te; 谢 chia cheah tjia sia; 叶 yap yip iap ip; 何 ho hoe hor; 郭 kuek quek kwek kueh
    kuok kwee koay keh kok; 洪 ang hong; 周 chew chiew joe chow tjioe; 沈 sim shim sem; 苏 soh saw soe so; 徐 chee cher swee tjhie choo
    chui; 高 ko kau; 曾 chan tseng tjan chang tsen; 梁 neo niu leong leung nio; 邱 khoo koo hiew hew kho khu chiu; 丘 khoo koo hiew hew
    kho khu; 赖 lua lai luah; 廖 leow liau liew liaw; 余 yee ee oo iu; 胡 oh aw ow foo woo; 朱 choo chu tju; 罗 lor loh law lo; 江 kang
    kong kiang; 庄 chng ching chong tjeng; 卓 toh tok; 颜 gan ngan; 颜 gan; 潘 phua puah phoa poon; 温 voon oon boon wan; 钟 cheng
    cheong chung chong tjong; 简 kan kang gan; 杜 toh too tau; 方 png pung hng fong; 连 lian liang lien; 施 see sy si; 柯 kua quah kwa;
    翁 ang ong yong; 汤 thng teng tong; 石 chio siok chioh shek; 白 peh pek; 康 khng kng kang; 傅 poh pho foo; 邓 teng tang then thien;
    戴 tai te; 田 tian chan thien; 董 tang tung; 范 huan fan hoan; 冯 pang fung fong phung; 符 hoo foo; 韩 hang han; 侯 hau how; 黎 lay
    lai loy; 卢 loh loo low; 吕 loo ler lu lui; 陆 lek liok luk; 马 be beh mah; 莫 mok bok; 欧 au ow; 彭 phee pang phang; 孙 sng soon
    sun; 唐 tng teng tong; 童 tang tong; 魏 gwee ngui gui; 薛 seet sih siet; 姚 yeow yeo iu yiu; 尤 yew eu; 袁 wan uan yuen; 詹 chiam
    tjam; 赵 teo chio chew teoh; 甘 kam; 阮 guan nguan yuen; 龚 keng kiong kung; 纪 kee; 池 tee; 宋 song sung; 萧 siow seow siauw sio
    siew; 熊 him hiong; 涂 toh thoo; 巫 boo moo; 古 koo ku; 骆 lok loh; 尹 oon wan; 严 giam gan ngiam; 关 kuan kwan; 倪 geh ngei; 贝
    pui; 祝 chiok; 辜 koh kor; 伍 ngoh ng goh; 区 au ow; 凌 ling leng; 万 ban van; 文 boon; 蒋 chio chiang; 汪 ong wang; 程 thia thian
    cheng; 夏 hay ha; 邹 chow chew chau; 金 kim; 谭 tham tam; 容 yong; 植 sit; 岑 sim sum; 麦 bek mak
"""
_GIVEN = """
    伟 wee wei wai hui; 明 beng meng ming min; 国 kok kuok; 强 keong kiong khiang; 美 bee bi mei mui; 丽 lay lai li lee; 志 chee chi ji;
    金 kim gim; 水 chwee swee chui sui; 秀 siew siu sew; 英 eng ing ying; 文 boon bun mun voon man; 德 teck tek tuck tet; 华 hua wah fah
    hwa; 杰 kiat kit; 玲 leng ling; 龙 leong liong loong lung; 成 seng sing shin; 福 hock hok fook fuk; 春 choon chun; 发 huat fatt fat;
    嘉 kah kia ka; 庚 kee keng kang; 苍 chong chng chang; 佑 eu yew iu; 清 cheng ching chin chheng; 民 bin min; 鹤 hock hok; 年 nien
    lian nian; 祖 cho choh chor; 耀 yaw yeow iau yew; 珠 choo chu; 兴 heng hin hing; 顺 soon sun; 财 chai chye tsai; 光 kong kuang kwong
    kwang ; 荣 eng yong weng wing; 贵 kwee kwi kui gui kwai; 俊 choon chun joon; 玉 geok gek giok nyuk yuk; 莲 lian lien; 花 hwa hua
    huay fah; 香 hiang heong heang; 月 guek goat gek ngiet yuet; 兰 lan; 凤 hong fong fung; 山 san suan shan; 海 hai hoi; 天 thian tian
    tien thien; 源 guan goan yuan nguan; 木 bak bock muk; 家 kah keh ka; 安 an aun on; 宝 poh po bow pow; 和 hoe ho fo wo; 平 peng ping
    pin; 建 kian kien; 忠 tiong chong chung; 义 gee ngi ghee yee; 仁 jin lin yin; 信 sin; 永 eng yong weng; 昌 cheong chiang chong; 盛
    seng sin sing; 隆 liong leong loong; 景 keng king; 庆 kheng keng hin khin; 祥 siong cheong siang; 瑞 swee sui sooi; 益 aik ek yit;
    泰 tai thai tye; 利 lee li; 有 yew yu iu; 来 lai loy; 添 thiam tiam thim tim; 良 leong liang; 义 ghee; 锦 kim gim kam; 财 chye; 坤
    khoon kun kwan; 树 chew shu sue su; 松 siong cheng song; 桂 kwee kui kwai; 梅 mui buay moi mei; 竹 teck tek chuk; 菊 keok kek kiok
    kuk; 芳 hong fong phang; 娇 kiow kiau kew; 珍 tin chin chen; 爱 ai oi; 莉 lee li; 燕 yan ian een yen; 雪 seok suat soat set; 云 hoon
    hun yun woon; 慧 hui huey wai fui; 敏 min bin man; 惠 hui hwee huey fui; 淑 sok siok shook suk; 静 cheng ching chin; 贤 hian hien
    yin; 贞 cheng chin ching; 端 tuan; 如 joo ju yu; 意 ee yi i; 心 sim sam; 思 su see si sze; 诗 see si sze; 婷 teng ting; 欣 hin yan
    him; 怡 yee ee yi; 佩 pei pui poi; 琴 khim kim kam; 亚 ah a; 阿 ah a; 大 tua tai dai thai; 小 siew seow sio siau; 老 lau low; 三 sam
    sa; 九 kow kau; 万 ban van man; 长 tiong teng chong; 生 seng sang sen; 仙 sian sien; 才 chai chye; 火 huay hoe fo; 土 thor thoo tho;
    石 chioh shek sek; 连 lian lien; 进 chin tsin jin; 文 boon; 武 boo bu wu; 勇 yong; 健 kian kien kin; 康 khong kang hong; 宁 leng
    ning nen; 治 tee ti; 正 cheng chia ching; 中 tiong chung; 东 tong tang tung; 南 lam nam; 西 sai see; 北 pak pok; 川 chuan chuen; 波
    poh po bor; 涛 tow tor to; 河 ho hor; 江 kang kong; 城 seng siah; 邦 pang bang pong; 世 see si sai; 传 chuan; 宗 chong choong chung;
    祥 siong; 辉 hui fai huey fui; 煌 hong huang wong fong; 炳 peng pin ping; 炎 yam iam; 福 hok; 寿 siew siu su; 禄 lok luk; 振 chin
    cin; 昆 khoon kun; 森 sim sam sum; 彬 pin bin; 斌 pin bin; 宏 hong; 豪 ho hao how; 达 tat tatt dat; 财 chai; 富 foo hu poo; 添
    thiam; 丁 teng ting; 亮 leong liang; 鸿 hong fung; 彦 gan ngan yin; 维 wee wei wui; 龄 leng ling; 奕 ek yik aik; 凯 kai hoi; 浩 ho
    how hao; 文 boon; 恩 un en yan; 慈 chu su che; 莹 eng ying; 倩 chian sin; 雯 boon wen; 薇 bee wei mei; 萱 suan hsuan huan; 珊 san
    shan; 珮 pei
"""


def _table(text: str) -> dict[str, frozenset[str]]:
    made: dict[str, frozenset[str]] = {}
    for entry in text.split(";"):
        character, *spelt = entry.split()
        made[character] = made.get(character, frozenset()) | frozenset(spelt)
    return made


def has_two_surnames(name: str) -> bool:
    """Tell whether a simplified name is a married woman's, her husband's surname before her own: 陈黄美玲."""
    return len(name) == TWO_SURNAMES and name[:2] not in COMPOUND and name[0] in southern_surnames() and name[1] in southern_surnames()


@cache
def southern_surnames() -> dict[str, frozenset[str]]:
    """Return how surnames are spelt, by their simplified characters."""
    return _table(_SURNAMES)


@cache
def southern_given() -> dict[str, frozenset[str]]:
    """Return how characters of given names are spelt."""
    return _table(_GIVEN)
