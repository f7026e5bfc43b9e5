"""A name as its document writes it: any script, case and single spaces kept, and one kind of dot between Han syllables.

Nothing is split into surname and given name, folded or corrected: whoever compares names folds a copy. The surname alone is for a printed
pass, which shows no more of its holder.
"""

import re
import unicodedata

from registry.refusals import Refusal, Refused

MAX_CHARACTERS = 50
_HAN = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HANGUL = r"\uac00-\ud7a3"
_DOT = re.compile(rf"(?<=[{_HAN}]) ?[.·•・･．‧∙⋅] ?(?=[{_HAN}])")
_SURNAME = re.compile(rf"[{_HAN}{_HANGUL}][\ufe00-\ufe0f\U000e0100-\U000e01ef]?")
_JOINERS = frozenset("\u200c\u200d")
_UNREADABLE = "\ufffd"
_COMPOUNDS = """
    欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙
    宇文 司徒 鲜于 司空 闾丘 令狐 百里 呼延 东郭 西门 第五 左丘 轩辕 拓跋 漆雕 壤驷 夹谷 宰父 巫马 公西
    歐陽 司馬 東方 獨孤 南宮 聞人 諸葛 尉遲 赫連 澹臺 濮陽 公孫 仲孫 鍾離 長孫 鮮于 閭丘 東郭 西門 軒轅 壤駟 夾谷 巫馬 萬俟
    남궁 황보 제갈 사공 선우 독고 동방 서문
"""
_COMPOUND = frozenset(_COMPOUNDS.split())


def read_name(text: str) -> str:
    """Return the name as it is kept, 1 to 50 characters; raise Refused: ``name-missing``, ``name-too-long``, ``name-characters``."""
    name = _tidy(text)
    if not name:
        raise Refused(Refusal("name-missing", "name"))
    if len(name) > MAX_CHARACTERS:
        raise Refused(Refusal("name-too-long", "name", most=MAX_CHARACTERS))
    if not all(map(_is_allowed, name)) or not any(map(_is_letter, name)):
        raise Refused(Refusal("name-characters", "name"))
    return name


def surname_of(name: str) -> str:
    """Return the surname of a kept name: one Han or Hangul syllable or a compound one; of all other names the part written first."""
    first, *_more = re.split(r"[ ·]", name.strip(" ·"))
    syllable = _SURNAME.match(first)
    if "·" in name or not syllable:
        return first
    if first[:2] in _COMPOUND and len(name) > 2:
        return first[:2]
    return syllable[0]


def _tidy(text: str) -> str:
    visible = "".join(each for each in text if unicodedata.category(each) != "Cf" or each in _JOINERS)
    spaced = "".join(" " if unicodedata.category(each) == "Zs" else each for each in unicodedata.normalize("NFC", visible).strip())
    return _DOT.sub("·", re.sub(" +", " ", spaced))


def _is_allowed(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp") and character != _UNREADABLE and not _is_noncharacter(character)


def _is_letter(character: str) -> bool:
    """Tell whether a name may consist of it: a letter, or a rare character that Unicode or this Python does not know yet."""
    category = unicodedata.category(character)
    return category[0] == "L" or category in ("Nl", "Co", "Cn")


def _is_noncharacter(character: str) -> bool:
    return ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
