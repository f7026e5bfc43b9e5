"""Everything that somebody can see of the police application: each address that a link or a rule leads to, asked for and compared whole."""

import re
from collections.abc import Iterator

import httpx

from hub.cases.case import Officer
from tests.hub.web.police.parts import PAGE, Precinct

LINK = re.compile(r"""(?:href|action)=["'](/[^"'#]*)""")
API = ("/cases", "/alerts", "/me")
BEGIN = ("/c", "/account")
OF_A_CASE = (
    ("GET", "/cases/{name}", None),
    ("GET", "/cases/{name}/looks", None),
    ("POST", "/cases/{name}/open", {"reason": "x"}),
    ("POST", "/cases/{name}/open", {"reason": ""}),
    ("POST", "/cases/{name}/outcome", {"outcome": "undecided", "reason": "x"}),
    ("POST", "/cases/{name}/outcome", {}),
    ("POST", "/cases/{name}/close", {}),
)
PAGES_OF_A_CASE = (
    ("GET", "/c/{name}", None),
    ("GET", "/c/{name}/open", None),
    ("POST", "/c/{name}/open", {"text": "x"}),
    ("POST", "/c/{name}/open", {"text": ""}),
    ("GET", "/c/{name}/decide", None),
    ("POST", "/c/{name}/decide", {"outcome": "undecided", "text": "x", "step": "save"}),
    ("POST", "/c/{name}/decide", {}),
    ("GET", "/c/{name}/close", None),
    ("POST", "/c/{name}/close", {}),
)


def shown(answer: httpx.Response) -> bytes:
    """Return an answer whole but for when it was given: status, headers, body."""
    headers = sorted(f"{name}: {value}" for name, value in answer.headers.items() if name not in ("date", "set-cookie"))
    return "\n".join([str(answer.status_code), *headers, ""]).encode() + answer.content


def crawl(precinct: Precinct, officer: Officer, language: str = "zh") -> dict[str, bytes]:
    """Return every page that links lead to from the first, and every list of the API, as this person sees them."""
    browser = precinct.caller(officer, page=True, language=language)
    found, waiting = {}, list(BEGIN)
    while waiting:
        path = waiting.pop()
        if path not in found and not path.startswith(("/static", "/sign-")):
            answer = browser.get(path)
            found[path] = shown(answer)
            waiting += LINK.findall(answer.text)
    program = precinct.caller(officer, language=language)
    return found | {f"API {path}": shown(program.get(path)) for path in API}


def prying(precinct: Precinct, officer: Officer | None, case_id: str, number: str) -> Iterator[tuple[str, bytes]]:
    """Try everything there is to do with a case, by id for a program and by number in a browser; give each answer with those masked."""
    program, browser = precinct.caller(officer), precinct.caller(officer, page=True)
    for nth, (method, path, body) in enumerate(OF_A_CASE):
        answer = program.request(method, path.format(name=case_id), json=body)
        yield f"{nth} {path}", shown(answer).replace(case_id.encode(), b"*" * len(case_id))
    for nth, (method, path, form) in enumerate(PAGES_OF_A_CASE):
        answer = browser.request(method, path.format(name=number), data=form)
        yield f"{nth} {path}", shown(answer).replace(number.encode(), b"*" * len(number))


__all__ = ["PAGE", "crawl", "prying", "shown"]
