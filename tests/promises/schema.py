"""Every table of the product, for the promises that are about what is *not* stored."""

import hub.accounts.tables
import hub.cases.tables
import hub.gateway.tables
import hub.screening.tables
import registry.audit.tables
import registry.tables  # noqa: F401  (importing a tables module registers its rows)
from sqlalchemy import Column
from sqlmodel import SQLModel


def columns() -> list[Column[object]]:
    """Return every column of every table."""
    return [column for table in SQLModel.metadata.sorted_tables for column in table.columns]
