"""Settings: which source wins, where each value came from, and what is refused."""

from pathlib import Path

import pytest

from hub.config import ConfigError, HubConfig, load_config

NOTHING: dict[str, str] = {}


def test_works_without_any_source() -> None:
    loaded = load_config(environ=NOTHING)
    assert loaded.config == HubConfig()
    assert set(loaded.sources.values()) == {"default"}


def test_flag_beats_environment_beats_file_beats_default(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text("people_port = 1001\npolice_port = 1002\naudit_port = 1003\n")
    environ = {"ANJU_PEOPLE_PORT": "2001", "ANJU_POLICE_PORT": "2002"}
    loaded = load_config(file, environ, {"people_port": 3001})
    config = loaded.config
    assert (config.people_port, config.police_port, config.audit_port, config.link_port) == (3001, 2002, 1003, 8473)
    ports = [loaded.sources[f"{name}_port"] for name in ("people", "police", "audit", "link")]
    assert ports == ["flag", "ANJU_POLICE_PORT", str(file), "default"]


def test_the_environment_names_a_file(tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text('site = "east"')
    assert load_config(environ={"ANJU_CONFIG": str(file)}).config.site == "east"


@pytest.mark.parametrize(("key", "hint"), [("people_prot", "Did you mean 'people_port'?"), ("sight", "Did you mean 'site'?"), ("zzz", "")])
def test_an_unknown_key_is_an_error_with_a_suggestion(tmp_path: Path, key: str, hint: str) -> None:
    file = tmp_path / "hub.toml"
    file.write_text(f"{key} = 1")
    with pytest.raises(ConfigError, match=f"unknown key '{key}'") as caught:
        load_config(file, NOTHING)
    assert hint in str(caught.value)
    with pytest.raises(ConfigError, match="unknown key"):
        load_config(environ={f"ANJU_{key.upper()}": "1"})


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("time_zone", "Mars/North", "no such time zone"),
        ("people_port", "seventy", "valid integer"),
        ("people_port", "70000", "less than or equal"),
        ("entry_days", "91", "less than or equal to 90"),
        ("tenancy_days", "31", "less than or equal to 30"),
        ("host", "0.0.0.0", "put a proxy with a certificate"),
        ("host", "example.org", "put a proxy with a certificate"),
        ("database", "mysql://x", "a database is"),
        ("database", "postgresql+psycopg://anju@localhost/anju", "login of its own"),
        ("broker_kind", "carrier-pigeon", "embedded"),
        ("witness_key", "abc", "pattern"),
        ("site", "East Side", "pattern"),
        ("help_phone", "call me", "pattern"),
        ("police_url", "javascript:alert(1)", "pattern"),
        ("town_url", "http://one two", "pattern"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_source(key: str, value: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        load_config(environ={f"ANJU_{key.upper()}": value})
    assert f"{key} (from ANJU_{key.upper()})" in str(caught.value)


def test_a_file_that_is_not_there_or_not_toml_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no file"):
        load_config(tmp_path / "none.toml", NOTHING)
    (tmp_path / "bad.toml").write_text("site = ")
    with pytest.raises(ConfigError, match="cannot be read as TOML"):
        load_config(tmp_path / "bad.toml", NOTHING)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        HubConfig().site = "other"  # type: ignore[misc]


def test_everything_lies_beneath_the_data_folder(tmp_path: Path) -> None:
    config = HubConfig(data_dir=tmp_path)
    assert {config.secrets_dir, config.keys_dir, config.accounts_file, config.sqlite_file} == {
        tmp_path / "secrets",
        tmp_path / "keys",
        tmp_path / "broker-accounts.json",
        tmp_path / "anju.db",
    }
    assert HubConfig(database=f"sqlite:///{tmp_path}/elsewhere.db").sqlite_file == tmp_path / "elsewhere.db"
    assert config.port_of("police") == 8471
