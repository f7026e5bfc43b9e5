"""The words in which a comparison is told: what each line says, and what follows from all of them. Pages have a sentence for each.

They are words and never figures: nothing here counts points, and nothing gives a percentage about a person.
"""

from enum import StrEnum


class Match(StrEnum):
    """What a comparison came to; every one but ``NOTHING`` becomes a case that a human verifies. Kept as words are."""

    DOCUMENT = "document"
    DOCUMENT_CONFLICT = "document_conflict"
    IDENTITY = "identity"
    LOST_DOCUMENT = "lost_document"
    NOTHING = "nothing"


class Word(StrEnum):
    """How one line of two papers compares. The values are kept with looks and sent by the API, so they never change."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_IN_ALERT = "not_in_alert"
    NOT_IN_DOCUMENT = "not_in_document"
    # names
    TRADITIONAL = "traditional"  # the same characters, simplified on one side
    REORDERED = "reordered"  # the same parts in another order
    SAME_SOUND = "same_sound"  # other characters that are read alike
    ROMANISED = "romanised"  # another script or system of writing, by one system for the whole name
    NICKNAME = "nickname"  # another form of the given name: Bill for William
    PART_MISSING = "part_missing"  # one side has a part more
    TRUNCATED = "truncated"  # cut off at the end, as the machine-readable line of a passport does
    TYPO = "typo"  # one slip of the pen in a long name
    ALIAS = "alias"  # another name of the person agrees; ``Comparison.alias`` says how
    ONE_CHARACTER = "one_character"  # one Han character differs: no evidence, brothers, sisters and twins are named so
    # birth dates
    SWAPPED = "swapped"  # day and month in the other order
    LUNAR = "lunar"  # one is the other's day in the lunar calendar
    ONE_DIGIT = "one_digit"  # one digit differs; of a number, where a check character is wrong
    YEAR_ONLY = "year_only"  # one side knows the year (and perhaps the month) alone, and that agrees
    # document numbers
    ANOTHER_NUMBER = "another_number"  # of a kind that is renewed under new numbers, or with a wrong check character: says nothing
    OTHER_KIND = "other_kind"  # another kind or country: cannot be compared
