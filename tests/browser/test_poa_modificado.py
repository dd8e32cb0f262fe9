"""In a real browser: thirty activities in the grid, observed, answered, validated and, once approved, modified; each
act by whose it is. What the sessions decide is brought by their use cases: they have stories of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.persona import Persona
from tests.browser.sitio import INICIO, Sitio
from tests.browser.test_rejilla import TODO, cell, inside, paste, saved, state
from tests.browser.test_ruta_completa import open_dossier, tabs
from tests.builders_matriz import sample
from workflow.db import db
from workflow.expedientes import service as expedientes

pytestmark = [pytest.mark.lenta, pytest.mark.navegador]
Enter = Callable[..., Persona]
TITULO = "POA 2026 de Obras Públicas, treinta actividades"


def draft(sitio: Sitio) -> int:
    """The POA of the sample with thirty activities whose months are still to be filled in."""
    document = sample()
    first = next(row for row in document["actividades"] if row["tipo_meta"] == "acumulable")
    document["actividades"] = [
        first | {"clave": f"A{n:02}", "descripcion": f"Tramo {n}", "meses": [None] * 12, "total": None}
        for n in range(1, 31)
    ]
    with inside(sitio):
        when: dict[str, Any] = {"actor": sitio.cast.enlace, "ahora": INICIO}
        made = expedientes.crear("poa", "UR-050", "PP-32", 2026, TITULO, **when)
        expedientes.capturar(made, document, 1, **when)
        db.session.remove()
        db.engine.dispose()
    return made


def approve(sitio: Sitio, expediente: int) -> None:
    """The commissions and the Cabildo, by their use cases."""
    cast = sitio.cast
    with inside(sitio):
        later: dict[str, Any] = {"ahora": INICIO + timedelta(hours=2)}
        expedientes.actuar(expediente, "turnar", actor=cast.planeacion, **later)
        expedientes.apply_dictamen(
            expediente, resultado="dictamen_aprobado", sentido="favorable", origen=("sesion", 7),
            actor=cast.comisiones, **later,
        )  # fmt: skip
        expedientes.enlistar(
            expediente, sesion="ordinaria", seccion="asuntos_especificos", origen=("sesion", 12),
            actor=cast.gobierno, **later,
        )  # fmt: skip
        expedientes.apply_resolution(
            expediente, votacion="aprobado", acuerdo_folio="AHC/012/2026", origen=("votacion", 31),
            actor=cast.gobierno, **later,
        )  # fmt: skip
        expedientes.actuar(
            expediente, "publicar", actor=cast.transparencia, parametros={"archivo": "v_aprobada"}, **later
        )
        db.session.remove()
        db.engine.dispose()


def test_treinta_actividades_se_capturan_se_observan_se_validan_y_se_modifican(sitio: Sitio, as_person: Enter) -> None:
    sitio.travel(INICIO)
    expediente = draft(sitio)
    fill_the_grid(as_person, sitio, expediente)
    observe(as_person)
    answer(as_person, sitio, expediente)
    validate(as_person)
    approve(sitio, expediente)
    modify(as_person, sitio, expediente)


def grid(who: Persona, expediente: int) -> Persona:
    who.go(f"/expedientes/{expediente}/poa/actividades/rejilla")
    state(who, TODO)
    return who


def fill_the_grid(as_person: Enter, sitio: Sitio, expediente: int) -> None:
    enlace = grid(as_person("enlace"), expediente)
    cell(enlace, 0, "mes_1").click()
    paste(enlace, "\r\n".join("\t".join(["10"] * 12) for _ in range(30)) + "\r\n")
    state(enlace, TODO)
    assert {row["total"] for row in saved(sitio, expediente)} == {"120"}
    titular = open_dossier(as_person("titular"), TITULO)
    titular.button("Enviar a Planeación").sees("El expediente se envió a Planeación")


def observe(as_person: Enter) -> None:
    revisora = open_dossier(as_person("revisora"), TITULO)
    revisora.button("Tomar la revisión")
    revisora.link("Contenido", within=tabs(revisora)).link("Observar la actividad A03")
    revisora.choose("¿Qué tan grave es?", re.compile("^Bloqueante"))
    revisora.fill("Observación", "El tramo 3 no puede empezar antes de abril.")
    revisora.button("Guardar la observación").sees("La observación O1 se guardó")
    revisora.button("Notificar las observaciones").sees("Las observaciones se notificaron a la dependencia")


def answer(as_person: Enter, sitio: Sitio, expediente: int) -> None:
    enlace = grid(as_person("enlace"), expediente)
    cell(enlace, 2, "mes_1").click()
    for number in ("0", "0", "0", "40"):
        enlace.page.keyboard.type(number)
        enlace.page.keyboard.press("Tab")
    state(enlace, TODO)
    assert saved(sitio, expediente)[2]["meses"][:5] == ["0", "0", "0", "40", "10"]
    titular = open_dossier(as_person("titular"), TITULO)
    titular.link("Observaciones", within=tabs(titular))
    titular.fill("Su respuesta a O1", "El tramo 3 empieza en abril.")
    titular.button("Guardar la respuesta").sees("Su respuesta se guardó")
    titular.button("Enviar a Planeación").sees("El expediente se envió a Planeación")


def validate(as_person: Enter) -> None:
    revisora = open_dossier(as_person("revisora"), TITULO)
    revisora.button("Tomar la revisión")
    revisora.link("Observaciones", within=tabs(revisora))
    revisora.choose("Resultado de O1", "Solventada")
    revisora.button("Guardar la calificación").sees("La calificación se guardó")
    planeacion = open_dossier(as_person("planeacion"), TITULO)
    planeacion.button("Validar").sees("El expediente quedó validado")


def modify(as_person: Enter, sitio: Sitio, expediente: int) -> None:
    """What moves only months is a rescheduling: Planeación authorizes it without the Cabildo."""
    titular = as_person("titular").go(f"/expedientes/{expediente}").link("Abrir una modificación")
    titular.choose("¿Qué tipo de cambio es?", "Recalendarización")
    titular.fill("¿Por qué se modifica?", "Las lluvias retrasaron el tramo 1.")
    titular.button("Abrir una modificación").sees("La modificación está abierta")
    enlace = grid(as_person("enlace"), expediente)
    cell(enlace, 0, "mes_1").click()
    paste(enlace, "\t".join(["0", "20", *["10"] * 10]) + "\r\n")
    state(enlace, TODO)
    titular.go(f"/expedientes/{expediente}").button("Enviar a Planeación")
    revisora = open_dossier(as_person("revisora"), TITULO)
    revisora.button("Tomar la revisión")
    revisora.link("Original y modificado", within=tabs(revisora)).sees("Recalendarización")
    row = revisora.page.get_by_role("main").locator("tr").filter(has_text="A01")
    expect(row.get_by_text("Cambia el calendario")).to_be_visible()
    planeacion = open_dossier(as_person("planeacion"), TITULO)
    planeacion.button("Validar").sees("El expediente quedó validado")
    planeacion.button("Autorizar por delegación").sees("El cambio quedó autorizado por delegación")
    planeacion.sees("Aprobado")
