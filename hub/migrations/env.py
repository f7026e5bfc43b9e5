"""Alembic's entry: it runs on the connection that :func:`hub.database.migrate` made as the database's owner, in that one transaction."""

from alembic import context

from hub.migrations.rows import metadata

connection = context.config.attributes["connection"]
schema = "public" if connection.dialect.name == "postgresql" else None
context.configure(connection=connection, target_metadata=metadata, version_table="anju_revision", version_table_schema=schema)
context.run_migrations()
