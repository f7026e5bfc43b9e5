"""Classes of several peoples: one name in characters and in others' letters, forms of names, slips in two words."""

from random import Random

from tests.hub.screening.made_up import material as m
from tests.hub.screening.made_up.classes import NO_HIT, Pair, identity, of
from tests.hub.screening.made_up.languages import slipped, turned, western

JAPANESE = m.table("""
    田中/Tanaka, 佐藤/Sato/Satou, 高橋/Takahashi/Takahasi, 渡辺/Watanabe, 伊藤/Ito/Itoh, 山本/Yamamoto, 中村/Nakamura, 加藤/Kato/Katoh,
    吉田/Yoshida/Yosida, 清水/Shimizu/Simizu, 松本/Matsumoto, 井上/Inoue, 石井/Ishii, 長谷川/Hasegawa, 近藤/Kondo/Kondou, 青木/Aoki
""")
JAPANESE_GIVEN_KANJI = m.table("""
    太郎/Taro/Tarou, 花子/Hanako, 健一/Kenichi/Ken-ichi, 美咲/Misaki, 裕子/Yuko/Yuuko, 大輔/Daisuke, 翔太/Shota/Shouta, 恵子/Keiko,
    陽子/Yoko/Youko, 直樹/Naoki, 誠/Makoto, 由美/Yumi, 拓也/Takuya, 明美/Akemi, 和彦/Kazuhiko, 真由美/Mayumi
""")
HANJA = m.table("""
    金/Kim/Gim/김, 李/Lee/Yi/이, 朴/Park/Pak/박, 崔/Choi/Choe/최, 鄭/Jung/Chung/정, 姜/Kang/Gang/강, 趙/Cho/Jo/조, 尹/Yoon/Yun/윤,
    張/Jang/Chang/장, 林/Lim/Im/임, 柳/Yoo/Ryu/유, 盧/Roh/Noh/노
""")
HANJA_GIVEN = m.table("""
    敏俊/Min-jun/Minjoon/민준, 智恩/Ji-eun/Jieun/지은, 賢宇/Hyun-woo/Hyeonu/현우, 秀彬/Su-bin/Soobin/수빈,
    東賢/Dong-hyun/Donghyeon/동현, 恩英/Eun-young/Eunyeong/은영, 成浩/Sung-ho/Seongho/성호, 美慶/Mi-kyung/Migyeong/미경,
    正浩/Jung-ho/Jeongho/정호, 惠珍/Hye-jin/Hyejin/혜진
""")
HOKKIEN = m.table("""
    陈/Tan, 林/Lim, 黄/Ng/Wee/Ooi, 王/Ong, 吴/Goh, 张/Teo/Teoh, 蔡/Chua, 许/Koh, 郑/Tay,
    杨/Yeo/Yeoh, 刘/Low, 洪/Ang, 郭/Kuek/Quek, 谢/Chia, 沈/Sim
""")
HOKKIEN_GIVEN = m.table("""
    伟明/Wei Ming/Wee Beng, 国强/Kok Keong/Guoqiang, 美丽/Bee Lay/Mei Li, 志明/Chee Beng/Zhiming, 金水/Kim Chwee/Kim Swee,
    秀英/Siew Eng/Xiuying, 文德/Boon Teck/Wende, 国华/Kok Hua/Guohua, 春发/Choon Huat, 成福/Seng Hock, 玉莲/Geok Lian/Yulian
""")
NICKNAMES = m.table("""
    William/Bill, Robert/Bob, Elizabeth/Liz, Margaret/Peggy, Michael/Mike, Anthony/Tony, Katherine/Kate, James/Jim, Thomas/Tom, Edward/Ted,
    Richard/Dick, Susan/Sue, Jennifer/Jenny, Francisco/Paco, Alexander/Sasha, Ekaterina/Katya
""")
GREEK_SURNAMES = m.table("""
    Παπαδόπουλος/Papadopoulos, Γεωργίου/Georgiou, Κωνσταντίνου/Konstantinou, Βενιζέλος/Venizelos, Χατζής/Chatzis/Hatzis, Οικονόμου/Oikonomou
""")
GREEK_GIVEN = m.table("""
    Γιώργος/Giorgos/Yiorgos, Νικόλαος/Nikolaos, Μαρία/Maria, Ευάγγελος/Evangelos, Δημήτρης/Dimitris, Ελένη/Eleni, Ιωάννης/Ioannis
""")
HEBREW_SURNAMES = m.table("""
    כהן/Cohen/Kohen, לוי/Levy/Levi, מזרחי/Mizrahi/Mizrachi, פרץ/Peretz/Perez, ביטון/Biton/Bitton, אזולאי/Azoulay/Azulai
""")
HEBREW_GIVEN = m.table("""
    דוד/David, משה/Moshe, שרה/Sarah/Sara, יצחק/Yitzhak/Itzhak, בנימין/Benjamin/Binyamin, רחל/Rachel/Rahel, חיים/Chaim/Haim
""")
TWINS = m.table("""
    田中由美/Tanaka Kumi, 鈴木一郎/Suzuki Jiro, 金敏俊/Kim Min-seo, 李賢宇/Lee Hyun-ji, 陈伟明/Tan Wei Ling, 林国强/Lim Kok Beng,
    阿依古丽·买买提/Aynur Memet, 吐尔逊·艾力/Turghun Eli, 扎西次仁/Tashi Dorje, 达瓦卓玛/Dawa Dolkar, Ryan Hughes/Bryan Hughes,
    Jayden Brown/Hayden Brown, Gabriel Silva/Gabriela Silva, Farhad Amini/Farzad Amini, Gulnar Akhmetova/Gulnaz Akhmetova,
    Deepa Menon/Deepak Menon, रमेश कुमार/Rakesh Kumar, أمين صالح/Amina Saleh, Γιώργος Βενιζέλος/Grigoris Venizelos, דוד לוי/Daniel Levy
""")


