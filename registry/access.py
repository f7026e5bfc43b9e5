"""Who opens the register, in which role, for what and when: nobody reads a person's row without having said so.

The purposes are a closed list. One that is not on it is a mistake of ours, so it ends the request instead of being written down.
"""

from dataclasses import dataclass

PURPOSES = frozenset({"access", "building-safety", "claim", "notice", "registration", "retention", "self", "statutory-filing"})
ROLES = frozenset({"landlord", "manager", "resident", "worker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One opening of the register: the account that asks (an id), the role it asks in, what for, and when (``at``, UTC ms).

    Raises ValueError for a role or a purpose that is not on its list.
    """

    actor: str
    role: str
    purpose: str
    at: int

    def __post_init__(self) -> None:
        """Refuse what is not on the lists."""
        if self.purpose not in PURPOSES:
            raise ValueError(f"the register is not opened for {self.purpose!r}")
        if self.role not in ROLES:
            raise ValueError(f"nobody opens the register as {self.role!r}")
