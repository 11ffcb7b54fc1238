"""What is deployed: nothing runs as root or writes beside its data, and dashboards ask for what is really counted."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from bot.metrics import Metrics
from bot.settings import Settings
from tests.house.files import ROOT

DEPLOY = ROOT / "deploy"
NAMED = re.compile(r"\b((?:onward|process)_[a-z_]+)\b")


def counted() -> set[str]:
    """The names of every sample that the bot can tell."""
    metrics = Metrics()
    metrics.ended("help", "done")
    names = {
        name for line in metrics.text().decode().splitlines() for name in NAMED.findall(line.split("{")[0])
    }
    return names | {f"{name}_{part}" for name in names for part in ("bucket", "sum", "count", "total")}


def unit(name: str) -> dict[str, list[str]]:
    """The [Service] of a unit; a setting may stand there several times."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / name).read_text("utf-8").splitlines():
        key, _, value = line.partition("=")
        if value and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


def compose() -> Any:
    return yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


def test_every_panel_asks_for_something_that_is_counted() -> None:
    dashboard = json.loads((DEPLOY / "grafana-dashboard.json").read_text("utf-8"))
    asked = {target["expr"] for panel in dashboard["panels"] for target in panel["targets"]}
    assert len(asked) > 10
    assert {name for expression in asked for name in NAMED.findall(expression)} <= counted()
    assert all(panel["description"] for panel in dashboard["panels"])


def test_every_alert_asks_for_something_that_is_counted_and_says_what_to_do() -> None:
    [group] = yaml.safe_load((DEPLOY / "alerts.yaml").read_text("utf-8"))["groups"]
    for rule in group["rules"]:
        assert set(NAMED.findall(rule["expr"])) <= counted(), rule["alert"]
        assert rule["annotations"]["summary"]
        assert rule["annotations"]["description"]


def test_a_metric_that_is_not_there_would_be_noticed() -> None:
    assert not set(NAMED.findall("rate(onward_smiles_total[5m])")) <= counted()


@pytest.mark.parametrize("name", ["onward.service", "onward-backup.service"])
def test_the_unit_is_nobody_and_writes_its_data_alone(name: str) -> None:
    service = unit(name)
    assert service["User"] == ["onward"]
    assert service["ProtectSystem"] == ["strict"]
    assert service["StateDirectory"] == ["onward"]
    assert service["NoNewPrivileges"] == ["yes"]
    assert "ONWARD_DATA=/var/lib/onward" in service["Environment"][0]
    assert not {"ReadWritePaths", "ReadWriteDirectories"} & service.keys()


@pytest.mark.parametrize("name", ["onward.service", "onward-backup.service"])
def test_the_example_of_settings_leaves_alone_what_the_unit_sets(name: str) -> None:
    """Its copy is the EnvironmentFile, which goes before Environment (systemd.exec), even where a value is empty."""
    own = {one.partition("=")[0] for one in unit(name)["Environment"][0].split()}
    example = (ROOT / ".env.example").read_text("utf-8")
    assert own & set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == set()


def test_what_an_operator_types_runs_as_the_unit_does() -> None:
    service = unit("onward.service")
    guide = (ROOT / "docs" / "operators.md").read_text("utf-8")
    [typed] = re.findall(r"^systemd-run (?:.*\\\n)*.*$", guide, re.MULTILINE)
    assert f"--uid={service['User'][0]} " in typed
    assert f"--working-directory={service['WorkingDirectory'][0]} " in typed, "where `-m bot` is found"
    assert f"-p EnvironmentFile={service['EnvironmentFile'][0]} " in typed
    assert f"-E {service['Environment'][0].split()[0]} " in typed
    assert f" {service['ExecStart'][0].removesuffix('run')}" in typed


def test_a_stop_has_time_to_finish() -> None:
    assert int(unit("onward.service")["TimeoutStopSec"][0]) > 10
    assert int(compose()["services"]["bot"]["stop_grace_period"].removesuffix("s")) > 10


def test_systemd_understands_the_units() -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:  # a machine without systemd; its own parser is the only one that knows
        return
    units = [str(path) for path in sorted(DEPLOY.glob("onward*"))]
    said = subprocess.run([tool, "verify", *units], capture_output=True, text=True).stderr
    about_ours = [line for line in said.splitlines() if "onward" in line and "is not executable" not in line]
    assert about_ours == []


def test_the_container_is_nobody_and_can_write_its_data_alone() -> None:
    bot = compose()["services"]["bot"]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert bot["security_opt"] == ["no-new-privileges:true"]
    assert bot["volumes"] == ["keys:/data"]
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    assert lines.index("USER onward") < lines.index('CMD ["python", "-m", "bot", "run"]')
    assert "ports" not in bot, "metrics are for the inside"


def test_the_logs_of_the_containers_do_not_grow_for_ever() -> None:
    for service in compose()["services"].values():
        assert {"max-size", "max-file"} == service["logging"]["options"].keys()


def test_the_container_is_given_every_setting() -> None:
    known = {field.alias or name.upper() for name, field in Settings.model_fields.items()}
    assert known - set(compose()["services"]["bot"]["environment"]) == {"ONWARD_DATA"}, "its own: /data"


def test_the_tools_for_backups_are_of_the_database_s_version() -> None:
    server = re.search(r"postgres:(\d+)", compose()["services"]["database"]["image"])
    client = re.search(r"postgresql-client-(\d+)", (ROOT / "Dockerfile").read_text("utf-8"))
    assert server
    assert client
    assert server[1] == client[1]


def test_units_are_ini_files() -> None:
    for path in DEPLOY.glob("onward*"):
        parser = configparser.ConfigParser(strict=False, interpolation=None)
        parser.optionxform = str  # type: ignore[assignment,method-assign]  # as the documentation of configparser does
        parser.read_string(path.read_text("utf-8"))
        assert "Unit" in parser
