"""What brings a pass to the gate: a camera and a reader of codes.

OpenCV reads its limits while it is loaded. So they are set here, and nothing of the gate loads OpenCV but by this package.
"""

import os

os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"] = str(64 * 1024 * 1024)
# OpenCV and FFmpeg would write addresses, and with them passwords, to the log.
os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")

# Two cores are enough for a door. OpenCV, and the linear algebra inside it, would else start a thread for each and make them wait for one
# another: 20 ms for what takes a tenth of one.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import cv2

PIXELS_MAX = int(os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"])

cv2.setNumThreads(1)
