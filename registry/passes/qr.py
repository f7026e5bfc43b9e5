"""A pass as a picture: QR error level M, four quiet modules around it, black on white whatever the page looks like."""

import io

import segno

ERROR_LEVEL = "m"
QUIET_MODULES = 4
MODULE_PIXELS = 8


def png(text: str) -> bytes:
    """Return a picture of one bit a pixel, eight pixels a module: sharp on a telephone and in a copying shop."""
    return _drawn(text, "png", scale=MODULE_PIXELS)


def svg(text: str) -> str:
    """Return an SVG element to stand inside a page or as a file of its own; it scales to what is around it and says nothing by itself."""
    return _drawn(text, "svg", xmldecl=False, svgns=True, omitsize=True, nl=False, light="#fff", svgclass=None, lineclass=None).decode()


def _drawn(text: str, kind: str, **how: object) -> bytes:
    picture = io.BytesIO()
    segno.make_qr(text, error=ERROR_LEVEL, boost_error=False).save(picture, kind=kind, border=QUIET_MODULES, dark="#000", **how)
    return picture.getvalue()
