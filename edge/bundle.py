"""A gate's software in one file: a zip of the folder ``edge`` and nothing else, made the same way each time."""

import hashlib
import io
import zipfile
from pathlib import Path, PurePosixPath

from edge.files import write_whole
from edge.protocol.messages import RELEASE_BYTES_MAX

PACKAGE = "edge"
SEAL = "digest"
FILES_MAX = 2000
UNPACKED_BYTES_MAX = 4 * RELEASE_BYTES_MAX


class BadBundle(ValueError):
    """The bundle is not what was signed for, or holds what it should not; the text says which."""


def make_bundle(source: Path) -> bytes:
    """Return the zip file of a folder ``edge``: the same bytes for the same files, whenever and wherever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path in sorted(source.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                name = PurePosixPath(PACKAGE, *path.relative_to(source).parts)
                bundle.writestr(zipfile.ZipInfo(str(name), (1980, 1, 1, 0, 0, 0)), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def digest_of(folder: Path) -> str:
    """Return the SHA-256 over names and contents of what was unpacked there, whatever Python has compiled of it."""
    whole = hashlib.sha256()
    for path in sorted((folder / PACKAGE).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            whole.update(str(path.relative_to(folder)).encode() + b"\x00" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def seal(folder: Path) -> None:
    """Note what was unpacked there, so that damage to it is seen."""
    write_whole(folder / SEAL, digest_of(folder).encode())


def is_whole(folder: Path) -> bool:
    """Tell whether all of it is as it was unpacked."""
    try:
        return (folder / SEAL).read_bytes() == digest_of(folder).encode()
    except OSError:
        return False


def unpack(bundle: bytes, folder: Path) -> None:
    """Write a bundle's files below a folder, each synced; raise BadBundle before anything is written that does not belong there."""
    try:
        with zipfile.ZipFile(io.BytesIO(bundle)) as files:
            _judge(files.infolist())
            for info in files.infolist():
                path = folder / info.filename
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, files.read(info), mode=0o644)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise BadBundle("the bundle is no zip file that can be read") from error


def _judge(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > FILES_MAX or sum(one.file_size for one in members) > UNPACKED_BYTES_MAX:
        raise BadBundle("the bundle is too large")
    for one in members:
        path = PurePosixPath(one.filename)
        if one.is_dir() or path.is_absolute() or ".." in path.parts or path.parts[0] != PACKAGE or "\\" in one.filename:
            raise BadBundle("the bundle holds more than the folder edge")
    if not any(one.filename == f"{PACKAGE}/__main__.py" for one in members):
        raise BadBundle("the bundle holds no program")
