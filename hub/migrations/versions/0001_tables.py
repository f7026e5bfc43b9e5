"""The tables of the first release, each in its schema on PostgreSQL: a table's prefix names it."""

from alembic import op
from sqlalchemy import text

from hub.migrations.rows import metadata
from hub.walls import SCHEMAS, schema_of

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything. A table lands in the first schema of the search path, and finds its foreign keys in the others."""
    connection = op.get_bind()
    on_postgresql = connection.dialect.name == "postgresql"
    for schema in SCHEMAS if on_postgresql else ():
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    for table in metadata.sorted_tables:
        if on_postgresql:
            path = ", ".join([schema_of(table.name), *SCHEMAS])
            connection.execute(text(f"SET LOCAL search_path TO {path}"))
        table.create(connection)
