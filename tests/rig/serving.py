"""An application on a free port, served by the server that serves it in production, in a thread of its own."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from tests.rig.parts import free_port


@contextmanager
def serving(application: ASGIApp) -> Iterator[str]:
    """Serve an application; give its address, such as ``http://127.0.0.1:40123``."""
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(application, port=port, log_config=None, access_log=False, timeout_graceful_shutdown=1, ws="none")
    )
    thread = threading.Thread(target=server.run, name=f"serving-{port}")
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert thread.is_alive() and time.monotonic() < deadline, "the server did not start"
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
