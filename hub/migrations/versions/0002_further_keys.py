"""An authority may have further keys, and a key may be retired; what a look showed is kept. The first revision makes the tables as they are
now, so a database that begins today has all of it already.
"""

from alembic import op
from sqlalchemy import inspect, text

from hub.migrations.rows import make_tables

revision = "0002"
down_revision = "0001"
ISSUERS, SUBJECTS = "alerts_issuer", "screening_case_subject"
COLUMNS = {"authority_id": "VARCHAR REFERENCES alerts_issuer (id)", "retired_at": "BIGINT"}


def upgrade() -> None:
    """Go forward; there is no way back but the backup."""
    connection = op.get_bind()
    make_tables(connection)
    there = {table: {column["name"] for column in inspect(connection).get_columns(table)} for table in (ISSUERS, SUBJECTS)}
    for name, kind in COLUMNS.items():
        if name not in there[ISSUERS]:
            connection.execute(text(f"ALTER TABLE {ISSUERS} ADD COLUMN {name} {kind}"))
    if "said" in there[SUBJECTS]:  # it wants a value, and no row has one any more: what a look showed stands beside the look
        connection.execute(text(f"ALTER TABLE {SUBJECTS} DROP COLUMN said"))
