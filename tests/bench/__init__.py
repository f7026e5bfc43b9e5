"""The measured figures. OpenCV and its linear algebra read their limits while they are loaded, so the gate's readers come first."""

import edge.readers  # noqa: F401
