"""Vietnamese names in characters beside their letters: 阮文雄 is Nguyễn Văn Hùng, as a spouse's papers in China or Taiwan have it.

A slip in Latin letters is one where it leaves no syllable of the language: Mihn for Minh. Who is called otherwise is called by another.

A character has a Sino-Vietnamese reading as it has a Korean one (``hanviet.txt``, made by ``tests/hub/screening/tables/hanviet.py`` from
Unicode's Unihan), here without the marks that papers leave out.
"""

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache

from hub.screening.names.known import is_given_name
from hub.screening.names.listed import lines, table
from hub.screening.names.misread import are_slips

_ALSO = """
    春 xuan; 范 pham; 潘 phan; 武 vo; 冯 phung; 攸 du; 维 duy; 黄 huynh; 刘 luu; 胡 ho; 何 ha; 周 chau; 徐 tu; 兰 lan; 雪 tuyet; 芳
    phuong; 燕 yen; 强 cuong; 宁 ninh; 仲 trong; 玲 linh; 琳 lam; 霞 ha; 恒 hang; 蔡 thai; 邱 khuu; 丘 khuu; 赵 trieu; 朱 chau chu; 吕 lu;
    袁 vien; 戴 doi; 谭 dam; 陶 dao; 卢 lo; 魏 nguy; 蒋 tuong; 贾 gia; 汪 uong; 欧 au; 娟 quyen; 静 tinh; 慧 hue tue; 莲 lien; 娴 nhan; 蓉
    dung; 北 bac; 直 truc; 弘 hoang; 淑 thuc; 韦 vi; 侬 nong; 锦 cam; 璇 tuyen; 翔 tuong; 昌 xuong; 茂 mau; 祥 tuong; 辰 thin; 森 sam; 豹
    bao; 龟 quy; 丹 dan; 紫 tu; 婵 thuyen; 梦 mong; 爱 ai; 永 vinh; 嘉 gia; 耀 dieu; 夏 ha; 源 nguyen; 岳 nhac; 峰 phong; 刚 cuong
"""
"""What names are made of and Unicode's table lacks; gathered by hand."""
_EITHER = re.compile("(?<=[bcdghklmnpqrstv])[iy]$|(?<=u)[iy]$")

_FAMILIES = """
    nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh trinh truong lam doan dao mai cao luong luu chau
"""
_RARE_FAMILIES = """
    an bach ban banh che chiem chu chung co cu cung dam danh dau diep dieu dong du dung giang giap ha ham han hang hinh hong hua khong
    khuat khuc khuong kieu kim la lac lai lang lieu lo loi lu luc luu ma mac man manh nghiem ngu ngan nham nhan ninh nong ong pho phu
    phi phung phuong quach quan quang quyen sam son su ta tan tang tao tat thach thai than thang thi thieu tieu tinh to ton tong tra
    trang trieu tu tuong ung uong van vi vien vuong xa yen
"""
_SURNAMES = frozenset(_FAMILIES.split())
_ALL_SURNAMES = _SURNAMES.union(_RARE_FAMILIES.split())
_SYLLABLE = re.compile(
    "(?:[nktcp]h|tr|gi|qu|[bdghlmnqrstvx]|(?:ngh|gh|k)(?=[eiy])|(?:ng|c)(?![eiy]))?"
    "(?:a[iouy]?|e[ou]?|(?<!^)i(?:a|eu|u)|i|o(?:a[ioy]?|eo?|i)?|u(?:a[yo]?|e|i|o[iu]?|u|y[au]?)?|y"
    "|(?:[aeiou]|oa|ua|oe|(?<!^)ie|uo|uye)[mnpt]|(?:[aeou]|oa|ua|(?<!^)ie|uo)(?:c|ng)|(?:[aei]|oa|oe|ua|ue)[cn]h|uy(?:ch|nh|p|t)|y(?:eu|e[mnt]))"
)
"""As it is spelt: *k*, *gh* and *ngh* before e, i and y and there alone, *ch* and *nh* at the end behind a, e and i."""
_HIS_OR_HERS = frozenset({"thi", "van"})  # the word of a woman's or a man's name that stands between
LEAST_WORDS = 3


def is_slip_in_vietnam(one: Sequence[str], other: Sequence[str], mine: str, yours: str) -> bool:
    """Tell whether two Vietnamese names, which differ in the words ``mine`` and ``yours``, are one with a slip: it leaves no syllable, no
    surname where one stands (brothers and sisters have the same), or takes a letter of *Thi* or *Van*.
    """
    first, last = {one[0], other[0]}, {one[-1], other[-1]}
    if len(one) < LEAST_WORDS or _SURNAMES.isdisjoint(first | last) or not are_slips(mine, yours):
        return False
    strange = [word for word in (*one, *other) if not _SYLLABLE.fullmatch(word)]
    if strange:
        return len(strange) == 1 and strange[0] in (mine, yours) and not is_given_name(strange[0])
    place = _place_of_surname(first, last)
    if place is None:
        return False
    if (mine, yours) == (one[place], other[place]):
        return not {mine, yours} <= _ALL_SURNAMES
    shorter, longer = sorted((mine, yours), key=len)
    return longer in _HIS_OR_HERS and len(shorter) < len(longer)


def is_surname_in_vietnam(word: str) -> bool:
    """Tell whether a word is a surname there, without its marks."""
    return word in _ALL_SURNAMES


def is_syllable_in_vietnam(word: str) -> bool:
    """Tell whether a word is a syllable there, without its marks."""
    return bool(_SYLLABLE.fullmatch(word))


def _place_of_surname(first: Set[str], last: Set[str]) -> int | None:
    """Return where the surname stands in two names with these first and last words: last, if the first is none; none if nothing tells."""
    if not _SURNAMES.isdisjoint(first):
        return 0
    return -1 if _ALL_SURNAMES.isdisjoint(first) and not _SURNAMES.isdisjoint(last) else None


@cache
def vietnamese(each: str) -> frozenset[str]:
    """Return how a simplified character stands in Vietnamese papers, *i* and *y* at the end being one; empty if no table has it."""
    spelt = _readings().get(each, "").split()
    return frozenset(_EITHER.sub(letter, reading) for reading in spelt for letter in "iy")


@table
def all_vietnamese() -> frozenset[str]:
    """Return every spelling that some character has."""
    return frozenset().union(*map(vietnamese, _readings()))


@table
def _readings() -> Mapping[str, str]:
    made = {line[0]: line[2:] for line in lines(__package__, "hanviet.txt")}
    for each, spelt in (entry.split(maxsplit=1) for entry in _ALSO.split(";")):
        made[each] = f"{made.get(each, '')} {spelt}"
    return made
