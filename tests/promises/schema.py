"""Every table of the product, for the promises that are about what is *not* stored."""

from sqlalchemy import Column

from hub.migrations.rows import metadata


def columns() -> list[Column[object]]:
    """Return every column of every table."""
    return [column for table in metadata.sorted_tables for column in table.columns]
