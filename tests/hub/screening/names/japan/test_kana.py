"""Names in kana are those that they were written after, and no sister's or brother's."""

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs
from tests.hub.screening.names.likenesses import said as said_both_ways

ONE = [
    ("ボルヒャルト・モンカ", "Borchard Mońka"),
    ("ドービニー ジュニパー", "Juniper Daubigny"),
    ("マメール ブラントン", "Mamère Branton"),
    ("ヴィーゼンバッハ トゥイト", "Tuite Wiesenbach"),
    ("ヤノシーク ルーカス", "Lukas Janošík"),
    ("バッキアッカ ふさまつ", "Fusamatsu Bacchiacca"),
    ("ビニュエラ ニクラッセン", "Niklassen Viñuela"),
    ("フェヴリエ ベネディクタ", "Benedicta Février"),
    ("マクドナルド ロナルド", "Ronald McDonald"),
    ("シュヴァン マルガレーテ", "Margarete Schwann"),
    ("ﾊﾝﾌﾞﾚﾋﾄ ﾏﾝｸ", "Hambrecht Mank"),
    ("ウィルソン ジェームズ", "James Wilson"),
    ("ミュラー ヨハン", "Johann Müller"),
    ("ガルシア ホルヘ", "Jorge Garcia"),
    ("イワノワ マリヤ", "Ivanova Maria"),
    ("グエン・ヴァン・フン", "Nguyen Van Hung"),
    ("たなか ゆうき", "Yuki Tanaka"),
    ("ウッド キンバリー", "Kimberley Wood"),
    ("フリートベルク フォーク", "Falk Friedberg"),
    ("ブリッジ ケアンズ", "Cairns Bridge"),
    ("ソワソン トゥーサン", "Soissons Toussaint"),
    ("ガルサン エティエンヌ", "Etienne Garcin"),
    ("ヴァイヨン ロジェ", "Roger Vaillant"),
    ("ルベーグ アンリ", "Henri Lebesgue"),
    ("フルシチョフ ニキータ", "Nikita Khrushchev"),
    ("メチージュ ミロスラフ", "Miroslav Mečíř"),
    ("メチージュ ミロスラフ", "Miroslav Mecir"),
    ("モーベリ ヴィルヘルム", "Vilhelm Moberg"),
    ("ノルデンシェルド アドルフ", "Adolf Nordenskiold"),
    ("ウィグモア ジョン", "John Wigmore"),
    ("ホイーロック ジョン", "John Wheelock"),
    ("キャドベリー ジョージ", "George Cadbury"),
    ("グリーゼバハ アウグスト", "August Grisebach"),
    ("スピネルリ アルティエロ", "Altiero Spinelli"),
    ("プリージ ジュゼッペ", "Giuseppe Puglisi"),
    ("レイプハルト アレンド", "Arend Lijphart"),
    ("オルティガウン ラマリョ", "Ramalho Ortigao"),
    ("チャン ヴァン フン", "Tran Van Hung"),
    ("ウエーバー マックス", "Max Weber"),
    ("リー・コーチアン", "Li Keqiang"),
    ("ワン・チーシャン", "Wang Qishan"),
    ("ガオ・シンジェン", "Gao Xingjian"),
    ("シュー・チー", "Shu Qi"),
    ("ミユキ・スミス", "Miyuki Smith"),
    ("アーネスト・ラザフォード", "Ernest Rutherford"),
    ("ティモシー・ウッド", "Timothy Wood"),
    ("キャシー・ウッド", "Kathy Wood"),
    ("トシヱ・アイバーソン", "Toshie Iverson"),
    ("ジャンポールベルモンド", "Jean-Paul Belmondo"),
    ("アン・サリヴァン", "Anne Sullivan"),
    ("ローベルトブンゼン", "Robert Bunsen"),
]
TWO = [
    ("たなか ゆき", "Yuka Tanaka"),
    ("タナカ ユキ", "Tanaka Yuka"),
    ("タナカ ハルキ", "Tanaka Haruka"),
    ("さとう けんいち", "Kenji Sato"),
    ("ロッシ マリオ", "Maria Rossi"),
    ("ロッシ マリーア", "Mario Rossi"),
    ("シュミット レナ", "Lina Schmidt"),
    ("シュミット リナ", "Lena Schmidt"),
    ("シュミット アンナ", "Anne Schmidt"),
    ("ベッカー カリン", "Karen Becker"),
    ("ベッカー マルクス", "Martin Becker"),
    ("ブラトン ジャン", "Jean Branton"),
    ("タナカ リョー", "Ryu Tanaka"),
    ("ガルシア ホルヘ", "Jose Garcia"),
    ("ミュラー ヨハンナ", "Johann Müller"),
    ("グエン・ヴァン・フン", "Nguyen Van Hoan"),
    ("マメール", "Mamère Branton"),
    ("ウッド リアナ", "Lina Wood"),
    ("ウッド キンバリー", "Kimball Wood"),
    ("ロッシ アンドレア", "Andre Rossi"),
    ("ロッシ ハッダ", "Hilda Rossi"),
    ("ペトロワ ミカ", "Milka Petrova"),
    ("シュミット ジョアン", "Johannes Schmidt"),
    ("スミス ティミー", "Tammy Smith"),
    ("スミス ジョー", "Jude Smith"),
    ("デュボア マルタン", "Martine Dubois"),
    ("ワン・リー", "Wang Lei"),
    ("チャン・カオリー", "Zhang Gaolin"),
    ("チャン・カオリー", "Zhang Haoli"),
    ("パトリック・マクガバン", "Patrick McGuigan"),
    ("ラザフォード・アーネスティン", "Ernest Rutherford"),
    ("ミユキ・スミス", "Miyuka Smith"),
    ("キスエ・ベルトラム", "Kisoe Bertram"),
    ("アンナ・タナカ", "Anna Tanoka"),
    ("レイミランド", "Larry Milland"),
    ("ジェーンオースティン", "Daniel Austen"),
]


