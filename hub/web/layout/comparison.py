"""The words of the comparison and the sentence of the rule behind each, for the officer who compares and for the person who reads of it.

Both read the same sentences, the closing one too. The person is not told what an alert lacks or holds beside what was compared: there one
sentence says that a line counted neither way, and no line tells of kinds of documents or of a second identifier. No sentence accuses
anybody, and none is a percentage.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hub.web.layout.words import N_

WORDS: Mapping[str, tuple[str, str]] = {
    "same": ("same", N_("Same")),
    "different": ("different", N_("Different")),
    "not_in_alert": ("unknown", N_("Not in the alert")),
    "not_in_document": ("unknown", N_("Not on the document")),
    "traditional": ("same", N_("Same characters, traditional and simplified")),
    "reordered": ("same", N_("Same parts in another order")),
    "same_sound": ("different", N_("Same sound, other characters")),
    "romanised": ("different", N_("Same name in another script")),
    "nickname": ("different", N_("Another form of the given name")),
    "part_missing": ("different", N_("One side has a part more")),
    "truncated": ("different", N_("Cut off at the end")),
    "typo": ("different", N_("One or two letters differ")),
    "alias": ("different", N_("Another name agrees")),
    "other_name": ("unknown", N_("Does not agree")),
    "one_character": ("different", N_("One character differs, as between brothers and sisters")),
    "swapped": ("different", N_("Day and month swapped")),
    "lunar": ("different", N_("Same day in the lunar calendar")),
    "one_digit": ("different", N_("A slip in the digits")),
    "year_only": ("unknown", N_("Only the year is known, and it agrees")),
    "another_number": ("unknown", N_("Another number, which a renewed document has")),
    "other_kind": ("unknown", N_("Other kind, cannot be compared")),
    "to_verify": ("waiting", N_("For you to verify")),
}
RULES: Mapping[str, str] = {
    "same": N_("Both sides say the same."),
    "different": N_("The two sides differ, which speaks for two people."),
    "not_in_alert": N_("The alert does not say it, so it counts neither way."),
    "not_in_document": N_("The document does not say it, so it counts neither way."),
    "traditional": N_("The characters are the same ones, written in traditional form on one side."),
    "reordered": N_("The parts are the same and stand in another order, as on documents of other countries."),
    "same_sound": N_("The characters are others and are read alike. This counts only with the birth date."),
    "romanised": N_("One side is written in another script, all of it by one system. This counts only with the birth date."),
    "nickname": N_("One side has another form of the given name, as Bill for William. This counts only with an equal birth date."),
    "part_missing": N_("One side has a part of the name more. This counts only with the birth date."),
    "truncated": N_("One side is cut off at the end, as the printed line of a passport is. This counts only with the birth date."),
    "typo": N_("One or two letters of a long name differ, as by a slip. This counts only with an equal birth date."),
    "alias": N_("Another name of the person agrees. This counts only with the birth date."),
    "other_name": N_("Another name of the alert that does not agree counts neither way."),
    "one_character": N_("One character of a short name differs. Brothers, sisters and twins are named so, so it counts for nothing."),
    "swapped": N_("Day and month stand in the other order, as they are written elsewhere."),
    "lunar": N_("One side has the day of the lunar calendar. This counts only with a name that agrees in full."),
    "one_digit": N_("One digit differs or two stand in the other order, as by a slip. This counts only with what else agrees."),
    "year_only": N_("One side knows only the year, or has 1 January for it. This counts only with a rare name that agrees in full."),
    "another_number": N_("A document of this kind gets another number when it is renewed, so it counts neither way."),
    "other_kind": N_("Two kinds of documents have two numbers, so it counts neither way."),
    "to_verify": N_("No program compares this. It is verified with the person or the document."),
}
MATCHES: Mapping[str, str] = {
    "document": N_("The document number agrees. A number can be borrowed or mistyped, so this is possible and not verified."),
    "document_conflict": N_("The number agrees, name or birth date does not: borrowed, mistyped or used twice. Not verified."),
    "identity": N_("Name and birth date agree. Others may share both, so this is possible and not verified."),
    "lost_document": N_("The alert is about a document, not about a person. Only its number was compared."),
    "nothing": N_("The rules have changed since this case was opened, and today they would open none. Not verified."),
}
"""What a comparison came to. It is made anew at each look, so a newer version may find that a case rests on nothing any more."""
UNSAID = ("unknown", N_("Not compared"))
UNSAID_RULE = N_("One side does not say it, or not in a way that can be compared, so it counted neither way.")
_UNSAID = frozenset({"not_in_alert", "not_in_document", "another_number", "other_kind", "other_name", "to_verify"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of a comparison as the person concerned reads it: the field's code, what shape and word it has, and the rule."""

    field: str
    shape: str
    word: str
    rule: str


def told(said: Iterable[tuple[str, str]]) -> tuple[Told, ...]:
    """Return the lines (field, word) of a comparison for the person it is about; sentences are not translated yet."""
    lines = []
    for field, code in said:
        if field == "match":
            continue
        shape, word = UNSAID if code in _UNSAID else WORDS[code]
        lines.append(Told(field=field, shape=shape, word=word, rule=UNSAID_RULE if code in _UNSAID else RULES[code]))
    return tuple(lines)


def closing(said: Iterable[tuple[str, str]]) -> str | None:
    """Return the sentence that closes what was shown, not translated yet; None for a look from before it was kept."""
    return next((MATCHES[code] for field, code in said if field == "match"), None)
