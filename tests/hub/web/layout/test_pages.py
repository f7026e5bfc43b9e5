"""The frame and the parts of every page: what they say, and that they hold whatever is put into them."""

import re
from html import unescape

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.config import HubConfig
from hub.database import Database
from registry.audit import commitments
from registry.audit.commitments import DAY_MS
from tests.hub.web.layout.gallery import HARD, PUBLIC, WRONG
from tests.rig.sites import NOW, PAGE, Stage, staging


def text_of(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page))


def test_whatever_is_put_into_a_part_stays_text(framed: Stage) -> None:
    for path in ("/gallery", "/gallery?wrong=yes"):
        page = framed.client().get(path).text
        assert "<script>alert" not in page
        assert "<b>No</b>" not in page
        assert page.count("{{ 7 * 7 }}") == 4, "a choice is no template and has no holes"
        assert HARD in text_of(page)
        assert (
            re.search(r"<(style|script)[ >](?!src)|\son\w+=|\sstyle=", page.replace('<script src="/static/anju.js" defer></script>', ""))
            is None
        )


def test_every_no_stands_beside_its_field_and_in_the_summary(framed: Stage) -> None:
    page = framed.client().get("/gallery?wrong=yes", headers={"accept-language": "en"}).text
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    assert len(ids) == len(re.findall(r'\bid="', page)), "an id stands once"
    assert "8 things need changing" in page
    for name in WRONG:
        assert f'<a href="#{name}">This field is missing.</a>' in page
        assert {name, f"{name}-wrong"} <= ids
    assert page.count('aria-invalid="true"') == 7
    described = {part for value in re.findall(r'aria-describedby="([^"]+)"', page) for part in value.split()}
    assert described <= ids
    assert "1 thing needs changing" not in page
    assert 'aria-invalid="true"' not in framed.client().get("/gallery").text


def test_the_frame_says_where_one_is_and_how_to_get_help(desk: Stage) -> None:
    client = desk.signed_in("13900139000")
    page = client.get("/gallery").text
    assert re.findall(r'<a href="([^"]+)"[^>]*aria-current="page"', page) == ["/gallery"]
    assert re.findall(r'aria-current="page"', client.get("/gallery/deep").text) == ['aria-current="page"']
    assert 'href="/o"' not in page, "a place of another role is not shown"
    assert '<a class="mark" href="/gallery">' in page
    assert 'href="/help"' in page
    assert "演示数据" in page
    assert 'value="/gallery"' in page
    assert desk.site.config.help_phone in desk.client().get("/help").text


def test_the_demo_says_so_on_every_page_and_production_on_none(desk: Stage, framed: Stage) -> None:
    for path in (*PUBLIC, "/nowhere", "/gallery", "/account"):
        assert "演示数据" in desk.client(**PAGE).get(path, follow_redirects=True).text, path
        assert "演示数据" not in framed.client(**PAGE).get(path, follow_redirects=True).text, path


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize(("language", "name"), [("zh", "安居"), ("en", "Anju")])
def test_the_publics_pages_are_whole_in_both_languages(desk: Stage, path: str, language: str, name: str) -> None:
    page = desk.client(**PAGE, **{"accept-language": language}).get(path).text
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}">' in page
    assert f" – {name}</title>" in page
    other = re.sub(r"<button.*?</button>", "", page, flags=re.S)
    assert re.search(r"[㐀-鿿]", text_of(other)) is None if language == "en" else "Anju" not in text_of(other)


def test_programs_are_told_what_pages_say(desk: Stage) -> None:
    client = desk.client(**{"accept-language": "en"})
    told, shown = client.get("/policy").json(), text_of(client.get("/policy", headers=PAGE).text)
    assert {limit["code"]: limit["days"] for limit in told["limits"]}["entries"] == desk.site.config.entry_days
    for section in told["sections"]:
        assert section["title"] in shown
        assert all(point["words"] in shown and point["term"] in shown for point in section["points"])
    report = client.get("/transparency/report").json()
    assert [bound["number"] for bound in report["bounds"]][:2] == ["B1", "B2"]
    assert report["limits"] == told["limits"]


def test_the_notice_promises_no_more_than_the_settings_keep(sqlite_config: HubConfig) -> None:
    with staging(sqlite_config.model_copy(update={"entry_days": 3, "tenancy_days": 5})) as stage:
        days = {limit["code"]: limit["days"] for limit in stage.client().get("/policy").json()["limits"]}
    assert (days["entries"], days["tenancy"], days["false_match"], days["deferral"]) == (3, 5, 1, 90)


def test_roles_are_shown_where_their_applications_are(sqlite_config: HubConfig) -> None:
    addresses = {"police_url": "http://127.0.0.1:8471", "audit_url": "https://audit.example", "town_url": ""}
    with staging(sqlite_config.model_copy(update=addresses)) as stage:
        page = stage.client(**PAGE).get("/").text
    assert re.findall(r'class="row" href="([^"]+)"', page) == ["/l", "/r", "http://127.0.0.1:8471", "https://audit.example", "/o"]


def test_the_public_checkpoint_is_a_note_or_a_clear_no(desk: Stage) -> None:
    answer = desk.client().get("/audit/checkpoint")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (404, "no-checkpoint")


@pytest.mark.parametrize("application", ["people", "police", "audit"])
def test_everybody_sees_the_daily_commitments_and_none_is_opened_before_its_time(sqlite_walls: HubConfig, application: str) -> None:
    worker, signer = Database(sqlite_walls, "worker"), Ed25519PrivateKey.generate()
    with worker.begin() as session:
        for days in (0, 1, 370):
            commitments.commit_days(session, signer, now=NOW + days * DAY_MS)
        commitments.open_days(session, now=NOW + 370 * DAY_MS)
    worker.close()
    with staging(sqlite_walls, application=application) as stage:
        pages = [stage.client().get(f"/audit/commitments?page={page}").json() for page in (1, 4, 5)]
        assert stage.client().get("/audit/commitments?page=0").status_code == 422
    newest, oldest = pages[0]["days"][0], pages[1]["days"][-1]
    assert {page["opened_after_days"] for page in pages} == {366} and [len(page["days"]) for page in pages] == [100, 71, 0]
    assert set(newest) == {"day", "hash", "at", "nonce", "note"} and (newest["nonce"], newest["note"]) == (None, None)
    assert commitments.is_opened_by(commitments.Committed(**oldest))
