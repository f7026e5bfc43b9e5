"""Tibetan names: in their own letters, in Latin ones, in characters, and in the pinyin of those characters.

Tibetan is spelt so unlike its sound (བཀྲ་ཤིས་ is Tashi) that its names are a table: there are few of them, and each person has one to four.
Two that share a Latin spelling are one name in two dialects (才让 and 次仁 are Tsering). Gathered by hand.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache

from hub.screening.names.china.characters import character
from hub.screening.names.sound import WORDS_KEPT

LONGEST_PART = 14
FEWEST_PARTS, MOST_PARTS = 2, 5
_STOPS = str.maketrans("", "", "་།༌ ")
_NAMES = """
    扎西 tashi trashi; 次仁 tsering tshering cering; 才让 tsering tserang; 卓玛 dolma drolma doma; 多吉 dorje dorjee dorji; 多杰 dorje
    dorjee; 平措 phuntsok phuntsog puncog; 彭措 phuntsok phuntsog; 央金 yangchen yangjin yangkyi; 索朗 sonam soinam; 索南 sonam; 旺堆
    wangdu wangdue wangdul; 格桑 kelsang kalsang gesang; 尼玛 nyima nima; 达瓦 dawa ; 白玛 pema padma; 顿珠 dhondup dondrup dhondrup
    dondrub toinzhub dondup; 丹增 tenzin tenzing dainzin; 丹真 tenzin;
    洛桑 lobsang losang; 嘉措 gyatso gyamco; 仁青 rinchen; 仁钦 rinchen; 拉姆
    lhamo; 曲珍 choedon chodon chodron choezom; 曲宗 choezom chodzom; 旺姆 wangmo; 德吉 dekyi deji dechi; 巴桑 pasang; 普布 phurbu
    phurba; 拉巴 lhakpa lhagpa; 米玛 migmar mingmar; 边巴 penpa pempa bianba; 强巴 jampa champa qamba; 贡布 gonpo gompo; 贡波 gonpo;
    桑杰 sangye sangay sangje; 才旦 tseten tsetan; 次旦 tseten tsetan; 罗布 norbu; 益西 yeshe yeshi yishey; 阿旺 ngawang agwang; 土登
    thubten thupten tubten; 加央 jamyang; 江央 jamyang; 降央 jamyang; 坚赞 gyaltsen gyaltshen; 赤列 trinley thinley trinle; 班觉 paljor
    penjor; 晋美 jigme; 久美 jigme; 群培 choephel chophel; 曲培 choephel; 措姆 tsomo; 云丹 yonten yontan; 元旦 yonten; 西热 sherab; 喜饶
    sherab; 扎巴 drakpa dakpa; 南杰 namgyal; 朗杰 namgyal; 次旺 tsewang; 才旺 tsewang; 卓嘎 dolkar drolkar dolgar; 央宗 yangzom
    yangdzom; 仓央 tsangyang; 拉珍 lhadron lhadon; 尼珍 nyidron; 德庆 dechen; 桑珠 samdup samdrup; 顿旦 thupten; 罗桑 lobsang; 南卡
    namkha namkhai; 多布杰 dobgyal; 杰布 gyalpo; 旦增 tenzin; 旦巴 tenpa tempa; 丹巴 tenpa tempa; 洛追 lodro lodoe; 洛珠 lodro; 次珠
    tsultrim; 楚臣 tsultrim; 慈成 tsultrim; 觉巴 kyoba; 噶玛 karma; 噶丹 gaden ganden; 格勒 gelek; 格列 gelek; 龙日 lungrik; 龙多
    lungtok; 洛松 lobsang; 伦珠 lhundup lhundrup; 拉毛 lhamo; 卓玛措 dolmatso; 措 tso; 加 gyal kyab; 吉 kyi; 东珠 dhondup dondrup;
    南木加 namgyal; 完么 pema; 公保 gonpo; 旦正 tamdrin; 桑吉 sangye; 斗拉 dolha; 娘吉 nyangkyi; 万玛 pema; 久美 jigme; 占堆 dramdul;
    加措 gyatso; 丁增 tenzin; 更登 gendun; 根敦 gendun; 贡嘎 kunga; 贡噶 kunga; 班丹 palden panden; 巴登 palden; 边丹 palden;
    才仁 tsering; 泽仁 tsering; 泽旺 tsewang; 道吉 dorje; 降巴 jampa; 成列 trinley; 根堆 gendun; 洛绒 lobsang; 志玛 dolma;
    卓麻 dolma; 端智 dhondup; 端珠 dhondup; 尕藏 kelsang; 尕玛 karma; 贡觉 konchok; 关却 konchok; 官却 konchok; 久麦 jigme;
    吉美 jigme; 仁增 rigzin; 仁真 rigzin; 日增 rigzin; 旺久 wangchuk; 旺秋 wangchuk; 扎喜 tashi; 扎什 tashi; 索郎 sonam
