"""A door's camera: an MJPEG stream over HTTP on loopback, as a cheap network camera gives it. The gate program opens it with OpenCV."""

import asyncio
from dataclasses import replace

from simulator.scene import BRACKET_READ, BRACKET_SEEN, DAYLIGHT, GRAINS, Corners, Light, Pixels, Scene, as_jpeg, render, with_brackets

FRAMES_A_SECOND = 8
REQUEST_BYTES_MAX = 4096
BOUNDARY = "frame"
PATH = "/door.mjpeg"


class Camera:
    """What stands before one camera, and the stream of it. Frames are rendered only while somebody watches."""

    def __init__(self, *, seed: int = 0) -> None:
        self.port = 0
        self._scene = Scene(seed=seed)
        self._idle: dict[tuple[bool, int], bytes] = {}
        self._moment = 0
        self._newest = b""
        self._fresh = asyncio.Condition()
        self._watchers: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._shutter: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """The stream's address."""
        return f"http://127.0.0.1:{self.port}{PATH}"

    @property
    def sees_picture(self) -> bool:
        """Whether somebody holds a picture up, and the lens is free."""
        return self._scene.picture is not None and not self._scene.covered

    @property
    def covered(self) -> bool:
        """Whether somebody covers the lens."""
        return self._scene.covered

    def hold_up(self, picture: Pixels, *, light: Light = DAYLIGHT, holder: int = 0) -> None:
        """Hold a picture to the camera until it is taken away. ``holder`` decides how it is held."""
        self._scene = replace(self._scene, picture=picture, light=light, seed=holder)

    def take_away(self) -> None:
        """Leave the entrance empty."""
        self._scene = replace(self._scene, picture=None, light=DAYLIGHT)

    def cover(self, covered: bool) -> None:
        """Cover the lens, or uncover it."""
        self._scene = replace(self._scene, covered=covered)

    async def open(self) -> None:
        """Listen on a free port of loopback, from then on in ``port``, and begin to take frames."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=REQUEST_BYTES_MAX)
        self.port = self._server.sockets[0].getsockname()[1]
        self._shutter = asyncio.create_task(self._take_frames())

    async def close(self) -> None:
        """Stop the stream for everybody who watches."""
        if self._server is None or self._shutter is None:
            return
        self._server.close()
        tasks = [self._shutter, *self._watchers]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def still(self, *, opened: bool) -> bytes:
        """Return one frame as JPEG for the town's page, with brackets round the code: green once the door has let its holder in."""
        frame, corners = self._take()
        return as_jpeg(frame if corners is None else with_brackets(frame, corners, BRACKET_READ if opened else BRACKET_SEEN))

    def _take(self) -> tuple[Pixels, Corners | None]:
        return render(replace(self._scene, moment=self._moment))

    async def _take_frames(self) -> None:
        while True:
            await asyncio.sleep(1 / FRAMES_A_SECOND)
            self._moment += 1
            if self._watchers:
                self._newest = await self._frame()
                async with self._fresh:
                    self._fresh.notify_all()

    async def _frame(self) -> bytes:
        """Render off the loop; an empty entrance is rendered once for each sheet of grain and kept."""
        scene = replace(self._scene, moment=self._moment)
        if scene.picture is not None and not scene.covered:
            return await asyncio.to_thread(_photograph, scene)
        key = (scene.covered, self._moment % GRAINS)
        if key not in self._idle:
            self._idle[key] = await asyncio.to_thread(_photograph, replace(scene, moment=key[1]))
        return self._idle[key]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._watchers.add(task)
        try:
            await self._stream(reader, writer)
        except (asyncio.CancelledError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
            pass  # a watcher goes when it likes
        finally:
            self._watchers.discard(task)
            writer.close()

    async def _stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        if request.split(b" ")[:2] != [b"GET", PATH.encode()]:
            writer.write(b"HTTP/1.0 404 Not Found\r\n\r\n")
            return
        writer.write(f"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary={BOUNDARY}\r\n\r\n".encode())
        while True:
            async with self._fresh:
                await self._fresh.wait()
            writer.write(f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(self._newest)}\r\n\r\n".encode())
            writer.write(self._newest + b"\r\n")
            await writer.drain()


def _photograph(scene: Scene) -> bytes:
    return as_jpeg(render(scene)[0])
