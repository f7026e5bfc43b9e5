"""An expected no: a stable kebab-case code that the desks turn into a sentence in the person's language."""

from collections.abc import Mapping
from types import MappingProxyType


class Refusal:
    """Why something was not done; ``field`` names the input it belongs to, ``detail`` holds numbers and dates for the sentence, never
    identity values.
    """

    __slots__ = ("code", "detail", "field")

    code: str
    field: str | None
    detail: Mapping[str, object]

    def __init__(self, code: str, field: str | None = None, **detail: object) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "field", field)
        object.__setattr__(self, "detail", MappingProxyType(detail))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a refusal is a value."""
        raise AttributeError("a refusal does not change")

    def __eq__(self, other: object) -> bool:
        """Compare by what is said."""
        return isinstance(other, Refusal) and (self.code, self.field, self.detail) == (other.code, other.field, other.detail)

    def __hash__(self) -> int:
        """Hash by code and field."""
        return hash((self.code, self.field))

    def __repr__(self) -> str:
        """Show the code and where it belongs."""
        return f"Refusal({self.code!r}, field={self.field!r})"


class Refused(Exception):
    """One or more refusals, raised through whatever stands between the rule and the desk; the transaction rolls back on its way."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(", ".join(refusal.code for refusal in refusals))
        self.refusals = refusals
