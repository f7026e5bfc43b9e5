"""Uyghur, Kazakh and Tibetan names that Han characters transcribe, beside the same names as their own speakers spell them.

A transcription gives each consonant a syllable of its own (吐尔逊 *tu-er-xun* is Tursun), so it is compared by what they stand for.
Tibetan is spelt so unlike its sound that its names are a table: there are few of them, and each person has one to four.
"""

from functools import cache, lru_cache

from hub.screening.names.characters import character
from hub.screening.names.name import Name
from hub.screening.names.pairing import unpaired
from hub.screening.names.sound import WORDS_KEPT, latin_sound, lie_together, read_by, spoken, system

FEWEST_CHARACTERS = 4
_TRANSCRIBED = system(
    ("^ai(?=[^aeiou])|^a|^e(?!r)", "ai i?"), ("^yi(?=[bmsd])|^yi", "Y? i"), ("^wu|^ou|^yu(?=[^aeiou])", "Yh? u? v?"),
    ("er(?![aeiou])", "r"), ("zh", "JzZC"),
    ("ch", "C"), ("sh", "Xs"), ("ng", "n g?"), ("n", "nm"), ("x", "XsC"), ("q", "Ckg"), ("j", "JgZ"), ("r", "rhZ"), ("h", "hkg"),
    ("k", "kg"),
    ("g", "kg"), ("f", "fpv"), ("p", "pb"), ("b", "bp"), ("t", "td"), ("d", "dt"), ("z", "zJ"), ("c", "Ts"), ("^s", "aiu? s"), ("s",
    "sz"), ("l", "lr"), ("m", "m"),
    ("w", "vu"), ("y", "Yih"), ("[aeiouv]+", "aiu? u?"),
)  # fmt: skip
_TIBETAN = """
    扎西 tashi trashi; 次仁 tsering tshering cering; 才让 tsering tserang; 卓玛 dolma drolma doma; 多吉 dorje dorjee dorji; 多杰 dorje
    dorjee; 平措 phuntsok phuntsog puncog; 彭措 phuntsok phuntsog; 央金 yangchen yangjin yangkyi; 索朗 sonam soinam; 索南 sonam; 旺堆
    wangdu wangdue wangdul; 格桑 kelsang kalsang gesang; 尼玛 nyima nima; 达瓦 dawa ; 白玛 pema padma; 顿珠 dhondup dondrup dhondrup
    toinzhub dondup; 丹增 tenzin tenzing dainzin; 丹真 tenzin; 洛桑 lobsang losang; 嘉措 gyatso gyamco; 仁青 rinchen; 仁钦 rinchen; 拉姆
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
    加措 gyatso; 丁增 tenzin; 更登 gendun; 根敦 gendun
"""


def is_native_spelling(name: Name, words: tuple[str, ...]) -> bool:
    """Tell whether a name in Han characters transcribes these words: Uyghur or Kazakh ones of two parts, or Tibetan ones."""
    if name.letters[0] not in _beginnings():
        return _is_transcription(name, words)
    if _tibetan(name.letters, "".join(words)) or (len(words) == 2 and _tibetan(name.letters, words[1] + words[0])):
        return True
    return _is_transcription(name, words)


def _is_transcription(name: Name, words: tuple[str, ...]) -> bool:
    if len(name.parts) < 2 or len(name.letters) < FEWEST_CHARACTERS or len(words) != len(name.parts):
        return False
    return not any(unpaired(name.parts, words, _is_transcribed))


@lru_cache(maxsize=WORDS_KEPT)
def _is_transcribed(part: str, word: str) -> bool:
    pinyin = "".join(character(each).pinyin[0] for each in part)
    if (word[-1] in "ae") != (pinyin[-1] == "a" or pinyin.endswith(("ai", "ye"))):
        return False  # brothers and sisters differ so: Adil, Adile
    return lie_together(spoken(read_by(_TRANSCRIBED, pinyin)), latin_sound(word))


def _tibetan(characters: str, letters: str) -> bool:
    """Tell whether characters are Tibetan names that stand in these letters, one after the other."""
    if not characters:
        return not letters
    return any(
        letters.startswith(spelt) and _tibetan(characters[size:], letters[len(spelt) :])
        for size in (3, 2, 1)
        for spelt in (_table().get(characters[:size], ()) if len(characters) >= size else ())
    )


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(each[0] for each in _table())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {each.split()[0]: tuple(each.split()[1:]) for each in _TIBETAN.split(";")}
