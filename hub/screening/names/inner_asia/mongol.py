"""Mongol names of China in four writings: in characters, in their pinyin, as China spells Mongol, and as Mongolia does.

A name is put together of one to three words of some hundred, and their spellings follow different dialects and centuries (其木格 is Qimge,
Chimeg; 宝音 Bayin, Buyan), so these are a table. *Bayin* may be 宝音 or 巴音, which are two names. Gathered by hand.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from hub.screening.names.china.characters import character
from hub.screening.names.inner_asia.tibetan import divided
from hub.screening.names.sound import WORDS_KEPT

FEWEST_PARTS, MOST_PARTS = 2, 5
_NAMES = """
    巴特尔 巴图尔 bator baatar baater; 巴图 巴特 bat batu; 钢 刚 gan gang; 额尔德尼 erdene erdeni; 额尔敦 额尔登 erden erdene erdun; 朝鲁
    chuluu chuluun qulu; 苏和 sukh suhe sukhe suh; 布和 bukh buhe bokh buh; 宝音 buyan bayin buyin boyin; 巴音 巴彦 白音 bayan bayin;
    巴雅尔 bayar; 呼和 khukh huhe khokh hoh huh; 乌兰 ulaan ulan; 阿拉坦 阿拉腾 阿勒坦 altan alatan; 图雅 托娅 托雅 tuya tuyaa toya;
    其木格 琪木格 chimeg qimge qimeg chimge; 高娃 gua gowa goa guaa; 娜仁 那仁 naran naren narin; 花 khuar huar; 敖登 奥登 odon odun; 达来
    达赖 dalai; 格日勒 gerel gerl; 青格勒 tsengel chinggel qinggel qinggele; 哈斯 khas has; 图门 图们 tumen; 孟和 蒙和 孟克 munkh mongke
    monh munh monkh; 满达 曼达 mandakh manda mandah; 满都拉 mandal mandul; 斯琴 斯庆 setsen sechin siqin tsetsen secen; 其其格 琪琪格
    tsetseg qiqig qiqige chechig; 萨仁 saran sarin saren; 萨日娜 sarnai sarana sarina; 乌云 oyun oyuun uyun; 乌仁 uran urin; 牧仁 木伦
    muren murun moron; 道尔吉 dorj dorji dorje; 德力格尔 德勒格尔 delger delgar; 吉日嘎拉 吉日嘎朗 jargal jargalan jirgal jirgalang; 吉雅
    zaya jaya jiya; 那顺 nasan nasun; 奥其尔 敖其尔 ochir oqir; 毕力格 毕勒格 bileg bilig; 布仁 buren burin; 朝格图 朝克图 tsogt chogt
    choktu qogt; 恩和 enkh enhe anh; 格根 gegeen gegen; 呼格吉勒图 khugjilt hugjilt; 呼格吉勒 khugjil hugjil; 莫日根 墨日根 mergen; 森格
    senge sengge; 索布德 索布道 suvd sobud subud; 塔娜 tana; 特木尔 铁木尔 tumur temur tomor tumor; 腾格尔 tenger tengger; 乌力吉 ulzii
    ulji oljei ulzi; 乌日娜 urnaa urna urina; 乌恩 unen uun; 锡林 shilin xilin; 照日格图 zorigt jorigt jorigtu; 斯日古楞 sergelen
    serguleng; 阿木尔 amar amur; 阿古拉 agula aguul; 阿茹娜 阿如娜 ariunaa aruna; 查干 tsagaan chagan qagan; 哈达 khad hada khada; 洪格尔
    khongor hongor; 塔拉 tala; 呼日勒 khurel hurel; 宝力德 宝力道 bold bolud; 宝力尔 bolor; 赛罕 赛汗 saikhan saihan; 赛音 sain sayin;
    图力古尔 tulguur tulgur; 伊拉图 yalt yalat ilalt; 达林台 darintai; 乌尼日 unur unir; 通拉嘎 通力嘎 tungalag tonglag; 珠拉 zul zula
    jula; 哈斯额尔敦 khaserden haserdun; 苏日娜 surnaa surna; 扎拉嘎 zalag jalga; 海日 khair hair; 胡日查 khurts hurqa hurcha; 那日苏 nars
    narsu; 巴根 bagana bagan; 都古尔 dugar dugur; 却日 choir qor; 仁钦 rinchen rinchin; 丹巴 damba danba; 散布 桑布 sambuu sambu
"""


def are_one_in_mongol(one: str, other: str) -> bool:
    """Tell whether the letters of two names are the same Mongol words one after the other, in any of the four writings."""
    ours = _read(one)
    return bool(ours) and not ours.isdisjoint(_read(other))


@lru_cache(maxsize=WORDS_KEPT)
def _read(letters: str) -> frozenset[tuple[str, ...]]:
    return frozenset(parts for parts in divided(letters, _table(), MOST_PARTS) if len(parts) >= FEWEST_PARTS)


@cache
def _table() -> Mapping[str, frozenset[str]]:
    """Return by each way to write a word which words it may be, each by its first characters."""
    made: dict[str, set[str]] = defaultdict(set)
    for words in map(str.split, _NAMES.split(";")):
        for word in words:
            made[word].add(words[0])
            if not word.isascii():
                made["".join(character(each).pinyin[0] for each in word)].add(words[0])
    return {way: frozenset(names) for way, names in made.items()}


def are_two_in_mongol(one: str, other: str) -> bool:
    """Tell whether the letters of two names are Mongol words both, and other ones."""
    return bool(_read(one) and _read(other)) and not are_one_in_mongol(one, other)


def may_be_mongol(letters: str) -> bool:
    """Tell whether letters begin like some Mongol word: cheap to ask of everybody."""
    return letters[:2] in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(written[:2] for written in _table())
