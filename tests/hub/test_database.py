"""The database, as the five processes open it."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

import hub.accounts.tables
from hub.cases.tables import Case
from hub.config import HubConfig
from hub.database import Database, migrate, newest_revision
from hub.screening import issuers
from tests.hub.screening.parts import NOW, public, running_station, signed
from tests.rig.databases import owner


def test_what_is_committed_is_read_by_another_connection(database_config: HubConfig) -> None:
    database = Database(database_config, "police")
    with database.begin() as session:
        session.add(hub.accounts.tables.PoliceAttempt(key="k", failures=1, open_at=2))
    with database.read() as session:
        assert session.execute(text("SELECT failures FROM police_attempt")).all() == [(1,)]
    database.close()


ELDER = Ed25519PrivateKey.from_private_bytes(b"\x0b" * 32)
ISSUERS_BEFORE = (
    "CREATE TABLE alerts_issuer (id VARCHAR NOT NULL PRIMARY KEY, name VARCHAR NOT NULL, public_key VARCHAR NOT NULL UNIQUE,"
    " enrolled_at BIGINT NOT NULL, disabled_at BIGINT)"
)


def test_an_older_database_is_brought_up_and_what_its_issuers_sign_is_verified(database_config: HubConfig) -> None:
    """Before the second revision an authority had one key, no key could be retired, and what a look showed was not kept."""
    with owner(database_config) as session:
        if database_config.on_sqlite:
            session.execute(text("DROP TABLE alerts_issuer"))
            session.execute(text(ISSUERS_BEFORE))
            subject = session.execute(text("SELECT sql FROM sqlite_master WHERE name = 'screening_case_subject'")).scalar_one()
            session.execute(text("DROP TABLE screening_case_subject"))
            session.execute(text(subject.replace("(", "(said VARCHAR NOT NULL, ", 1)))
        else:
            session.execute(text("ALTER TABLE screening.screening_case_subject ADD COLUMN said VARCHAR NOT NULL"))
            session.execute(text("ALTER TABLE alerts.alerts_issuer DROP COLUMN authority_id, DROP COLUMN retired_at"))
        session.execute(text("DROP TABLE cases_shown"))
        session.execute(text("UPDATE anju_revision SET version_num = '0001'"))
        session.execute(text("INSERT INTO alerts_issuer VALUES ('elder', 'Elder Court', :key, 1, NULL)"), {"key": public(ELDER)})
    for _again in range(2):
        migrate(database_config)
    with running_station(database_config) as station:
        with owner(database_config) as session:
            assert session.execute(text("SELECT version_num FROM anju_revision")).scalar() == newest_revision()
            assert issuers.renew(session, "elder", public_key="ab" * 32, now=NOW).authority == "elder"
        alert = station.approve(station.submit(signed(key=ELDER, issuer="elder")).id)
        station.tenant()
        station.screen()
        assert [case.alert_id for case in station.rows(Case, "police")] == [alert.id]
        taken = station.take()
        assert taken is not None
        assert station.open(taken.id).case.alert_id == alert.id
