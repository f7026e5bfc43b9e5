"""Titles and ranks before names in Thai, Khmer and Burmese letters, which put no space behind them: พลเอกประยุทธ์ is General Prayut.

A Thai abbreviation is known by its make, consonants and stops (พล.ต.อ., ม.ร.ว., น.ส.), and a rank by its parts: *thousand, police, first*.
A title is left out only where two words remain, for some are names too. Gathered by hand.
"""

import re

_THAI = "[ก-ฮเ-ไ][ก-๎ํ]{2}"
_ABBREVIATION = r"(?:[ก-ฮ]{1,3}\.\s?)+"
_RANK = "(?:ว่าที่\\s?)?(?:พล|พัน|ร้อย|นาวา|เรือ|จ่าสิบ|สิบ|จ่า)(?:ตํารวจ|ตำรวจ|เรือ|อากาศ)?(?:เอก|โท|ตรี)"
_THAI_TITLES = """
    นางสาว นายแพทย์ แพทย์หญิง นายตํารวจ นาย นาง เด็กชาย เด็กหญิง คุณหญิง ท่านผู้หญิง หม่อมราชวงศ์ หม่อมหลวง หม่อมเจ้า ศาสตราจารย์
    รองศาสตราจารย์ ผู้ช่วยศาสตราจารย์ อาจารย์ ดอกเตอร์ พระมหา พระครู
"""
_KHMER_TITLES = "លោកជំទាវ លោកស្រី លោក ឯកឧត្តម សម្តេច អ្នកស្រី អ្នកនាង បណ្ឌិត កញ្ញា"
_BURMESE_RANK = "(?:ဒုတိယ)?ဗိုလ်(?:ချုပ်မှူးကြီး|ချုပ်ကြီး|ချုပ်|မှူးကြီး|မှူး|ကြီး)|ဒေါက်တာ|ဆရာမ?(?= )"


def _any_of(words: str) -> str:
    return "|".join(words.split())


_BEFORE = re.compile(
    rf"^(?:(?:{_ABBREVIATION}|{_RANK}|{_any_of(_THAI_TITLES)}|คุณ(?=\s))\s*)+(?={_THAI}\S* +{_THAI})"
    rf"|^(?:(?:{_any_of(_KHMER_TITLES)})\s+)+(?=\S+\s+\S)"
    rf"|^(?:{_BURMESE_RANK})\s*(?=[က-အ]\S{{3}})"
)


def untitled(plain: str) -> str:
    """Return a folded text without what stands before a name in one of these scripts and is no part of it."""
    return _BEFORE.sub("", plain) if "\u0e01" <= plain[:1] <= "\u1800" else plain
