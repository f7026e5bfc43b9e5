"""Messages to a telephone: a notice that cannot wait until somebody opens a page goes to whatever sends texts here, by one HTTP request.

Only one notice is so: that somebody typed their PIN for duress. The request says the number that the register has, a sentence, and when it
was; neither who nor where, which the contact reads on their own page. Nothing is written down for it but that it was handed over. Whoever
sends texts may be slow or silent: the worker, who screens and keeps the logs meanwhile, does not wait for an answer.
"""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from http.client import HTTPException
from urllib.request import Request, urlopen

from sqlalchemy import update
from sqlmodel import col, select

from hub.database import Database
from registry.notices import DURESS
from registry.people import open_person
from registry.register import Vault
from registry.tables import Notice, Occupant, Person

PATIENCE_S = 2.0
TRIED_FOR_MS = 3_600_000
TEXT = (
    "安居：选您作联系人的人在门口输入了胁迫密码。请打开安居查看是谁、在哪里。"
    "Anju: somebody who chose you typed their PIN for duress. Open Anju to see who and where."
)


class Aside:
    """One call at a time beside whoever asks for it, who never waits."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "aside")
        self._last: Future[int] | None = None

    def run(self, call: Callable[[], int]) -> int:
        """Begin a call, unless the last one goes on; return what that came to if it has ended since, raising what it raised, and else 0."""
        last = self._last
        if last is not None and not last.done():
            return 0
        self._last = self._pool.submit(call)
        return last.result() if last else 0


def hand_over(database: Database, vault: Vault, *, url: str, now: int) -> int:
    """Hand the oldest waiting notice over to ``url``, to every number of its reader; return 1, or 0 if there is none or nobody answered.

    It is tried again for an hour (``now`` is UTC ms); no transaction is open while it is sent. Without a number there is only the page.
    """
    with database.read() as session:
        late = (Notice.code == DURESS, col(Notice.handed_at).is_(None), col(Notice.at) > now - TRIED_FOR_MS)
        notice = session.exec(select(Notice).where(*late).order_by(col(Notice.at), col(Notice.id)).limit(1)).first()
        if notice is None:
            return 0
        people = select(Person).join(Occupant, col(Occupant.person_id) == Person.id).where(Occupant.account_id == notice.account_id)
        holders = [open_person(vault, person) for person in session.exec(people)]
        waiting, at = notice.id, notice.at
    numbers = sorted({holder.phone for holder in holders if holder and holder.phone})
    if not _sent(url, waiting, numbers, at):
        return 0
    with database.begin() as session:
        session.execute(update(Notice).where(col(Notice.id) == waiting).values(handed_at=now))
    return 1


def _sent(url: str, notice_id: str, numbers: Sequence[str], at: int) -> bool:
    """Tell whether every number was taken. One that is sent twice has the same ``id``, so that it need not be texted twice."""
    for number in numbers:
        body = json.dumps({"id": f"{notice_id}-{number}", "to": number, "text": TEXT, "at": at}).encode()
        try:
            with urlopen(Request(url, data=body, headers={"Content-Type": "application/json"}), timeout=PATIENCE_S):
                pass
        except (OSError, HTTPException):
            return False
    return True
