"""The papers on which a pass can be printed: one on A6, four on A4 with marks to cut along, one large on A4 for who likes it bigger."""

from typing import Any

from hub.web.layout.frame import N_

A6 = "a6"
SHEETS = {A6: N_("A6"), "four": N_("Four on A4"), "large": N_("Large, A4")}
HINTS = {
    A6: N_("A6, one to a sheet. Use the print command of your browser."),
    "four": N_("The same pass four times on A4, with marks to cut along. Use the print command of your browser."),
    "large": N_("One pass on A4 in large print. Use the print command of your browser."),
}


def sheet_words(asked: str) -> dict[str, Any]:
    """Return what a page for printing says about its paper; whatever is not known is A6."""
    sheet = asked if asked in SHEETS else A6
    return {"sheet": sheet, "sheets": SHEETS, "sheet_hint": HINTS[sheet]}
