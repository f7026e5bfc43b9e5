"""Every table there is, known by importing the modules that own them; only migrations and tests know them all."""

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from hub.accounts import tables as accounts
from hub.cases import tables as cases
from hub.gateway import tables as gateway
from hub.screening import tables as screening
from hub.walls import SCHEMAS, schema_of
from registry import tables as register
from registry.audit import tables as audit

OWNERS = (register, gateway, screening, cases, audit, accounts)

metadata = SQLModel.metadata


def make_tables(connection: Connection) -> None:
    """Create every table that is not there. One lands in the first schema of the search path, and finds its foreign keys in the others."""
    for table in metadata.sorted_tables:
        if connection.dialect.name == "postgresql":
            path = ", ".join([schema_of(table.name), *SCHEMAS])
            connection.execute(text(f"SET LOCAL search_path TO {path}"))
        table.create(connection, checkfirst=True)
