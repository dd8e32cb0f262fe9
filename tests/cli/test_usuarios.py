"""The administration of users from the console."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from click.testing import Result
from flask import Flask

from tests.cast import CLAVE, Cast
from workflow.db import db
from workflow.kernel.clock import local_date, utc_now
from workflow.people import queries, service


def run(app: Flask, *arguments: str) -> Result:
    result = app.test_cli_runner().invoke(args=["usuarios", *arguments])
    db.session.rollback()
    return result


def roles(correo: str, dia: date) -> list[tuple[str, str | None]]:
    found = queries.usuario_por_correo(correo, dia)
    assert found is not None
    return [(held.rol, held.dependencia) for held in found.vigentes]


NUEVA = ("crear", "primera@fresnillo.test", "--nombre", "Ana Prueba Uno", "--cargo", "Informática")


def test_la_primera_administradora_se_da_de_alta_sin_paginas(sqlite_app: Flask) -> None:
    result = run(sqlite_app, *NUEVA, "--rol", "administrador")
    assert result.exit_code == 0 and "Administración del sistema" in result.output
    clave = result.output.split("al entrar: ")[1].split()[0]
    entrada = service.sign_in("primera@fresnillo.test", clave, ahora=utc_now())
    assert entrada is not None and entrada.debe_cambiar_clave
    assert roles("primera@fresnillo.test", local_date(utc_now())) == [("administrador", None)]


def test_un_cargo_se_asigna_con_fechas_en_cualquiera_de_las_dos_formas(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    result = run(
        sqlite_app, "asignar", "auditor@fresnillo.test", "dependencia_captura", "--dependencia", "UR-043",
        "--desde", "01/03/2026", "--hasta", "2026-03-31",
    )  # fmt: skip
    assert result.exit_code == 0
    held = [roles("auditor@fresnillo.test", date(2026, m, d)) for m, d in ((2, 28), (3, 1), (3, 31), (4, 1))]
    assert [("dependencia_captura", "UR-043") in day for day in held] == [False, True, True, False]


@pytest.mark.parametrize(
    ("arguments", "dice"),
    [
        (("asignar", "nadie@fresnillo.test", "auditoria"), "No hay ninguna persona usuaria con ese correo"),
        (("asignar", "auditor@fresnillo.test", "jefe"), "Elija un cargo de la lista"),
        (("asignar", "auditor@fresnillo.test", "dependencia_titular"), "Elija cuál"),
        (("clave", "nadie@fresnillo.test"), "No hay ninguna persona usuaria"),
        (("crear", "no es correo", "--nombre", "A", "--cargo", "B"), "nombre@dominio"),
        (("crear", "titular@fresnillo.test", "--nombre", "A", "--cargo", "B"), "Ya hay una persona usuaria"),
    ],
)
def test_lo_que_no_puede_ser_termina_en_uno_y_dice_por_que(
    sqlite_app: Flask, sqlite_cast: Cast, arguments: tuple[str, ...], dice: str
) -> None:
    result = run(sqlite_app, *arguments)
    assert result.exit_code == 1 and dice in result.stderr


def test_una_contrasena_provisional_y_desactivar(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    result = run(sqlite_app, "clave", "titular@fresnillo.test")
    clave = result.output.split("al entrar: ")[1].split()[0]
    assert service.sign_in("titular@fresnillo.test", CLAVE, ahora=utc_now()) is None
    assert service.sign_in("titular@fresnillo.test", clave, ahora=utc_now()) is not None
    assert run(sqlite_app, "desactivar", "titular@fresnillo.test").exit_code == 0
    assert service.sign_in("titular@fresnillo.test", clave, ahora=utc_now() + timedelta(seconds=1)) is None


def test_la_lista_en_json_tiene_una_persona_por_linea_y_se_filtra(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    everybody = [json.loads(line) for line in run(sqlite_app, "lista", "--json").output.splitlines()]
    assert len(everybody) == 13
    (one,) = [
        json.loads(line) for line in run(sqlite_app, "lista", "--json", "--buscar", "acuna").output.splitlines()
    ] or [None]
    assert one is not None and one["nombre"] == "Lucía Magdalena Acuña Robles"
    assert one["cargos"] == [
        {"rol": "integrante", "dependencia": None, "desde": "2024-09-15", "hasta": None, "vigente": True}
    ]
    assert len(run(sqlite_app, "lista", "--rol", "planeacion_revisor").output.splitlines()) == 2


@pytest.mark.parametrize("arguments", [(), ("crear",), ("asignar",), ("clave",), ("lista",), ("desactivar",)])
def test_la_ayuda_esta_en_espanol(sqlite_app: Flask, arguments: tuple[str, ...]) -> None:
    result = run(sqlite_app, *arguments, "--help")
    assert result.exit_code == 0 and "Uso:" in result.output and "Muestra esta ayuda" in result.output
    for word in ("Usage", "Options", "Commands", "Show this", "required"):
        assert word not in result.output


@pytest.mark.parametrize(
    ("arguments", "dice"),
    [
        (("borrar",), "No existe el comando «borrar»"),
        (("crear",), "Falta un dato obligatorio"),
        (("asignar", "a@b.test", "auditoria", "--desde", "ayer"), "El valor de «--desde» no se admite"),
    ],
)
def test_un_comando_mal_escrito_se_explica_en_espanol(sqlite_app: Flask, arguments: tuple[str, ...], dice: str) -> None:
    result = run(sqlite_app, *arguments)
    assert result.exit_code == 2 and dice in result.stderr
