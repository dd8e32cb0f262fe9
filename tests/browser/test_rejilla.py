"""In a real browser: thirty activities by keyboard and by paste, saved by themselves; a conflict; a cut network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.persona import Persona
from tests.browser.sitio import INICIO, Sitio
from tests.builders_matriz import sample
from workflow import create_app
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Borrador
from workflow.poa import service
from workflow.poa.contenido import empty, empty_row
from workflow.poa.esquema import ACTIVIDADES

pytestmark = [pytest.mark.lenta, pytest.mark.navegador]
Enter = Callable[..., Persona]
TODO = "Todo está guardado."


def thirty(sitio: Sitio, programa: str) -> int:
    """A POA of the unit of the cast, of its own programme, with thirty activities, their months empty."""
    with inside(sitio):
        when: dict[str, Any] = {"actor": sitio.cast.enlace, "ahora": INICIO}
        made = expedientes.crear("poa", "UR-050", programa, 2026, f"POA 2026 de {programa}", **when)
        rows = [
            empty_row(ACTIVIDADES) | {"clave": f"A{n:02}", "descripcion": f"Obra {n}", "tipo_meta": "acumulable"}
            for n in range(1, 31)
        ]
        expedientes.capturar(made, empty(2026) | {"actividades": rows}, 1, **when)
        db.session.remove()
        db.engine.dispose()
    return made


def inside(sitio: Sitio) -> Any:
    return create_app(sitio.settings, MUTE_BELL=True).app_context()


def saved(sitio: Sitio, expediente: int) -> list[dict[str, Any]]:
    with inside(sitio):
        try:
            return list(db.session.get_one(Borrador, expediente).contenido["actividades"])
        finally:
            db.session.remove()
            db.engine.dispose()


def cell(persona: Persona, row: int, field: str) -> Locator:
    return persona.page.locator(".tabulator-row").nth(row).locator(f"[tabulator-field={field}]")


def state(persona: Persona, text: str) -> None:
    expect(persona.page.locator("[data-estado]")).to_have_text(text)


def paste(persona: Persona, text: str) -> None:
    """What Ctrl+V does with a block copied from a workbook."""
    persona.page.evaluate(
        "t => { const d = new DataTransfer(); d.setData('text/plain', t);"
        "document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: d, bubbles: true})); }",
        text,
    )


def test_treinta_actividades_con_teclado_y_pegado_se_guardan_solas(sitio: Sitio, as_person: Enter) -> None:
    sitio.travel(INICIO)
    expediente = thirty(sitio, "PP-41")
    path = f"/expedientes/{expediente}/poa/actividades/rejilla"
    enlace = as_person("enlace").go(path)
    state(enlace, TODO)
    keyboard = enlace.page.keyboard

    cell(enlace, 0, "mes_1").click()
    for typed, key in (("1", "Tab"), ("2", "Tab"), ("9", "Escape"), ("3", "Enter")):
        keyboard.type(typed)
        keyboard.press(key)
    state(enlace, TODO)
    assert saved(sitio, expediente)[0]["meses"][:4] == ["1", "2", "3", None]

    cell(enlace, 0, "mes_1").click()
    paste(enlace, "\r\n".join("\t".join(["1,250.50"] + ["10"] * 11) for _ in range(30)) + "\r\n")
    state(enlace, TODO)
    rows = saved(sitio, expediente)
    assert [row["meses"] for row in rows] == [["1250.5"] + ["10"] * 11] * 30
    assert {row["total"] for row in rows} == {"1360.5"}  # 1,250.50 + 11 × 10
    expect(cell(enlace, 0, "t1")).to_have_text("1,270.5")

    cell(enlace, 1, "mes_2").click()
    keyboard.type("muchas")
    keyboard.press("Enter")
    expect(cell(enlace, 1, "mes_2")).to_have_attribute("aria-invalid", "true")
    enlace.sees("debe ser un número")
    assert saved(sitio, expediente)[1]["meses"][1] == "10"
    keyboard.press("Control+z")
    expect(cell(enlace, 1, "mes_2")).to_have_text("10")
    state(enlace, TODO)
    enlace.check()


def test_dos_personas_en_la_misma_celda_ven_los_dos_valores(sitio: Sitio, as_person: Enter) -> None:
    sitio.travel(INICIO)
    expediente = thirty(sitio, "PP-42")
    enlace = as_person("enlace").go(f"/expedientes/{expediente}/poa/actividades/rejilla")
    state(enlace, TODO)
    with inside(sitio):
        change = {"hacer": "celda", "fila": "x", "campo": "mes_1", "antes": "", "valor": "7"}
        service.guardar_rejilla(
            expediente, "actividades", [change], {"x": "A01"}, actor=sitio.cast.enlace, ahora=INICIO
        )
        db.session.remove()
        db.engine.dispose()
    cell(enlace, 0, "mes_1").click()
    enlace.page.keyboard.type("8")
    enlace.page.keyboard.press("Tab")
    enlace.page.keyboard.type("5")
    enlace.page.keyboard.press("Enter")
    enlace.sees("Guardado: 7. Suyo: 8.")
    assert saved(sitio, expediente)[0]["meses"][:2] == ["7", "5"]
    enlace.page.get_by_role("button", name="Dejar el mío").click()
    state(enlace, TODO)
    assert saved(sitio, expediente)[0]["meses"][:2] == ["8", "5"]


def test_sin_red_lo_escrito_queda_en_el_equipo_y_se_envia_despues(sitio: Sitio, as_person: Enter) -> None:
    sitio.travel(INICIO)
    expediente = thirty(sitio, "PP-43")
    path = f"/expedientes/{expediente}/poa/actividades/rejilla"
    enlace = as_person("enlace").go(path)
    state(enlace, TODO)
    enlace.context.route(
        "**/rejilla", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    cell(enlace, 0, "mes_1").click()
    enlace.page.keyboard.type("4")
    enlace.page.keyboard.press("Enter")
    state(enlace, "Sin conexión: 1 cambio en este equipo. Se enviarán al volver la red.")
    assert saved(sitio, expediente)[0]["meses"][0] is None
    enlace.page.on("dialog", lambda dialog: dialog.accept())
    enlace.page.reload()
    expect(cell(enlace, 0, "mes_1")).to_have_text("4")
    enlace.context.unroute("**/rejilla")
    state(enlace, TODO)
    assert saved(sitio, expediente)[0]["meses"][0] == "4"
    enlace.problems[:] = [one for one in enlace.problems if "ERR_FAILED" not in one]  # the cut of this test


def test_la_matriz_sugiere_mientras_se_escribe_y_prueba_la_formula_sin_guardar(sitio: Sitio, as_person: Enter) -> None:
    sitio.travel(INICIO)
    with inside(sitio):
        when: dict[str, Any] = {"actor": sitio.cast.enlace, "ahora": INICIO}
        made = expedientes.crear("poa", "UR-050", "PP-32", 2026, "POA 2026 con matriz", **when)
        expedientes.capturar(made, sample(), 1, **when)
        db.session.remove()
        db.engine.dispose()
    enlace = as_person("enlace").go(f"/expedientes/{made}/poa/matriz?abrir=C1A1#nivel-C1A1")
    box = enlace.page.locator("#nivel-C1A1").first
    box.get_by_label("Resumen narrativo").fill("Elaborar boletines")
    expect(enlace.page.locator("#pistas-C1A1")).to_contain_text("«Elaboración de …»")
    enlace.check()
    enlace.go(f"/expedientes/{made}/poa/matriz/ficha/C1/1")
    for field, text in (("#formula", "A / B ×"), ("#p1", "45"), ("#p2", "50")):
        enlace.page.locator(field).fill(text)
    expect(enlace.page.locator("#prueba")).to_contain_text("La fórmula no está completa")
    enlace.page.locator("#formula").fill("A / B × 100")
    expect(enlace.page.locator("#prueba")).to_contain_text("El indicador da 90")
    enlace.page.locator("#verde_desde").fill("95")
    expect(enlace.page.locator("#barra")).to_contain_text("95 a 110")
    expect(enlace.page.locator("#prueba")).to_contain_text("92.783505 %")  # 90 of 97
    enlace.check()
    with inside(sitio):
        assert "fichas" not in db.session.get_one(Borrador, made).contenido  # trying saves nothing
        db.session.remove()
        db.engine.dispose()


def test_lo_del_anio_se_reparte_se_deshace_y_una_fila_se_copia(sitio: Sitio, as_person: Enter) -> None:
    sitio.travel(INICIO)
    expediente = thirty(sitio, "PP-40")
    enlace = as_person("enlace").go(f"/expedientes/{expediente}/poa/actividades/rejilla")
    state(enlace, TODO)
    page = enlace.page

    cell(enlace, 0, "mes_1").click()
    page.get_by_text("Repartir lo del año").click()
    page.get_by_label("Meta del año").fill("100")
    page.get_by_label("Cómo").select_option("trimestres")
    page.get_by_role("button", name="Repartir", exact=True).click()
    expect(cell(enlace, 0, "total")).to_have_text("100")
    state(enlace, TODO)
    assert saved(sitio, expediente)[0]["meses"] == ["0", "0", "25"] * 4

    page.get_by_role("button", name="Copiar fila").click()
    expect(cell(enlace, 1, "clave")).to_have_text("A31")
    state(enlace, TODO)
    rows = saved(sitio, expediente)
    assert (rows[1]["clave"], rows[1]["descripcion"], rows[1]["total"]) == ("A31", "Obra 1", "100")

    cell(enlace, 0, "clave").click()
    page.get_by_role("button", name="Bajar fila").click()
    expect(cell(enlace, 0, "clave")).to_have_text("A31")
    state(enlace, TODO)
    assert [row["clave"] for row in saved(sitio, expediente)[:3]] == ["A31", "A01", "A02"]
    enlace.check()
