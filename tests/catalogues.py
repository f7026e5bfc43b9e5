"""The catalogues of the hub's pages: what the sources say, what is missing, the compiled files: ``python -m tests.catalogues [NAME …]``.

Each folder of ``hub/web`` has a catalogue of its own name; what stands in ``layout`` need not be said again. Missing sentences are printed
as entries to be filled in; the compiled files are written whatever is missing. Exit code 1 when a catalogue is not whole.
"""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from hub.web.layout.words import CATALOGUES, LOCALE

WEB = LOCALE.parent
SHARED = "layout"
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2)}
OPTIONS = {"newstyle_gettext": "true", "trimmed": "true", "silent": "false", "extensions": "jinja2.ext.i18n,jinja2.ext.loopcontrols"}
A_DAY = datetime(2026, 1, 1, tzinfo=UTC)
PLACEHOLDER = re.compile(r"%\((\w+)\)s")

Sentence = str | tuple[str, str]


@dataclass(frozen=True)
class Findings:
    """What is wrong with one catalogue: sentences without an entry, entries without words, entries that no source says."""

    missing: tuple[Sentence, ...]
    untranslated: tuple[Sentence, ...]
    unused: tuple[Sentence, ...]

    @property
    def whole(self) -> bool:
        """Tell whether nothing is wrong."""
        return not (self.missing or self.untranslated or self.unused)


def sources(name: str) -> list[Path]:
    """Return the files whose sentences stand in a catalogue."""
    if name == "refusals":
        return [WEB / "refusals.py"]
    own = [path for path in sorted((WEB / name).rglob("*")) if path.suffix in (".py", ".html")]
    return own + [path for path in sorted(WEB.glob("*.py")) if path.name != "refusals.py"] if name == SHARED else own


def said(name: str) -> dict[Sentence, Path]:
    """Return every sentence of a catalogue's sources, with the first file that says it."""
    found: dict[Sentence, Path] = {}
    for path in sources(name):
        for sentence in _said_in(path):
            found.setdefault(sentence, path)
    return found


def _said_in(path: Path) -> Iterator[Sentence]:
    method = "jinja2.ext:babel_extract" if path.suffix == ".html" else "python"
    for _line, message, _comments, _context in extract_from_file(method, path, keywords=KEYWORDS, options=OPTIONS):
        if message:
            yield message if isinstance(message, str) else (message[0], message[1])


def po_file(name: str) -> Path:
    """Return where a catalogue's source lies."""
    return LOCALE / "zh_CN/LC_MESSAGES" / f"{name}.po"


def read(name: str) -> Catalog:
    """Return a catalogue's source."""
    with po_file(name).open("rb") as source:
        return read_po(source, locale="zh_CN", abort_invalid=True)


def compiled(name: str) -> bytes:
    """Return what the compiled file must hold: the same bytes whenever it is made."""
    content, catalogue = io.BytesIO(), read(name)
    catalogue.creation_date = catalogue.revision_date = A_DAY
    write_mo(content, catalogue)
    return content.getvalue()


def translations(name: str) -> dict[Sentence, str]:
    """Return each entry's words, empty for those that have none."""
    return {_key(message.id): _words(message.string) for message in read(name) if message.id}


def judge(name: str) -> Findings:
    """Compare a catalogue with its sources."""
    wanted, there = said(name), translations(name)
    shared = {} if name == SHARED else translations(SHARED)
    return Findings(
        missing=tuple(sentence for sentence in wanted if sentence not in there and sentence not in shared),
        untranslated=tuple(sentence for sentence, words in there.items() if not words.strip()),
        unused=tuple(sentence for sentence in there if sentence not in wanted),
    )


def _key(message_id: object) -> Sentence:
    return message_id if isinstance(message_id, str) else (message_id[0], message_id[1])  # type: ignore[index]


def _words(string: object) -> str:
    return string if isinstance(string, str) else str(string[0])  # type: ignore[index]


def _entry(sentence: Sentence) -> str:
    one, *more = (part.replace("\\", "\\\\").replace('"', '\\"') for part in ([sentence] if isinstance(sentence, str) else sentence))
    return f'msgid "{one}"\nmsgid_plural "{more[0]}"\nmsgstr[0] ""\n' if more else f'msgid "{one}"\nmsgstr ""\n'


def main(names: list[str]) -> int:
    """Judge and compile these catalogues, or all of them."""
    well = True
    for name in names or CATALOGUES:
        found = judge(name)
        well = well and found.whole
        po_file(name).with_suffix(".mo").write_bytes(compiled(name))
        print(f"# {name}: {len(found.missing)} missing, {len(found.untranslated)} untranslated, {len(found.unused)} unused")
        for sentence in found.missing:
            print(f"\n{_entry(sentence)}", end="")
        for kind, sentences in (("untranslated", found.untranslated), ("unused", found.unused)):
            for sentence in sentences:
                print(f"# {kind}: {sentence!r}")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
