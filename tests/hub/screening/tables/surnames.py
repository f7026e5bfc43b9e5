"""Makes ``hub/screening/names/surnames.txt`` anew: ``python -m tests.hub.screening.tables.surnames NAMES.json``.

``NAMES.json`` are the lists of @faker-js/faker as in :mod:`tests.hub.screening.tables.given`. A line is a surname in the letters a to z and
a sign for each country whose lists have it. Only countries that write their names in Latin letters by one spelling are read: where clerks
wrote another script by ear, or a language that they did not know (Ireland), two words of a list may be one name. So may two plain
syllables be (Zhang and Chang in America), which are left out, and names of old books (those of the Netherlands in mimesis).
"""

import json
import pkgutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from hub.screening.names.folding import folded, latin_words
from hub.screening.names.slips import is_syllabic
from tests.hub.screening.tables.given import OF_FAKER_JS, SIGNS

TABLE = Path(__file__).parents[4] / "hub" / "screening" / "names" / "surnames.txt"
_LOCALES = """
    cs_CZ da_DK de_AT de_CH de_DE de_LU en_GB en_NZ en_US es_AR es_CA es_CL es_CO es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_FR hr_HR
    hu_HU it_IT nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE tr_TR tw_GH en_GH en_ZA
"""
LOCALES = tuple(_LOCALES.split())
_OF_MIMESIS = """
    cs:cs_CZ da:da_DK de:de_DE de-at:de_AT en:en_US es:es_ES es-mx:es_MX et:et_EE fi:fi_FI fr:fr_FR hr:hr_HR hu:hu_HU it:it_IT
    nl-be:nl_BE no:no_NO pl:pl_PL pt:pt_PT pt-br:pt_BR sk:sk_SK sv:sv_SE tr:tr_TR
"""
FEWEST_LETTERS = 3


def _names(of_faker_js: Path) -> Iterator[tuple[str, str]]:
    """Yield each country and what stands in its lists of surnames, as it is written there."""
    import faker.providers.person as people

    for country in LOCALES:
        if pkgutil.find_loader(f"{people.__name__}.{country}"):
            provider = pkgutil.resolve_name(f"{people.__name__}.{country}:Provider")
            for attribute in filter(lambda each: each.startswith("last_names"), dir(provider)):
                held = getattr(provider, attribute)
                yield from ((country, name) for name in (held if isinstance(held, dict | list | tuple) else ()))
    every = json.loads(of_faker_js.read_text("utf-8"))
    for locale, country in OF_FAKER_JS.items():
        if country in LOCALES:
            held = every[locale]["person"].get("last_name") or {}
            yield from ((country, name) for listed in held.values() for name in listed or ())
    for locale, _colon, country in (each.partition(":") for each in _OF_MIMESIS.split()):
        held = json.loads(files("mimesis").joinpath("datasets", locale, "person.json").read_text("utf-8"))["surnames"]
        yield from ((country, name) for name in (held if isinstance(held, list) else [each for listed in held.values() for each in listed]))


def lines(of_faker_js: Path) -> Iterator[str]:
    """Yield the table's lines."""
    signs = dict(zip(LOCALES, SIGNS, strict=False))
    borne: dict[str, set[str]] = defaultdict(set)
    for country, name in _names(of_faker_js):
        words = latin_words(folded(name))
        if len(words) == 1 and words[0].isascii() and len(words[0]) >= FEWEST_LETTERS and not is_syllabic(words):
            borne[words[0]].add(signs[country])
    for word in sorted(borne):
        yield f"{word} {''.join(sorted(borne[word]))}"


if __name__ == "__main__":
    TABLE.write_text("\n".join(lines(Path(sys.argv[1]))) + "\n", "utf-8")
