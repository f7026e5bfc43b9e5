"""What the rig keeps compiled of a template is right for every language."""

from zoneinfo import ZoneInfo

from hub.web.layout.templates import FOLDER, _pages


def test_a_template_becomes_the_same_whatever_is_spoken() -> None:
    chinese, english = _pages("zh", ZoneInfo("Asia/Shanghai")), _pages("en", ZoneInfo("UTC"))
    sources = {str(path.relative_to(FOLDER)): path.read_text("utf-8") for path in FOLDER.rglob("*.html")}
    assert len(sources) > 100
    for name, source in sources.items():
        assert chinese.compile(source, name, raw=True) == english.compile(source, name, raw=True), name
