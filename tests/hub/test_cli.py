"""The command line: it answers quickly, suggests, keeps its exit codes, and shows every setting with its source."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hub.config import HubConfig
from hub.health import serve_health
from hub.oversight import statement_file
from hub.secrets import read_signing_key
from tests.rig.processes import REPOSITORY, settings_file, until, with_free_ports

HEAVY = {"sqlalchemy", "sqlmodel", "fastapi", "pydantic", "cryptography", "alembic", "uvicorn", "cv2", "paho", "psycopg", "jinja2"}


def anju(*arguments: str | Path, stdin: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command and return what it said."""
    return subprocess.run(
        [sys.executable, "-m", "hub.cli", *map(str, arguments)],
        cwd=REPOSITORY,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={"PATH": os.environ["PATH"], "TERM": "dumb", "COLUMNS": "200", **environ},
    )


def test_help_imports_nothing_heavy() -> None:
    source = "import sys, hub.cli; print(*sorted(set(m.split('.')[0] for m in sys.modules)))"
    done = subprocess.run([sys.executable, "-c", source], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & HEAVY == set()


def test_help_names_every_command_and_exit_code() -> None:
    done = anju("--help")
    assert done.returncode == 0
    for word in (
        "demo",
        "hub",
        "broker",
        "witness",
        "doctor",
        "config",
        "db",
        "user",
        "gate",
        "key",
        "software",
        "alert",
        "audit",
        "screen",
        "bench",
        "version",
        "130 interrupted",
    ):
        assert word in done.stdout


def test_a_misspelt_command_is_answered_with_a_suggestion() -> None:
    done = anju("dmo")
    assert done.returncode == 2
    assert "Did you mean 'demo'" in done.stderr
    assert anju("hub", "run", "lnk").returncode == 2


def test_every_bench_that_is_named_measures_something() -> None:
    """What several of them share is none: run by its name, it would say nothing and be well."""
    done = anju("bench", "nosuch")
    named = done.stderr.partition("there are ")[2].strip().split(", ")
    assert (done.returncode, "sweep" in named) == (2, True)
    files = {name: REPOSITORY / "tests" / "bench" / f"{name}.py" for name in named}
    assert [name for name, file in files.items() if '__name__ == "__main__"' not in file.read_text("utf-8")] == []


def test_version() -> None:
    assert anju("version").stdout.strip() == "0.1.0"


def test_every_setting_is_shown_with_its_source(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text("police_port = 1\n")
    done = anju("config", "show", "--json", "--config", file, "--set", "audit_port=2", ANJU_PEOPLE_PORT="3")
    shown = json.loads(done.stdout)
    assert {name: shown[f"{name}_port"] for name in ("police", "audit", "people", "link")} == {
        "police": {"value": 1, "from": str(file)},
        "audit": {"value": 2, "from": "flag"},
        "people": {"value": 3, "from": "ANJU_PEOPLE_PORT"},
        "link": {"value": 8473, "from": "default"},
    }
    assert set(shown) == set(HubConfig.model_fields)
    lines = anju("config", "show", "--config", file).stdout.splitlines()
    assert f"police_port = 1    # {file}" in lines


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--set", "people_prot=1"], "Did you mean 'people_port'?"),
        (["--set", "people_port"], "--set wants KEY=VALUE"),
        (["--config", "/nowhere/hub.toml"], "there is no file"),
    ],
)
def test_settings_that_cannot_be_used_are_a_usage_error(arguments: list[str], says: str) -> None:
    done = anju("config", "show", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_is_made_and_accounts_are_added(tmp_path: Path) -> None:
    place = ["--set", f"data_dir={tmp_path / 'hub'}"]
    assert anju("db", "upgrade", *place).returncode == 0
    police = ["user", "add", "--application", "police"]
    unnamed = anju(*police, "--login", "north", "--role", "officer", "--unit", "north", *place, stdin="a long passphrase\n")
    assert (unnamed.returncode, unnamed.stderr.strip()) == (4, "unit-unnamed")
    assert anju("user", "name-unit", "north", "--zh", "城北派出所", "--en", "North Station", *place).returncode == 0
    assert anju("user", "name-unit", "north", "--zh", "城北派出所", "--en", " ", *place).returncode == 4
    made = anju(*police, "--login", "north", "--role", "officer", "--unit", "north", *place, stdin="a long passphrase\n")
    assert made.returncode == 0, made.stderr
    assert len(made.stdout.strip()) == 32
    again = anju(*police, "--login", "North", "--role", "officer", *place, stdin="a long passphrase\n")
    assert (again.returncode, again.stderr.strip()) == (4, "login-taken")
    wrong = anju(*police, "--login", "x", "--role", "landlord", *place, stdin="a long passphrase\n")
    assert wrong.returncode == 2
    assert anju("gate", "list", "--json", *place).stdout.strip() == "[]"


def test_whoever_signs_a_thin_alert_reads_why_it_would_be_refused_and_what_would_be_enough(tmp_path: Path) -> None:
    key, body = tmp_path / "court.key", tmp_path / "body.json"
    assert anju("alert", "keygen", key).returncode == 0
    subject = {"name": "王伟", "birth_date": "1991", "second_identifier": "a scar"}
    thin = {"v": 1, "issuer": "court", "reference": "M-1", "ground": "court_order", "legal_basis": "Act", "expires_at": 2**40}
    for about, says in {
        "birth_date": "It takes the full birth date, or a document number",
        "name": "or full name, full birth date and",
    }.items():
        held = subject if about == "birth_date" else {"name": "王伟"}
        body.write_text(json.dumps(thin | {"subject": held}), "utf-8")
        done = anju("alert", "sign", body, "--key", key)
        assert (done.returncode, done.stdout) == (4, "")
        assert says in done.stderr and "王伟" not in done.stderr


def test_an_alert_is_signed_offline_with_other_names_and_further_documents_of_its_person_and_of_nobody_else(tmp_path: Path) -> None:
    key, body = tmp_path / "court.key", tmp_path / "body.json"
    assert anju("alert", "keygen", key).returncode == 0
    passport = {"kind": "passport", "country": "VNM", "number": "C4018235"}
    subject = {"name": "王伟", "birth_date": "1991-03-07", "aliases": ["王铁柱"], "further_documents": [passport]}
    whole = {"v": 1, "issuer": "court", "reference": "M-1", "ground": "court_order", "legal_basis": "Act", "expires_at": 2**40}
    body.write_text(json.dumps(whole | {"subject": subject}), "utf-8")
    assert json.loads(anju("alert", "sign", body, "--key", key).stdout)["body"]["subject"] == subject
    body.write_text(json.dumps(whole | {"subject": subject | {"aliases": ["王铁柱"] * 6}}), "utf-8")
    refused = anju("alert", "sign", body, "--key", key)
    assert (refused.returncode, refused.stdout) == (4, "")
    assert "subject.aliases: An alert takes at most 5 other names" in refused.stderr and "王" not in refused.stderr


def test_an_authority_renews_its_key_and_ends_the_old_one(tmp_path: Path) -> None:
    place = ["--set", f"data_dir={tmp_path / 'hub'}"]
    anju("db", "upgrade", *place)
    old, new, third = (anju("alert", "keygen", tmp_path / name).stdout.strip() for name in ("old", "new", "third"))
    none = anju("alert", "issuers", *place)
    assert (none.returncode, none.stdout) == (0, "") and "enrol-issuer" in none.stderr
    court = anju("alert", "enrol-issuer", "--name", "法院", "--key", old, *place).stdout.strip()
    again = anju("alert", "enrol-issuer", "--name", "法院", "--key", new, *place)
    assert (again.returncode, again.stdout) == (4, "") and "anju alert renew-key" in again.stderr
    assert anju("alert", "renew-key", court, "--key", new, *place).stdout.strip() == court
    assert anju("alert", "renew-key", "nobody", "--key", third, *place).returncode == 4
    assert anju("alert", "renew-key", court, "--key", "short", *place).returncode == 2
    retired = anju("alert", "retire-key", old, *place)
    assert retired.returncode == 0 and "stay in force" in retired.stderr and "that sign: 1" in retired.stderr
    assert anju("alert", "disable-key", new, *place, stdin="another\n").returncode == 2
    disabled = anju("alert", "disable-key", new, *place, stdin=f"{new}\n")
    assert disabled.returncode == 0 and "matches nobody" in disabled.stderr and f"renew-key {court}" in disabled.stderr
    assert anju("alert", "disable-key", new, "--yes", *place).returncode == 4
    listed = json.loads(anju("alert", "issuers", "--json", *place).stdout)
    assert [(key["authority"], key["name"], key["public_key"]) for key in listed] == [(court, "法院", old), (court, "法院", new)]
    assert [(bool(key["retired_at"]), bool(key["disabled_at"])) for key in listed] == [(True, False), (False, True)]
    assert anju("alert", "issuers", *place).stdout.count(court) == 2


def test_a_database_that_cannot_be_reached_is_a_broken_environment(tmp_path: Path) -> None:
    place = ["--set", f"data_dir={tmp_path}", "--set", "database=postgresql+psycopg://anju_{role}@127.0.0.1:1/none"]
    done = anju("db", "upgrade", *place)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_the_administrator_is_given_the_sql_for_a_new_cluster(tmp_path: Path) -> None:
    place = ["--set", f"data_dir={tmp_path}", "--set", "database=postgresql+psycopg://anju_{role}@127.0.0.1/anju"]
    done = anju("db", "roles", *place)
    assert done.stdout.count("CREATE ROLE anju_") == 6
    assert "\\connect anju\n" in done.stdout
    assert anju("db", "roles", "--set", f"data_dir={tmp_path / 'other'}").returncode == 2


def test_doctor_tells_what_is_wrong_and_what_to_do(sqlite_config: HubConfig) -> None:
    file = settings_file(sqlite_config.model_copy(update={"broker_port": 1, "people_port": 1, "work_port": 1}))
    done = anju("doctor", "--json", "--config", file)
    found = {finding["code"]: finding for finding in json.loads(done.stdout)}
    assert done.returncode == 1
    assert {
        code: found[code]["level"] for code in ("python", "secrets", "database", "broker", "oversight", "production", "process-work")
    } == {
        "python": "well",
        "secrets": "well",
        "database": "well",
        "broker": "warning",
        "oversight": "warning",
        "production": "warning",
        "process-work": "warning",
    }
    assert "not for production yet" in found["production"]["says"]
    (sqlite_config.secrets_dir / "audit.key").chmod(0o644)
    broken = anju("doctor", "--config", file)
    assert broken.returncode == 3
    assert "✘ secrets: others may read" in broken.stdout


def test_doctor_tells_a_process_that_is_not_well_from_one_that_is_silent(sqlite_config: HubConfig) -> None:
    file = settings_file(config := with_free_ports(sqlite_config))
    health = serve_health(config.host, config.work_port, lambda: {"ok": False})

    def is_told_apart() -> bool:  # asked again: the doctor waits half a second for an answer, which a busy machine gives late
        found = {finding["code"]: finding["says"] for finding in json.loads(anju("doctor", "--json", "--config", file).stdout)}
        assert found["process-link"].startswith(f"link does not answer on port {config.link_port}")
        return found["process-work"] == "work answers, but is not well: read its log"

    try:
        until(is_told_apart)
    finally:
        health.shutdown()
        health.server_close()


def test_an_auditor_is_enrolled_with_a_statement_made_elsewhere(sqlite_config: HubConfig, tmp_path: Path) -> None:
    key = tmp_path / "auditor.key"
    public = anju("audit", "keygen", key).stdout.strip()
    assert key.stat().st_mode & 0o777 == 0o600
    assert anju("audit", "keygen", key).returncode == 2
    file = settings_file(sqlite_config.model_copy(update={"auditor_key": public}))
    log_key = anju("audit", "log-key", "--config", file).stdout.strip()
    assert bytes.fromhex(log_key) == read_signing_key(sqlite_config.secrets_dir / "audit.key").public_key().public_bytes_raw()
    said = anju("audit", "sign", log_key, "--key", key).stdout.strip()
    altered = ("1" if said[0] == "0" else "0") + said[1:]
    assert anju("audit", "enrol", altered, "--config", file).returncode == 4
    assert not statement_file(sqlite_config).exists()
    assert anju("audit", "enrol", said, "--config", file).returncode == 0
    assert statement_file(sqlite_config).read_text().strip() == said
