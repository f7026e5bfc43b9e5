"""Names: any text can be one, order does not matter, the table of characters says what its sources say, and every system has its words."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from hub.screening.names import likeness, read_names
from hub.screening.names.china.cantonese import cantonese_spellings
from hub.screening.names.china.characters import character
from hub.screening.names.china.mandarin import taiwan_spellings
from hub.screening.names.name import Script
from hub.screening.words import Word

SCRIPTS = st.sampled_from(
    ["abcdefgh -'", "李王小明雨·", "مخدعبالر ", "абвгдеж ", "김민준이서", "タナカ ロウ", "राजेशकुमर ", "สมชาย ใจดี", "<>1 ,."]
)
BLOCKS = st.sampled_from([
    "az", "αω", "ая", "աֆ", "את", "ءي", "ऄ्", "অ্", "ਅ੍", "અ્", "அ்", "అ్", "ಅ್",
    "അ്", "අෟ", "ก๎", "ກໍ", "ཀྼ", "ကှ", "აჰ", "ሀፗ", "ក្", "ᠠᡂ", "ぁヾ", "一仿", "가껿",
])  # fmt: skip
"""The first and the last letter of each script, marks included."""
WORDS = BLOCKS.flatmap(
    lambda ends: st.lists(
        st.text(st.characters(min_codepoint=ord(ends[0]), max_codepoint=ord(ends[1])), min_size=1, max_size=5), min_size=1
    )
)
REPEATING = WORDS.flatmap(lambda words: st.lists(st.sampled_from(words), min_size=1, max_size=5)).map(" ".join)
"""Words of one script, some of them twice."""
SHORT = st.lists(st.sampled_from(("ha", "hua", "kim", "lee", "min", "van", "de", "tran", "maria", "bin", "ko")), min_size=1, max_size=4)
LETTERS = st.sampled_from("aeiouhnkm ")
NAMES = SCRIPTS.flatmap(lambda letters: st.text(st.sampled_from(letters), max_size=14))
STRONG = {Word.SAME, Word.TRADITIONAL, Word.REORDERED, Word.SAME_SOUND, Word.ROMANISED, Word.PART_MISSING, Word.TRUNCATED, Word.TYPO}


def word(one: str, other: str) -> Word:
    (left,), (right,) = read_names(one), read_names(other)
    return likeness(left, right)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(NAMES, REPEATING, st.text(max_size=12)), st.one_of(NAMES, REPEATING, st.text(max_size=12)))
def test_any_two_texts_compare_and_the_order_does_not_matter(one: str, other: str) -> None:
    for left in read_names(one):
        assert likeness(left, left) is Word.SAME
        assert repr(left) == str(left) == "<Name>"
        for right in read_names(other):
            assert likeness(left, right) is likeness(right, left)


@settings(max_examples=300, deadline=None)
@given(SHORT, st.integers(0, 12), LETTERS)
@example(["ha", "ha"], 1, "u")
def test_a_slip_in_any_word_compares_and_the_order_does_not_matter(words: list[str], place: int, letter: str) -> None:
    name = " ".join(words)
    slipped = name[:place] + letter + name[place:]
    for left in read_names(name):
        for right in read_names(slipped):
            assert likeness(left, right) is likeness(right, left)


@settings(deadline=None)
@given(st.text(st.sampled_from("余范郁丰后于云叶松沈"), min_size=1, max_size=4))
def test_simplified_names_are_not_changed(name: str) -> None:
    assert read_names(name)[0].letters == name


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [("余", "余"), ("餘", "余"), ("范", "范"), ("範", "范"), ("鬱", "郁"), ("豐", "丰"), ("葉", "叶"), ("鍾", "钟"), ("蕭", "萧")],
)
def test_folding_goes_from_traditional_to_simplified(traditional: str, simplified: str) -> None:
    assert character(traditional).simplified == simplified


@settings(deadline=None)
@given(st.integers(0x4E00, 0x9FA5).map(chr))
def test_the_first_reading_is_among_those_of_the_dictionary(each: str) -> None:
    spoken = [reading.replace("ü", "v") for reading in lazy_pinyin(each)]
    assert set(spoken) & set(character(each).pinyin) or character(each).simplified != each or not spoken[0].isascii()


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("李四", Script.HAN), ("Li", Script.LATIN), ("Đỗ", Script.LATIN), ("김", Script.HANGUL), ("علي", Script.ARABIC),
        ("Ёж", Script.CYRILLIC), ("タ", Script.OTHER), ("สม", Script.OTHER),
    ],
)  # fmt: skip
def test_a_name_has_a_script(name: str, script: Script) -> None:
    assert [each.script for each in read_names(name)] == [script]


@pytest.mark.parametrize("nothing", ["", " ", "1234", "·", "<<<", "\u200b"])
def test_what_has_no_letters_is_no_name(nothing: str) -> None:
    assert read_names(nothing) == ()


@pytest.mark.parametrize(
    ("pinyin", "wade_giles"),
    [("zhang", "chang"), ("chang", "chang"), ("xu", "hsu"), ("jian", "chien"), ("xiong", "hsiung"), ("guo", "kuo"), ("luo", "lo"),
     ("zi", "tzu"), ("si", "ssu"), ("ri", "jih"), ("yue", "yueh"), ("qiong", "chiung"), ("dong", "tung"), ("er", "erh"), ("lv", "lu")],
)  # fmt: skip
def test_wade_giles_as_passports_print_it(pinyin: str, wade_giles: str) -> None:
    assert wade_giles in taiwan_spellings(pinyin)


@pytest.mark.parametrize(
    ("jyutping", "spelt"),
    [
        ("zoeng", "cheung"), ("can", "chan"), ("ng", "ng"), ("gwok", "kwok"), ("cang", "tsang"), ("zang", "tsang"), ("jip", "ip"),
        ("jip", "yip"), ("wong", "vong"), ("leoi", "lui"), ("zau", "chow"), ("si", "sze"), ("heoi", "hui"), ("syun", "suen"),
        ("hok", "hok"), ("lei", "lee"),
    ],
)  # fmt: skip
def test_hong_kong_spelling(jyutping: str, spelt: str) -> None:
    assert spelt in cantonese_spellings(jyutping)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Sung-ho Kim", "Gim Seongho", Word.ROMANISED),
        ("Satou Yuuki", "Yuki Sato", Word.ROMANISED),
        ("Fujiwara Shinji", "Huziwara Sinzi", Word.ROMANISED),
        ("Yusuf Al-Masri", "El Masry Youssef", Word.ROMANISED),
        ("Abdul Rahman Al-Sharif", "El Sherif Abderrahmane", Word.ROMANISED),
        ("Шевченко Татьяна", "Tatiana SCHEWTSCHENKO", Word.ROMANISED),
        ("สมชาย ใจดี", "Somchai Jaidee", Word.ROMANISED),
        ("सिंह विजय", "Vijay Singh", Word.ROMANISED),
        ("Vorobyov Dmitry", "Dmitrii Vorobev", Word.ROMANISED),
        ("Aleksandr Medvedev", "Medwedew Alexander", Word.ROMANISED),
        ("Ким Юлия", "Kim Ilya", Word.DIFFERENT),
        ("أحمد صلاح", "Mohamed Salah", Word.DIFFERENT),
        ("Виктор Орлов", "Victoria Orlova", Word.DIFFERENT),
        ("Kim Min-jun", "Kim Min-jin", Word.DIFFERENT),
        ("Rana Mansour", "Rania Mansour", Word.DIFFERENT),
        ("Luca Rossi", "Lucia Rossi", Word.DIFFERENT),
        ("Li Xue", "Li Xu", Word.DIFFERENT),
        ("Khalid Alseif", "خالد السيف", Word.ROMANISED),
        ("Abderrahmane Benamara", "عبد الرحمن بن عماره", Word.ROMANISED),
        ("Saifur Rehman", "سيف الرحمن", Word.ROMANISED),
        ("Noureddine Ech-Cherif", "نور الدين الشريف", Word.ROMANISED),
        ("Mohammad-Hossein Jafarian", "محمدحسين جعفريان", Word.ROMANISED),
        ("Murad Ali Murad", "مرادعلي مراد", Word.ROMANISED),
        ("Eyal Mizrahi", "אייל מזרחי", Word.ROMANISED),
        ("Agnes Julakidze", "აგნესი ჯულაყიძე", Word.ROMANISED),
        ("Hagop Saroyan", "Հակոբ Սարոյան", Word.ROMANISED),
        ("Gezahegn Wondwosen", "ገዛኸኝ ወንድወሰን", Word.ROMANISED),
        ("Kuročkina Gordadze", "კუროჩკინა გორდაძე", Word.ROMANISED),
        ("Kondracki Borys", "Борис Кондрацкий", Word.ROMANISED),
        ("Melhem Obeid", "Mulhim Obaid", Word.ROMANISED),
        ("Radnaagiin Burmaa", "BURMAA Radnaa", Word.ROMANISED),
        ("Hashmat Shahidi", "Hashmatullah Shahidi", Word.NICKNAME),
        ("Vijay Palani", "Vijay Palanisamy", Word.NICKNAME),
        ("Arman Rezai", "Armin Rezai", Word.DIFFERENT),
        ("Parisa Amini", "Parsa Amini", Word.DIFFERENT),
        ("Wing Yee Tsui", "欧阳华志", Word.DIFFERENT),
        ("Hisham Haddad", "حسام حداد", Word.DIFFERENT),
        ("Salah Haddad", "صالح حداد", Word.DIFFERENT),
        ("Kamal Haddad", "كامل حداد", Word.DIFFERENT),
        ("Qasim Haddad", "كاظم حداد", Word.DIFFERENT),
        ("رحيم الحسن", "رنيم الحسن", Word.DIFFERENT),
        ("François Griveaux", "Φρανσουά Γκριβώ", Word.ROMANISED),
        ("Jeremy Jablonsky", "Τζέρεμι Τζαμπλόνσκι", Word.ROMANISED),
        ("Armand Schmidt", "Αρμάνδος Σμιτ", Word.ROMANISED),
        ("Eduarda Schmidt", "Εδουάρδος Σμιτ", Word.DIFFERENT),
        ("Fragkogiannis Eudokia", "Frangojánisz Evdokia", Word.ROMANISED),
        ("Garegin Hakobyan", "Karekin Hakobian", Word.ROMANISED),
        ("Hovhannes Saroyan", "Ovanes Saroyan", Word.ROMANISED),
        ("Michael Aubert", "Մայքլ Օբեր", Word.ROMANISED),
        ("Juliet Garnier", "Жюли Гарнье", Word.DIFFERENT),
        ("Steiner Lasowskij", "Штайнер Лазовский", Word.ROMANISED),
        ("Mitrojin Volkow", "Mitrochin Wolkow", Word.ROMANISED),
        ("Birtukuan Temesgn", "ብርቱካን ተመስገን", Word.ROMANISED),
        ("Maryana Hayda", "Марина Гайда", Word.DIFFERENT),
    ],
)
def test_other_languages(one: str, other: str, expected: Word) -> None:
    assert word(one, other) is expected
