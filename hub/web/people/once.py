"""A form's own token: what is sent twice under it is made once, by a page and by the API alike."""

from secrets import token_urlsafe
from typing import Annotated

from fastapi import Header
from pydantic import Field

BYTES, MOST = 16, 200
TokenText = Annotated[str, Field(max_length=MOST)]
TokenDep = Annotated[str, Header(max_length=MOST, description="one for each thing to be made, such as a UUID")]


def new_token() -> str:
    """Return the token of a form that is shown now."""
    return token_urlsafe(BYTES)
