"""A contact is texted that somebody entered under duress: the number and a sentence, once, over real HTTP; never who or where."""

import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from hub import messages
from hub.config import HubConfig
from hub.jobs import Job, Rota, hand_over_messages, open_worker
from hub.messages import TRIED_FOR_MS, Aside, hand_over
from registry import notices
from registry.tables import Notice
from tests.hub.gateway.parts import until
from tests.registry.parts import NOON, Office, person, running_office

SILENCE_S = 60.0
"""How long a sender or a call that is to be slow is slow, unless it is told to go on."""


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a busy machine time to answer, and whoever waits for an answer more than one that is silent needs."""
    monkeypatch.setattr(messages, "PATIENCE_S", 2 * SILENCE_S)


class Sender:
    """Somebody who texts what is posted, until told to refuse."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.status, taken = 200, self.taken
        self.answers = threading.Event()
        self.answers.set()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(handler) -> None:  # noqa: N805  the sender's own name is taken
                self.answers.wait(SILENCE_S)
                body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
                if self.status == 200:
                    taken.append(body)
                handler.send_response(self.status)
                handler.end_headers()

            def log_message(handler, *_args: object) -> None:  # noqa: N805
                """Say nothing."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/texts"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Answer nobody any more."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def sender() -> Iterator[Sender]:
    made = Sender()
    yield made
    made.close()


def pressed(office: Office, *, phone: str = "199 0000 1234", at: int = NOON) -> None:
    """Have somebody's contact, who has a telephone or none, told of duress."""
    _home, rooms = office.house()
    office.claimed(rooms[0].id, person("李四海", phone=phone), account="friend")
    for code, account in ((notices.DURESS, "friend"), (notices.RENEWED, "friend")):
        office.write(Notice(id=f"{code}-{account}", account_id=account, tenancy_id="t", code=code, at=at))


def turn(config: HubConfig, url: str, *, now: int = NOON + 1000) -> int:
    worker = open_worker(config)
    return hand_over(worker.database, worker.vault, url=url, now=now)


def test_the_number_and_a_sentence_go_out_once(database_config: HubConfig, sender: Sender) -> None:
    with running_office(database_config) as office:
        pressed(office)
        assert [turn(database_config, sender.url) for _ in range(2)] == [1, 0]
        (sent,) = sender.taken
        assert (sent["to"], sent["at"]) == ("19900001234", NOON)
        assert "李四海" not in str(sent) and "胁迫" in sent["text"] and "duress" in sent["text"]
        assert {row.code: row.handed_at for row in office.rows(Notice)} == {notices.DURESS: NOON + 1000, notices.RENEWED: None}


def test_whoever_does_not_answer_is_asked_again_for_an_hour(sqlite_config: HubConfig, sender: Sender) -> None:
    with running_office(sqlite_config) as office:
        pressed(office)
        sender.status = 503
        assert turn(sqlite_config, sender.url) == 0
        assert turn(sqlite_config, "http://127.0.0.1:1/nobody") == 0
        sender.status = 200
        assert turn(sqlite_config, sender.url, now=NOON + TRIED_FOR_MS) == 0
        assert turn(sqlite_config, sender.url, now=NOON + TRIED_FOR_MS - 1) == 1
        assert len(sender.taken) == 1


def test_without_a_number_or_an_address_there_is_the_page(sqlite_config: HubConfig, sender: Sender) -> None:
    with running_office(sqlite_config) as office:
        pressed(office, phone="")
        assert hand_over_messages(open_worker(sqlite_config), NOON + 1000) == 0
        assert turn(sqlite_config, sender.url) == 1
        assert sender.taken == []


def test_the_worker_goes_on_while_whoever_sends_texts_does_not_answer(sqlite_config: HubConfig, sender: Sender) -> None:
    with running_office(sqlite_config) as office:
        pressed(office)
        worker = open_worker(sqlite_config.model_copy(update={"message_url": sender.url}))
        rota = Rota((Job("messages", 0, hand_over_messages),))
        sender.answers.clear()
        for turn_of in range(5):
            rota.turn(worker, NOON + 1000 + turn_of)
        assert sender.taken == [], "the worker waited until one was taken"
        sender.answers.set()
        until(lambda: hand_over_messages(worker, NOON + 2000) == 1)
        assert len({one["id"] for one in sender.taken}) == 1


def test_there_is_one_try_at_a_time() -> None:
    begun, goes_on, aside = list[int](), threading.Event(), Aside()

    def call() -> int:
        begun.append(1)
        goes_on.wait(SILENCE_S)
        return 7

    assert [aside.run(call) for _ in range(3)] == [0, 0, 0]
    until(lambda: begun)
    assert begun == [1]
    goes_on.set()
    until(lambda: aside.run(call) == 7)


def test_a_try_that_fails_beside_the_worker_is_named_like_any_other(sqlite_config: HubConfig) -> None:
    worker = open_worker(sqlite_config.model_copy(update={"message_url": "https://texts.example/send"}))
    worker.aside.run(lambda: int("nobody"))
    rota = Rota((Job("messages", 0, hand_over_messages),))
    until(lambda: rota.turn(worker, NOON) or worker.failing)
    assert worker.failing == {"messages": "ValueError"}


@pytest.mark.parametrize("url", ["http://texts.example/send", "ftp://127.0.0.1/", "texts.example"])
def test_numbers_do_not_go_out_in_the_open(url: str) -> None:
    with pytest.raises(ValueError, match="by https"):
        HubConfig(message_url=url)
    assert HubConfig(message_url="https://texts.example/send").message_url
