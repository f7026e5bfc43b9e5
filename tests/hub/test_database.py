"""The database, as the five processes open it."""

from sqlalchemy import text

import hub.accounts.tables
from hub.config import HubConfig
from hub.database import Database


def test_what_is_committed_is_read_by_another_connection(database_config: HubConfig) -> None:
    database = Database(database_config, "police")
    with database.begin() as session:
        session.add(hub.accounts.tables.PoliceAttempt(key="k", failures=1, open_at=2))
    with database.read() as session:
        assert session.execute(text("SELECT failures FROM police_attempt")).all() == [(1,)]
    database.close()
