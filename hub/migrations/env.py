"""Alembic's entry: it runs on the connection that :func:`hub.database.migrate` made as the database's owner, in that one transaction."""

import hub.accounts.tables
import hub.cases.tables
import hub.gateway.tables
import hub.screening.tables
import registry.audit.tables
import registry.tables  # noqa: F401  (importing a tables module registers its rows)
from alembic import context
from sqlmodel import SQLModel

connection = context.config.attributes["connection"]
schema = "public" if connection.dialect.name == "postgresql" else None
context.configure(connection=connection, target_metadata=SQLModel.metadata, version_table="anju_revision", version_table_schema=schema)
context.run_migrations()
