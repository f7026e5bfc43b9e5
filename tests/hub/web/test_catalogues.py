"""Both languages are whole: every sentence of every page has its Chinese, no template speaks past the catalogue, every no has words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from hub.web.layout.words import CATALOGUES, translator
from hub.web.refusals import SENTENCES
from tests import catalogues
from tests.catalogues import PLACEHOLDER, WEB, Sentence

ROOT = WEB.parents[1]
TEMPLATES = sorted(WEB.rglob("*.html"))
SOURCES = sorted(path for room in ("hub", "registry") for path in (ROOT / room).rglob("*.py"))
HAN = re.compile(r"[㐀-鿿豈-﫿]")
LOOSE = re.compile(r"[㐀-鿿] [A-Za-z0-9%]|[A-Za-z0-9)] [㐀-鿿]")
NOT_OURS = re.compile(r"请勿|违法|非法|黑名单|嫌疑|[^其]他们|你")
NAMES_OF_LANGUAGES = {"EN", "English", "中文", "切换为"}
SPOKEN_ATTRIBUTES = re.compile(r"""\b(?:alt|title|aria-label|placeholder|content|data-l|data-busy|label)=(["'])(?P<words>.*?)\1""")
NOT_SPOKEN = {"width=device-width, initial-scale=1", "column", "medium", "wide"}


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_sentence_has_its_chinese_and_nothing_is_left_over(name: str) -> None:
    found = catalogues.judge(name)
    assert (found.missing, found.untranslated, found.unused) == ((), (), ())


@pytest.mark.parametrize("name", CATALOGUES)
def test_the_compiled_catalogue_is_made_from_its_source(name: str) -> None:
    assert catalogues.po_file(name).with_suffix(".mo").read_bytes() == catalogues.compiled(name), "python -m tests.catalogues"


def test_every_folder_of_pages_has_a_catalogue() -> None:
    folders = {path.relative_to(WEB).parts[0] for path in WEB.rglob("*") if path.suffix in (".py", ".html") and path.parent != WEB}
    assert folders | {"refusals"} == set(CATALOGUES)


def test_no_sentence_is_marked_where_no_catalogue_looks() -> None:
    marked = [short(path) for path in SOURCES if not path.is_relative_to(WEB) and re.search(r"\bN_\(", path.read_text("utf-8"))]
    assert marked == []


def test_the_same_sentence_says_the_same_everywhere() -> None:
    heard: dict[Sentence, set[str]] = {}
    for name in CATALOGUES:
        for sentence, words in catalogues.translations(name).items():
            heard.setdefault(sentence, set()).add(words)
    assert {sentence: words for sentence, words in heard.items() if len(words) > 1} == {}


@pytest.mark.parametrize("name", CATALOGUES)
def test_numbers_and_dates_have_a_place_in_both_languages(name: str) -> None:
    for sentence, words in catalogues.translations(name).items():
        english = sentence if isinstance(sentence, str) else sentence[1]
        assert set(PLACEHOLDER.findall(english)) == set(PLACEHOLDER.findall(words)), sentence
        assert "%" not in PLACEHOLDER.sub("", words), sentence


@pytest.mark.parametrize("name", CATALOGUES)
def test_the_chinese_is_set_as_chinese_is(name: str) -> None:
    for words in catalogues.translations(name).values():
        assert LOOSE.findall(words) == [], words
        assert NOT_OURS.findall(words) == [], words


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_template_says_nothing_past_the_catalogue(path: Path) -> None:
    assert list(said_past_the_catalogue(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>你好{{ _('x') }}</p>", ["你好"]),
        ('<img alt="A pass">', ["A pass"]),
        ("<p>{{ '好' if x else _('y') }}</p>", ["好"]),
        ("<p>{{ _('Hello') }}</p>{# said to us #}<kbd>{{ key }}</kbd>", []),
    ],
)
def test_what_is_said_past_the_catalogue_would_be_seen(template: str, found: list[str]) -> None:
    assert list(said_past_the_catalogue(template)) == found


def said_past_the_catalogue(template: str) -> Iterator[str]:
    """Give every word of a template that a person would read and that is in no catalogue."""
    markup = "".join(
        words if kind == "data" else "\x00" for _line, kind, words in Environment().lex(template) if kind in ("data", "variable_begin")
    )
    for spoken in SPOKEN_ATTRIBUTES.finditer(markup):
        if re.search(r"[A-Za-z㐀-鿿]", spoken["words"]) and spoken["words"] not in NOT_SPOKEN:
            yield spoken["words"]
    text = re.sub(r"<[^>]*>", "\x00", markup)
    pieces = (piece.strip() for piece in text.split("\x00") if re.search(r"[A-Za-z㐀-鿿]", re.sub(r"&\w+;", "", piece)))
    yield from (piece for piece in pieces if piece not in NOT_SPOKEN)
    strings = (words.strip("\"'") for _line, kind, words in Environment().lex(template) if kind == "string")
    yield from (words for words in strings if HAN.search(words) and words not in NAMES_OF_LANGUAGES)


@pytest.mark.parametrize("path", SOURCES, ids=short)
def test_every_no_has_a_sentence_in_both_languages(path: Path) -> None:
    for code, given in refusals_in(ast.parse(path.read_text("utf-8"))):
        assert code in SENTENCES, f"{code} has no sentence in hub/web/refusals.py"
        assert translator("zh").gettext(SENTENCES[code]) != SENTENCES[code], code
        assert given is None or set(PLACEHOLDER.findall(SENTENCES[code])) <= given, f"{code} must be given what its sentence says"


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ('raise Refused(Refusal("a-b", "field", days=3))', ["a-b"]),
        ('CODE = "a-b"\nRefusal(CODE)', ["a-b"]),
        ('def no(what): return Refusal(f"x-{what}")\nno("a"); no("b" if y else "c")', ["x-a", "x-b", "x-c"]),
        ("def no(code): return Refusal(code)\nno('a-b')", ["a-b"]),
        ("Refusal(other.code, 'field')", []),
    ],
)
def test_every_no_would_be_found(source: str, codes: list[str]) -> None:
    assert [code for code, _given in refusals_in(ast.parse(source))] == codes


