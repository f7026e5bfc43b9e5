"""Names of Ethiopia and Eritrea as their bearers spell them; two common names stay two, which brothers and sisters have."""

from itertools import combinations

import pytest
from rapidfuzz.distance import OSA

from hub.screening.names.near_east.ethiopic import are_two_spellings, common_names
from hub.screening.words import Word
from tests.hub.screening.names.likenesses import said

ALIKE_TO_THE_EYE = 3
NEAR = [
    (one, other)
    for one, other in combinations(sorted(common_names().items()), 2)
    if one[1] != other[1] and one[1][0] == other[1][0] and OSA.distance(one[1], other[1]) <= ALIKE_TO_THE_EYE
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kasahun Yimane", "ካሳሁን የማነ"),
        ("Tarekegn Zelalem", "Tarek’enyi Zelalemi"),
        ("ፋሲካ መኮንን", "Fasika Mekonini"),
        ("እየሩሳሌም በቀለ", "Iyerusalemi Bek’ele"),
        ("Anidarige Bedada", "Andarge Bedada"),
        ("Desalegn Tola", "Desaleny Tola"),
        ("Awake Abdi", "Aweke Abda"),
        ("Geremew Deribie", "Geramew Dereb"),
        ("Ahmed Tefera", "Ahmad Tafara"),
    ],
)
def test_one_name_by_two_hands(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize("father", ["Tesfaye", "Wagaye"])
def test_two_common_names_are_two_in_letters_and_in_fidel(father: str) -> None:
    in_fidel = {"Tesfaye": "ተስፋዬ", "Wagaye": "ዋጋዬ"}[father]
    assert len(NEAR) > 400
    for (native, one), (beside, other) in NEAR:
        if not are_two_spellings(one, other):  # ሰይድ and ሰኢድ are Said
            continue
        assert said(f"{one} {father}", f"{other} {father}") is Word.DIFFERENT, (one, other)
        assert said(f"{native} {in_fidel}", f"{other} {father}") is Word.DIFFERENT, (native, other)
        assert said(f"{beside} {in_fidel}", f"{one} {father}") is Word.DIFFERENT, (beside, one)


def test_hardly_any_two_common_names_are_spelt_as_one() -> None:
    as_one = {frozenset((one, other)) for (_, one), (_, other) in NEAR if not are_two_spellings(one, other)}
    assert as_one == {frozenset(each) for each in (("biniam", "binyam"), ("isaias", "isayas"), ("said", "seid"))}
