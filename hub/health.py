"""A word on how a process without pages is doing: ``GET /health`` on loopback, counts and times only."""

import json
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def serve_health(host: str, port: int, state: Callable[[], Mapping[str, object]]) -> ThreadingHTTPServer:
    """Answer ``GET /health`` with what ``state`` returns, from a thread of its own; ``"ok": False`` in it makes the status 503."""

    class Handler(BaseHTTPRequestHandler):
        """Answers one path and is silent otherwise."""

        timeout = 5

        def do_GET(self) -> None:
            """Answer /health as JSON, anything else with 404."""
            answer = dict(state()) if self.path == "/health" else {}
            status = HTTPStatus.NOT_FOUND if not answer else HTTPStatus.OK if answer.get("ok", True) else HTTPStatus.SERVICE_UNAVAILABLE
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing: nobody needs a line for each probe."""

    server = ThreadingHTTPServer((host, port), Handler)
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    return server