"""
_LETTERS = """
    བཀྲཤིས tashi; ཚེརིང tsering; སྒྲོལམ dolma; རྡོརྗེ dorje; ཕུནཚོགས phuntsok; དབྱངསཅན yangchen; བསོདནམས sonam; དབངའདུས wangdu;
    སྐལབཟང kelsang; ཉིམ nyima; ཟླབ dawa; པདྨ pema; དོནགྲུབ dhondup; བསྟནའཛིན tenzin; བློབཟང lobsang; རྒྱམཚོ gyatso; རིནཆེན rinchen; ལྷམོ lhamo;
    ཆོསསྒྲོན choedon; ཆོསའཛོམས choezom; དབངམོ wangmo; བདེསྐྱིད dekyi; པསངས pasang; ཕུརབུ phurbu; ལྷགཔ lhakpa; མིགདམར migmar; སྤེནཔ penpa;
    བྱམསཔ jampa; མགོནཔོ gonpo; སངསརྒྱས sangye; ཚེབརྟན tseten; ནོརབུ norbu; ཡེཤེས yeshe; ངགདབང ngawang; ཐུབབསྟན thubten; འཇམདབྱངས jamyang;
    རྒྱལམཚན gyaltsen; འཕྲིནལས trinley; དཔལའབྱོར paljor; འཇིགསམེད jigme; ཆོསའཕེལ choephel; མཚོམོ tsomo; ཡོནཏན yonten; ཤེསརབ sherab;
    གྲགསཔ drakpa; རྣམརྒྱལ namgyal; ཚེདབང tsewang; སྒྲོལདཀར dolkar; གཡུངདྲུང yungdrung; བདེཆེན dechen; བསམགྲུབ samdup; ནམམཁའ namkha;
    བློགྲོས lodro; ཚུལཁྲིམས tsultrim; ཀརྨ karma; དགའལྡན gaden; དགེལེགས gelek; ལྷུནགྲུབ lhundup; དགེའདུན gendun; ཀུནདགའ kunga; དཔལལྡན palden; མཚོ tso; རྒྱལ gyal;
    སྐྱིད kyi; སྐྱབས kyab
"""


def are_one_in_tibetan(one: str, other: str) -> bool:
    """Tell whether the letters of two names, in any of the four writings, are the same Tibetan names one after the other."""
    ours = _read(one)
    return bool(ours) and not ours.isdisjoint(_read(other))


def may_be_tibetan(letters: str) -> bool:
    """Tell whether letters begin like some Tibetan name, which few do: cheap to ask of everybody."""
    return letters[:2] in _beginnings() or letters[0] in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(written[:2] for written in _table())


@lru_cache(maxsize=WORDS_KEPT)
def _read(letters: str) -> frozenset[tuple[str, ...]]:
    """Return the Tibetan names of which letters consist, in each way to divide them; none if they are something else."""
    plain = letters.translate(_STOPS)
    return frozenset(parts for parts in divided(plain, _table(), MOST_PARTS) if len(parts) >= FEWEST_PARTS)


def divided(letters: str, table: Mapping[str, Collection[str]], most: int) -> Iterator[tuple[str, ...]]:
    """Yield the names of a table of which letters consist, in each way to divide them into ``most`` parts or fewer."""
    if not letters:
        yield ()
    for size in range(1, min(len(letters), LONGEST_PART) + 1) if most else ():
        for name in table.get(letters[:size], ()):
            yield from ((name, *rest) for rest in divided(letters[size:], table, most - 1))


@cache
def _table() -> Mapping[str, frozenset[str]]:
    """Return by each way to write a part of a name which names it may be, each by its first Latin spelling."""
    known: dict[str, str] = {}
    made: dict[str, set[str]] = defaultdict(set)
    for written, *spelt in map(str.split, _NAMES.split(";")):
        name = next((known[each] for each in spelt if each in known), spelt[0])
        known |= dict.fromkeys(spelt, name)
        for way in (written, "".join(character(each).pinyin[0] for each in written), *spelt):
            made[way].add(name)
    for letters, latin in (each.split() for each in _LETTERS.split(";")):
        for way in (letters, latin):
            made[way].add(known.get(latin, latin))
    return {way: frozenset(names) for way, names in made.items()}
