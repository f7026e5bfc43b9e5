"""A test's database is arranged through one connection of its owner, which is gone when the database is."""

import shutil
from pathlib import Path

from sqlalchemy import text

from hub.config import HubConfig
from tests.rig.databases import Cluster, owner
from tests.rig.processes import until

OWNERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND usename = 'anju_owner'"


def test_the_owner_connects_once_and_is_gone_when_the_database_is_given_back(cluster: Cluster, tmp_path: Path) -> None:
    name = cluster.lend()
    config = HubConfig(data_dir=tmp_path / "anju", database=cluster.address(name))
    shutil.copytree(cluster.secrets, config.secrets_dir)
    for key in ("one", "two"):
        with owner(config) as session:
            session.execute(text("INSERT INTO police_attempt VALUES (:key, 1, 2)"), {"key": key})
    with cluster.superuser() as watching:
        assert watching.execute(OWNERS, [name]).fetchone() == (1,)
        cluster.give_back(name)
        until(lambda: watching.execute(OWNERS, [name]).fetchone() == (0,))  # it ends by itself, once it is told to
    assert cluster.lend() == name
    with owner(config) as session:
        assert session.execute(text("SELECT key FROM police_attempt")).all() == []
    cluster.give_back(name)
