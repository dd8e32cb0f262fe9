"""What deploy/ starts is what this program has: its commands, its addresses, its variables."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml
from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def commands() -> list[str]:
    """Every order of Ruta that something starts."""
    found = [one["command"] for one in COMPOSE["services"].values() if "flask" in str(one.get("command"))]
    for unit in UNITS:
        found += re.findall(r"flask --app wsgi [a-z@ -]+", unit.read_text(encoding="utf-8"))
    return [order.strip() for order in found]


@pytest.mark.parametrize("order", sorted(set(commands())))
def test_cada_orden_que_se_arranca_existe(sqlite_app: Flask, order: str) -> None:
    words = shlex.split(order)[3:]
    if words[0] == "db":
        return
    names = [word for word in words if not word.startswith("-")][:2]
    result = sqlite_app.test_cli_runner().invoke(args=[*names, "--help"])
    assert result.exit_code == 0, result.output
    for option in (word for word in words if word.startswith("--")):
        assert option in result.output


def test_los_procesos_del_manual_son_los_que_se_arrancan() -> None:
    manual = (ROOT / "docs" / "operacion.md").read_text(encoding="utf-8")
    for order in ("trabajos worker --sin-reloj", "trabajos reloj", "gunicorn -c deploy/gunicorn.conf.py"):
        assert order in manual
        assert any(order in unit.read_text(encoding="utf-8") for unit in UNITS)


def test_cada_variable_del_ejemplo_la_lee_el_programa_y_esta_en_el_manual() -> None:
    read = (ROOT / "config.py").read_text(encoding="utf-8") + (DEPLOY / "gunicorn.conf.py").read_text(encoding="utf-8")
    manual = (ROOT / "docs" / "operacion.md").read_text(encoding="utf-8")
    given = re.findall(r"^([A-Z_]+)=", (DEPLOY / "ruta.env.ejemplo").read_text(encoding="utf-8"), re.MULTILINE)
    given += list(COMPOSE["x-ruta"]["environment"])
    assert len(given) > 8
    for name in given:
        assert f'"{name}"' in read, name
        assert f"`{name}`" in manual, name


def test_solo_el_proxy_se_ve_desde_fuera_y_nadie_comparte_disco_sin_decirlo() -> None:
    services = COMPOSE["services"]
    assert [name for name, one in services.items() if "ports" in one] == ["proxy"]
    assert "--appendonly yes" in services["cola"]["command"]
    assert all("datos:/datos" in services[name]["volumes"] for name in ("web", "trabajo", "reloj", "esquema"))


def test_lo_que_se_copia_a_la_imagen_existe() -> None:
    for line in (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines():
        if line.startswith("COPY "):
            for name in line.split()[1:-1]:
                assert (ROOT / name).exists(), name
