"""An authority may have further keys, and a key may be retired. The first revision makes the tables as they are now, with these columns."""

from alembic import op
from sqlalchemy import inspect, text

revision = "0002"
down_revision = "0001"
COLUMNS = {"authority_id": "VARCHAR REFERENCES alerts_issuer (id)", "retired_at": "BIGINT"}


def upgrade() -> None:
    """Go forward; there is no way back but the backup."""
    connection = op.get_bind()
    there = {column["name"] for column in inspect(connection).get_columns("alerts_issuer")}
    for name, kind in COLUMNS.items():
        if name not in there:
            connection.execute(text(f"ALTER TABLE alerts_issuer ADD COLUMN {name} {kind}"))
