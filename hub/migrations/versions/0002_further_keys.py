"""An authority may have further keys, and a key may be retired; what a look showed is kept. The first revision makes the tables as they are
now, so a database that begins today has all of it already.
"""

from alembic import op
from sqlalchemy import inspect, text

from hub.migrations.rows import make_tables

revision = "0002"
down_revision = "0001"
COLUMNS = {"authority_id": "VARCHAR REFERENCES alerts_issuer (id)", "retired_at": "BIGINT"}


def upgrade() -> None:
    """Go forward; there is no way back but the backup."""
    connection = op.get_bind()
    make_tables(connection)
    there = {column["name"] for column in inspect(connection).get_columns("alerts_issuer")}
    for name, kind in COLUMNS.items():
        if name not in there:
            connection.execute(text(f"ALTER TABLE alerts_issuer ADD COLUMN {name} {kind}"))