def refusals_in(tree: ast.Module) -> Iterator[tuple[str, set[str] | None]]:
    """Give each code that a module refuses with, and the names of what its sentence is told, None if that cannot be read here."""
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for scope, call in _calls(tree, "Refusal"):
        code, keywords = call.args[0], {each.arg for each in call.keywords}
        given = None if None in keywords else {name for name in keywords if name}
        if isinstance(code, ast.Name) and code.id in constants:
            yield str(constants[code.id]), given
        elif (hole := _hole(code)) and scope is not None:
            place = [argument.arg for argument in scope.args.args].index(hole[1]) if hole[1] in [a.arg for a in scope.args.args] else None
            told = [] if place is None else [each.args[place] for _scope, each in _calls(tree, scope.name) if len(each.args) > place]
            yield from ((hole[0] + end, None) for argument in told for end in _texts(argument))
        else:
            yield from ((text, given) for text in _texts(code))


def _calls(tree: ast.AST, name: str, scope: ast.FunctionDef | None = None) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name and node.args:
            yield scope, node
        yield from _calls(node, name, node if isinstance(node, ast.FunctionDef) else scope)


def _hole(code: ast.expr) -> tuple[str, str] | None:
    """Return the beginning of a code and the parameter that fills its rest."""
    if isinstance(code, ast.Name):
        return "", code.id
    match code:
        case ast.JoinedStr(values=[ast.Constant(value=start), ast.FormattedValue(value=ast.Name(id=name))]):
            return str(start), name
    return None


def _texts(argument: ast.expr) -> list[str]:
    if isinstance(argument, ast.IfExp):
        return _texts(argument.body) + _texts(argument.orelse)
    return [argument.value] if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else []