def said(kana: str, latin: str) -> Word:
    """Return how alike two names are."""
    (name,), (beside,) = read_names(kana), read_names(latin)
    return likeness(name, beside)


@pytest.mark.parametrize(("kana", "latin"), ONE)
def test_kana_says_what_the_latin_letters_sound_like(kana: str, latin: str) -> None:
    assert said(kana, latin) is Word.ROMANISED


NEARLY = [
    ("トマス・ゲインズバラ", "Thomas Gainsborough"),
    ("ロベルト・コッホ", "Robert Koch"),
    ("パトリック・マクガバン", "Patrick McGovern"),
]


@pytest.mark.parametrize(("kana", "latin"), NEARLY)
def test_a_surname_behind_a_known_given_name_may_be_heard_a_little_otherwise(kana: str, latin: str) -> None:
    assert said_both_ways(kana, latin) is Word.TYPO


@pytest.mark.parametrize(("kana", "latin"), TWO)
def test_two_people_are_two_in_kana(kana: str, latin: str) -> None:
    assert said(kana, latin) is Word.DIFFERENT


KOREAN = """
    パク・クネ = 박근혜; パク・クネ = Park Geun-hye; パク・クネ = 朴槿惠; ユン・ソギョル = Yoon Suk-yeol; イ・ビョンホン = Lee Byung-hun;
    チェ・ジウ = 최지우; リュ・シウォン = Ryu Si-won; キムミンジュン = Minjun Kim; ナムグン・ミン = Namkoong Min; ミンホ・イ = 이민호
"""
TWO_KOREANS = """
    キム・ミンジン = Kim Minjun; キム・ハヨン = Kim Jayoung; キム・ソヨン = 김서윤; パク・チソン = Park Ji-hoon; イ・ジュン = 이준호;
    キム・スヒョン = Kim Soojin
"""


@pytest.mark.parametrize(("kana", "other"), pairs(KOREAN))
def test_a_korean_name_is_written_in_kana_as_it_is_spoken(kana: str, other: str) -> None:
    assert said_both_ways(kana, other) is Word.ROMANISED


@pytest.mark.parametrize(("kana", "other"), pairs(TWO_KOREANS))
def test_korean_twins_are_two_in_kana(kana: str, other: str) -> None:
    assert said_both_ways(kana, other) is Word.DIFFERENT
