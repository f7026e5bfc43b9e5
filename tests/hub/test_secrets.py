"""Secrets: made once, readable by nobody else, refused when somebody else could have read them."""

from pathlib import Path

import pytest

from hub.config import HubConfig
from hub.secrets import SecretError, make_secrets, read_key, read_secret, read_signing_key, secret_names


@pytest.fixture
def config(tmp_path: Path) -> HubConfig:
    return HubConfig(data_dir=tmp_path / "data", database="postgresql+psycopg://anju_{role}@localhost/anju")


def test_each_is_made_once_and_closed_to_others(config: HubConfig) -> None:
    make_secrets(config)
    first = {name: read_secret(config.secrets_dir / name) for name in secret_names(config)}
    make_secrets(config)
    assert first == {name: read_secret(config.secrets_dir / name) for name in secret_names(config)}
    assert len(set(first.values())) == len(first) == 13
    assert {(config.secrets_dir / name).stat().st_mode & 0o777 for name in first} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (config.data_dir, config.secrets_dir, config.keys_dir)} == {0o700}


def test_sqlite_has_no_logins(tmp_path: Path) -> None:
    assert not any(name.startswith("db-") for name in secret_names(HubConfig(data_dir=tmp_path)))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o622, 0o644])
def test_one_that_others_may_read_or_write_is_refused(config: HubConfig, mode: int) -> None:
    make_secrets(config)
    path = config.secrets_dir / "registry.kek"
    path.chmod(mode)
    with pytest.raises(SecretError, match="chmod 600"):
        read_key(path)


@pytest.mark.parametrize("content", ["", "short", "ab" * 31, "zz" * 32])
def test_a_key_is_32_bytes_in_hexadecimal(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(SecretError) as caught:
        read_key(path)
    assert not content or content not in str(caught.value)


def test_a_missing_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(SecretError, match="cannot be read"):
        read_secret(tmp_path / "none")


def test_a_signing_key_is_always_the_same(config: HubConfig) -> None:
    make_secrets(config)
    keys = {read_signing_key(config.secrets_dir / "audit.key").public_key().public_bytes_raw() for _ in range(2)}
    assert len(keys) == 1
