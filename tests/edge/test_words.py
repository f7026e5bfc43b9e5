"""Every sentence of the command line stands in both languages, with the same values, and the machine's own language is spoken."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import edge
from edge.words import ZH, is_chinese
from tests.edge.parts import Table, now_ms, signed_list

SOURCES = [path for path in Path(edge.__file__).parent.rglob("*.py") if path.name != "words.py"]
ARGPARSE = {"positional arguments", "options"}
VALUE = re.compile(r"(?<!{){(\w+)}(?!})")


def constants() -> set[str]:
    trees = [ast.parse(path.read_text("utf-8")) for path in SOURCES]
    return {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def said() -> set[str]:
    calls = [node for path in SOURCES for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    mine = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "say"]
    return {call.args[0].value for call in mine if isinstance(call.args[0], ast.Constant)}


def test_whatever_is_said_is_said_in_both_and_nothing_else_stands_there() -> None:
    assert len(said()) > 60
    assert said() - ZH.keys() == set()
    assert ZH.keys() - constants() - ARGPARSE == set()


@pytest.mark.parametrize("sentence", ZH)
def test_both_hold_the_same_values_and_chinese_has_no_spaces_around_them(sentence: str) -> None:
    assert sorted(VALUE.findall(sentence)) == sorted(VALUE.findall(ZH[sentence]))
    assert not re.search(r"[\u4e00-\u9fff，。：] +{|} +[\u4e00-\u9fff]|[\u4e00-\u9fff] +\d|\d +[\u4e00-\u9fff]", ZH[sentence])


@pytest.mark.parametrize(
    ("environment", "chinese"),
    [
        ({}, False),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW"}, True),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": ""}, False),
    ],
)
def test_the_machine_s_language_is_the_first_that_it_names(environment: dict[str, str], chinese: bool) -> None:
    assert is_chinese(environment) is chinese


def speak(language: str, *arguments: str) -> str:
    environment = {**os.environ, "LC_ALL": language, "PYTHONIOENCODING": "utf-8"}
    told = subprocess.run([sys.executable, "-m", "edge", *arguments], capture_output=True, text=True, check=False, env=environment)
    return told.stdout + told.stderr


def test_an_installer_reads_help_findings_and_mistakes_in_chinese(table: Table) -> None:
    assert "用法：anju-edge enrol" in speak("zh_CN.UTF-8", "enrol", "--help")
    table.hold(*signed_list(now=now_ms()))
    table.show("x")
    found = speak("zh_CN.UTF-8", "doctor", "--config", str(table.config()))
    assert "好   名单：1个凭证" in found and "不行 消息代理：没有应答" in found
    table.settings = {"dor": {"name": "x"}}
    assert "没有dor这项设置：是不是door？" in speak("zh_CN.UTF-8", "doctor", "--config", str(table.config()))
    assert speak("C", "doctor", "--config", "/nowhere.toml") == "anju-edge: /nowhere.toml cannot be read: there is no such file\n"