def form(r: Random, entry: m.Forms, first: int = 1) -> str:
    return r.choice(entry[first:])


@of("P_japanese_kanji_to_latin")
def _kanji(r: Random) -> Pair:
    surname, given = r.choice(JAPANESE), r.choice(JAPANESE_GIVEN_KANJI)
    return identity(r, surname[0] + given[0], turned(r, [form(r, surname), form(r, given)]), country="JPN")


@of("P_korean_hanja_to_latin_or_hangul")
def _hanja(r: Random) -> Pair:
    surname, given = r.choice(HANJA), r.choice(HANJA_GIVEN)
    latin = turned(r, [r.choice(surname[1:3]), r.choice(given[1:3])])
    return identity(r, surname[0] + given[0], r.choice([latin, surname[3] + given[3]]), country="KOR")


@of("P_han_hokkien")
def _hokkien(r: Random) -> Pair:
    surname, given = r.choice(HOKKIEN), r.choice(HOKKIEN_GIVEN)
    return identity(r, surname[0] + given[0], turned(r, [form(r, surname), form(r, given)]).upper(), country="SGP")


@of("P_dotted_native_spelling")
def _native(r: Random) -> Pair:
    first, second = r.sample(m.UYGHUR, 2) if r.random() < 0.6 else r.sample(m.TIBETAN, 2)
    return identity(r, f"{first[0]}·{second[0]}", turned(r, [first[2], second[2]]), country="CHN")


@of("P_western_nickname")
def _nickname(r: Random) -> Pair:
    given, surname = r.choice(NICKNAMES), r.choice(m.WESTERN_SURNAMES)[0]
    return identity(r, f"{given[1]} {surname}", f"{given[0]} {surname}")


@of("P_western_two_slips")
def _two_slips(r: Random) -> Pair:
    given, surname = western(r, 1)
    return identity(r, f"{slipped(r, given[0])} {slipped(r, surname)}", f"{given[0]} {surname}")


@of("P_western_title")
def _title(r: Random) -> Pair:
    given, surname = western(r, 1)
    return identity(r, f"{r.choice(['Mr', 'Dr.', 'Mrs.', 'Prof.'])} {given[0]} {surname}", f"{surname}, {given[0]}")


def spoken(name: str, surnames: tuple[m.Forms, ...], given: tuple[m.Forms, ...]) -> None:
    """Enter a class in which the native script stands against Latin letters."""

    @of(f"P_{name}_native_to_latin")
    def _to_latin(r: Random) -> Pair:
        family, own = r.choice(surnames), r.choice(given)
        return identity(r, f"{own[0]} {family[0]}", turned(r, [form(r, own), form(r, family)]))


spoken("greek", GREEK_SURNAMES, GREEK_GIVEN)
spoken("hebrew", HEBREW_SURNAMES, HEBREW_GIVEN)


@of("N_twins_further")
def _twins(r: Random) -> Pair:
    one, other = r.choice(TWINS)
    return identity(r, one, other, expected=NO_HIT)
