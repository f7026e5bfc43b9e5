"""Every issuer that the register knows can be chosen, by a name in both languages, the common ones first."""

import pytest

from hub.web.people.countries import COMMON, NAMES, country, issuers
from registry.identity.countries import ISSUERS


def test_every_issuer_has_two_names_and_no_other_is_offered() -> None:
    assert set(NAMES) == ISSUERS
    assert all(len(names) == 2 and all(name.strip() == name and name for name in names) for names in NAMES.values())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_common_ones_come_first_and_all_come_by_name(language: str) -> None:
    common, every = issuers(language)
    assert [code for code, _name in common] == list(COMMON)
    assert sorted(code for code, _name in every) == sorted(ISSUERS)
    assert len({name for _code, name in every}) == len(ISSUERS)


def test_a_name_is_in_the_readers_language_and_an_unknown_code_is_itself() -> None:
    assert (country("VNM", "zh"), country("VNM", "en"), country("ZZZ", "zh")) == ("越南", "Vietnam", "ZZZ")
