"""European given names in Han characters as they are conventionally written: 约翰 is John, 乔治 George, 爱德华 Edward.

Many are older than the tables by which news agencies and offices transcribe now, so their sound does not give them; and where it would
give too much (安娜 is Anna and not Anne, 卡伦 Karen and not Karin), what is conventional says whose name it is. The mainland's, Taiwan's
and Hong Kong's forms, in simplified characters, each with the spellings that it stands for (``conventional.txt``, gathered by hand).
"""

from collections.abc import Mapping

from hub.screening.names.listed import rows, table


@table
def conventional() -> Mapping[str, frozenset[str]]:
    """Return the Latin spellings that a name in simplified characters stands for."""
    return {written: frozenset(spelt) for written, *spelt in rows(__package__, "conventional.txt")}
