"""The tables of the first release, each in its schema on PostgreSQL: a table's prefix names it."""

from alembic import op
from sqlalchemy import text

from hub.migrations.rows import make_tables
from hub.walls import SCHEMAS

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    connection = op.get_bind()
    for schema in SCHEMAS if connection.dialect.name == "postgresql" else ():
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    make_tables(connection)
