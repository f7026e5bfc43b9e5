"""An application on a free port, served by the server that serves it in production, in a thread of its own."""

import asyncio
import contextlib
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from tests.rig.parts import free_port

PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For callers of what is served here, which is plain HTTP: they would each read the machine's certificates, some 20 ms."""


class _Prompt(uvicorn.Server):
    """Leaves as soon as it is told to: uvicorn's own looks ten times a second whether it shall, and then waits for one tenth more."""

    async def main_loop(self) -> None:
        self._told, self._loop = asyncio.Event(), asyncio.get_running_loop()
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), 1)

    async def shutdown(self, sockets: Any = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=1)
        await self.lifespan.shutdown()

    def end(self) -> None:
        """Tell it from another thread."""
        self.should_exit = True
        self._loop.call_soon_threadsafe(self._told.set)


@contextmanager
def serving(application: ASGIApp) -> Iterator[str]:
    """Serve an application; give its address, such as ``http://127.0.0.1:40123``."""
    port = free_port()
    server = _Prompt(uvicorn.Config(application, port=port, log_config=None, access_log=False, ws="none"))
    thread = threading.Thread(target=server.run, name=f"serving-{port}")
    thread.start()
    deadline = time.monotonic() + 180
    while not server.started:
        assert thread.is_alive() and time.monotonic() < deadline, "the server did not start"
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.end()
        thread.join()
