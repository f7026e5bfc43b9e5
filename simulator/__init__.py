"""A town to practise on: real gate programs on pretend doors. It enters the hub by the front door only, by HTTP and MQTT."""

import os

# Read by OpenCV when it is loaded: a picture of a hundred kilobytes can ask for gigabytes.
os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", "20000000")
