"""A camera on the network that a test can freeze: MJPEG over HTTP on loopback."""

import http.server
import threading
from typing import Any

import cv2
import numpy as np

GREY = np.full((240, 320, 3), 128, np.uint8)
BOUNDARY = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"


class Stream:
    """An MJPEG server that can be told to freeze: connections stay open and say nothing."""

    def __init__(self, pixels: Any = GREY) -> None:
        self.frozen = threading.Event()
        self.closing = threading.Event()
        self.connections = 0
        stream = self
        self.show(pixels)

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                stream.connections += 1
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
                self.end_headers()
                try:
                    while not stream.closing.wait(0.04):
                        jpeg = stream.jpeg
                        if stream.frozen.is_set():
                            self.wfile.write(BOUNDARY % len(jpeg) + jpeg[:100])
                            while stream.frozen.is_set() and not stream.closing.wait(0.1):
                                pass
                            return
                        self.wfile.write(BOUNDARY % len(jpeg) + jpeg + b"\r\n")
                except OSError:
                    return

            def log_message(self, *_arguments: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/door.mjpeg"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def show(self, pixels: Any) -> None:
        """Put another picture before the camera."""
        self.jpeg = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
