"""Where a form may send the browser on to: a page of ours and nowhere else, whatever the form said. Pure."""


def is_own_path(path: str) -> bool:
    """Tell whether this is a path of ours and no other site's address."""
    return path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()


def own_path(path: str) -> str:
    """Return a path if it is ours, else the first page's."""
    return path if is_own_path(path) else "/"
