"""Templates that are compiled once for both languages and all processes that share the tests, which would take each of them two seconds a
language.
"""

import functools
import os
from collections.abc import Iterator

import pytest
from jinja2 import FileSystemBytecodeCache

from hub.web.layout import templates


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what Jinja compiles, by what stands in a template, beside the folders of this run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "templates"
    folder.mkdir(exist_ok=True)
    kept = functools.partial(templates.Environment, bytecode_cache=FileSystemBytecodeCache(str(folder)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "Environment", kept)
        yield
