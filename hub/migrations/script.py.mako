"""${message}."""

from alembic import op

revision = "${up_revision}"
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Go forward; there is no way back but the backup."""
    ${upgrades if upgrades else "pass"}
