"""The pages of the matrix: a tree written in place, a ficha tried before saving, one matrix for several units."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from tests.builders_matriz import catalogues, draft, leading, sample, taking_part
from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser
from workflow.db import db


@pytest.fixture
def cast(sqlite_cast: Cast, ahora: datetime) -> Cast:
    catalogues(ahora)
    return sqlite_cast


def browser_of(app: Flask, usuario_id: int) -> Browser:
    browser = Browser(app)
    sign_in(browser.client, usuario_id)
    return browser


@pytest.fixture
def enlace(sqlite_app: Flask, cast: Cast) -> Browser:
    return browser_of(sqlite_app, cast.enlace.usuario_id)


@pytest.fixture
def educacion(sqlite_app: Flask, cast: Cast) -> Browser:
    return browser_of(sqlite_app, cast.enlace_educacion.usuario_id)


@pytest.fixture
def lider(cast: Cast, ahora: datetime) -> int:
    return leading(cast, ahora)


def url(expediente: int, rest: str = "") -> str:
    return f"/expedientes/{expediente}/poa/matriz{rest}"


def narratives(expediente: int) -> dict[str, str]:
    return {row["clave"]: row["resumen"] for row in draft(expediente)["mir"]}


def test_la_matriz_se_lee_como_arbol_y_dice_que_nada_impide_enviarla(enlace: Browser, lider: int) -> None:
    page = enlace.get(url(lider))
    assert page.one("#nivel-C1 .nivel__hijos #nivel-C1A1")
    assert "Nada impide enviarla" in page.text
    assert "Contribuir a" in page.one("#nivel-F1").get_text()
    assert "Actividades del POA que apuntan aquí" in page.one("#nivel-C1").get_text()


def test_se_escribe_un_nivel_en_su_lugar_y_vale_para_sus_dos_indicadores(enlace: Browser, lider: int) -> None:
    document = sample()
    clave = next(r["clave"] for r in document["mir"] if r["numero"] == 2)
    page = enlace.get(url(lider))
    done = enlace.submit(page, f"Guardar {clave}", resumen="La población vive mejor", supuesto="No llueve de más")
    assert f"{clave} se guardó" in done.text
    rows = [row for row in draft(lider)["mir"] if row["clave"] == clave]
    assert [(row["resumen"], row["supuesto"]) for row in rows] == [("La población vive mejor", "No llueve de más")] * 2


def test_las_sugerencias_de_redaccion_salen_al_escribir_y_al_guardar(enlace: Browser, lider: int) -> None:
    page = enlace.get(url(lider))
    fields = page.form("Guardar C1A1") | {"resumen": "Elaborar boletines"}
    piece = enlace.post(url(lider, "/pistas"), fields)
    assert "«Elaboración de …»" in piece.text and "(sugerencia)" in piece.text
    done = enlace.submit(page, "Guardar C1A1", resumen="Elaborar boletines")
    assert "«Elaboración de …»" in done.one("#nivel-C1A1").get_text()
    assert "Nada impide enviarla" in done.text


def test_si_otra_persona_escribio_el_mismo_nivel_se_ensenan_los_dos_textos(
    sqlite_app: Flask, cast: Cast, enlace: Browser, lider: int
) -> None:
    mine = enlace.get(url(lider))
    other = browser_of(sqlite_app, cast.titular.usuario_id)
    other.submit(other.get(url(lider)), "Guardar C1", resumen="Calles arregladas", supuesto="Hay recursos")
    refused = enlace.submit(mine, "Guardar C1", resumen="Calles pavimentadas ayer", supuesto="Hay material")
    assert refused.status == 409
    assert "Calles arregladas" in refused.text
    assert refused.one("#resumen-C1").get_text().strip() == "Calles pavimentadas ayer"
    assert narratives(lider)["C1"] == "Calles arregladas"
    again = enlace.submit(refused, "Guardar C1")
    assert again.status == 200 and narratives(lider)["C1"] == "Calles pavimentadas ayer"


def test_un_cambio_ajeno_en_otro_nivel_no_estorba(sqlite_app: Flask, cast: Cast, enlace: Browser, lider: int) -> None:
    mine = enlace.get(url(lider))
    other = browser_of(sqlite_app, cast.titular.usuario_id)
    other.submit(other.get(url(lider)), "Guardar C2", resumen="Otra cosa hecha", supuesto="Hay recursos")
    assert enlace.submit(mine, "Guardar C1", resumen="Calles pavimentadas").status == 200
    assert narratives(lider)["C1"] == "Calles pavimentadas" and narratives(lider)["C2"] == "Otra cosa hecha"


def test_un_componente_nuevo_y_su_actividad_reciben_la_clave_que_sigue(enlace: Browser, lider: int) -> None:
    before = [k for k in narratives(lider) if "A" not in k and k.startswith("C")]
    page = enlace.submit(enlace.get(url(lider)), "Agregar un componente")
    new = f"C{len(before) + 1}"
    assert f"Se agregó {new}" in page.text
    page = enlace.submit(page, f"Agregar actividad a {new}")
    assert f"Se agregó {new}A1" in page.text
    assert [row["clave"] for row in draft(lider)["mir"]][-2:] == [new, f"{new}A1"]


def test_mover_un_componente_dice_antes_que_sigue(enlace: Browser, lider: int) -> None:
    before, activities = narratives(lider), draft(lider)["actividades"]
    page = enlace.get(url(lider, "/cambio?hacer=bajar&clave=C1"))
    assert "C1 pasa a C2" in page.text and "C1A1 pasa a C2A1" in page.text
    assert "Pasa sola a C2" in page.text
    done = enlace.submit(page, "Sí, bajar C1")
    assert "C1 ahora es C2" in done.text
    after = narratives(lider)
    assert (after["C2"], after["C1"]) == (before["C1"], before["C2"])
    assert [a["componente"] for a in draft(lider)["actividades"]] == [
        {"C1": "C2", "C2": "C1"}.get(a["componente"], a["componente"]) for a in activities
    ]


def test_un_componente_al_que_apunta_otra_unidad_no_cambia_de_clave(
    enlace: Browser, cast: Cast, ahora: datetime
) -> None:
    lider, otra = leading(cast, ahora), taking_part(cast, ahora, ("C1", "C2", "C3"))
    before = narratives(lider)
    refused = enlace.get(url(lider, "/cambio?hacer=bajar&clave=C1"))
    assert refused.status == 409 and "UR-043 A01 (C1)" in refused.text
    page = enlace.get(url(lider, "/cambio?hacer=quitar&clave=C1"))
    assert "Los demás componentes conservan su clave" in page.text
    assert "se avisa a esa unidad" in page.text
    assert "Obra escolar" not in page.text  # a draft of another unit: only its key is told
    enlace.submit(page, "Sí, quitar C1")
    after = narratives(lider)
    assert "C1" not in after and after["C2"] == before["C2"]
    assert [a["componente"] for a in draft(otra)["actividades"]] == ["C1", "C2", "C3"]
    enlace.submit(enlace.get(url(lider, "/cambio?hacer=quitar&clave=C3")), "Sí, quitar C3")
    assert "Se agregó C4" in enlace.submit(enlace.get(url(lider)), "Agregar un componente").text


def test_quitar_un_componente_renumera_y_deja_en_blanco_lo_que_apuntaba(enlace: Browser, lider: int) -> None:
    page = enlace.get(url(lider, "/cambio?hacer=quitar&clave=C1"))
    assert "Se queda sin componente" in page.text and "con su ficha" in page.text
    before, activities = narratives(lider), draft(lider)["actividades"]
    enlace.submit(page, "Sí, quitar C1")
    assert narratives(lider)["C1"] == before["C2"]
    assert [a["componente"] for a in draft(lider)["actividades"]] == [
        {"C1": None, "C2": "C1", "C3": "C2"}[a["componente"]] for a in activities
    ]


def test_si_la_matriz_cambio_mientras_se_leia_se_vuelve_a_decir_que_pasa(
    sqlite_app: Flask, cast: Cast, enlace: Browser, lider: int
) -> None:
    page = enlace.get(url(lider, "/cambio?hacer=quitar&clave=C1"))
    other = browser_of(sqlite_app, cast.titular.usuario_id)
    other.submit(other.get(url(lider)), "Agregar un componente")
    again = enlace.submit(page, "Sí, quitar C1")
    assert again.status == 409 and "cambiaron mientras usted leía" in again.text
    assert "C1" in narratives(lider)
    assert enlace.submit(again, "Sí, quitar C1").status == 200


FICHA: dict[str, Any] = {
    "indicador": "Porcentaje de calles pavimentadas",
    "formula": "(A + C) / B × 100",
    "tipo_formula": "porcentaje",
    "metodo": "((Calles nuevas + Calles reparadas) / Calles) × 100",
    "v1_letra": "A", "v1_nombre": "Calles nuevas", "v1_unidad": "Calle", "v1_fuente": "Bitácora de obra",
    "v2_letra": "B", "v2_nombre": "Calles", "v2_unidad": "Calle", "v2_fuente": "Catastro",
    "v3_letra": "C", "v3_nombre": "Calles reparadas", "v3_unidad": "Calle", "v3_fuente": "Bitácora de obra",
    "cremaa_claro": "si",
}  # fmt: skip


def test_una_ficha_con_tres_variables_se_prueba_y_se_guarda(enlace: Browser, lider: int) -> None:
    page = enlace.get(url(lider, "/ficha/C1/1"))
    tried = enlace.submit(page, "Guardar la ficha", hacer="probar", **FICHA, p1="10", p2="40", p3="5")
    assert "10 + 5 = 15" in tried.text and "15 / 40 = 0.375" in tried.text and "0.375 × 100 = 37.5" in tried.text
    assert "de cumplimiento" in tried.text
    assert "fichas" not in draft(lider)
    piece = enlace.post(url(lider, "/ficha/C1/1/prueba"), tried.form("Guardar la ficha") | {"p2": "0"})
    assert "se divide entre cero" in piece.text
    done = enlace.submit(tried, "Guardar la ficha", hacer="guardar")
    assert "se guardó" in done.text
    saved = draft(lider)
    assert saved["fichas"] == [
        {**saved["fichas"][0], "clave": "C1", "numero": 1, "formula": "(A + C) / B × 100", "cremaa_claro": "si"}
    ]
    assert [(v["letra"], v["nombre"]) for v in saved["variables"]] == [
        ("A", "Calles nuevas"), ("B", "Calles"), ("C", "Calles reparadas")
    ]  # fmt: skip
    row = next(r for r in saved["mir"] if r["clave"] == "C1" and r["numero"] == 1)
    assert (row["indicador"], row["variable_1"], row["variable_2"]) == (
        "Porcentaje de calles pavimentadas", "Calles nuevas", "Calles"
    )  # fmt: skip


def test_abrir_y_guardar_una_ficha_sin_cambios_no_cambia_el_contenido(enlace: Browser, lider: int) -> None:
    before = draft(lider)
    enlace.submit(enlace.get(url(lider, "/ficha/P1/1")), "Guardar la ficha")
    assert draft(lider) == before


@pytest.mark.parametrize(
    ("change", "field", "dice"),
    [
        ({"formula": "(A / B"}, "formula", "no se cierra"),
        ({"formula": "A / X"}, "formula", "X y no está entre las variables"),
        ({"meta_anual": "muchas"}, "meta_anual", "debe ser un número"),
        ({"v1_letra": "B"}, "v2_letra", "ya es de otra variable"),
        ({"v2_nombre": "", "v2_unidad": "Calle"}, "v2_nombre", "Diga qué mide"),
    ],
)
def test_lo_que_esta_mal_en_una_ficha_se_dice_en_su_campo_y_nada_se_pierde(
    enlace: Browser, lider: int, change: dict[str, str], field: str, dice: str
) -> None:
    before = draft(lider)
    page = enlace.submit(
        enlace.get(url(lider, "/ficha/C1/1")), "Guardar la ficha", **{**FICHA, "definicion": "Lo mío", **change}
    )
    assert page.status == 422
    assert dice in page.one(f"#{field}-error").get_text()
    assert page.one("#definicion").get_text().strip() == "Lo mío"
    assert draft(lider) == before


def test_un_segundo_indicador_se_agrega_y_un_tercero_no_cabe(enlace: Browser, lider: int) -> None:
    clave = next(c for c in narratives(lider) if c.startswith("C1A"))
    page = enlace.get(url(lider, f"/ficha/{clave}/2"))
    enlace.submit(page, "Guardar la ficha", **{**FICHA, "indicador": "Otro indicador"})
    assert [r["indicador"] for r in draft(lider)["mir"] if r["clave"] == clave][1] == "Otro indicador"
    assert enlace.get(url(lider, f"/ficha/{clave}/3")).status == 409
    page = enlace.submit(enlace.get(url(lider, f"/ficha/{clave}/2")), "Sí, quitar el indicador 2")
    saved = draft(lider)
    assert len([r for r in saved["mir"] if r["clave"] == clave]) == 1
    assert "fichas" not in saved and "variables" not in saved


def test_las_fichas_se_leen_para_imprimir_por_quien_revisa(
    sqlite_app: Flask, cast: Cast, enlace: Browser, lider: int
) -> None:
    enlace.submit(enlace.get(url(lider, "/ficha/C1/1")), "Guardar la ficha", **FICHA)
    page = enlace.get(url(lider, "/fichas?llave=C1%231"))
    assert len(page.all("article")) == 1
    assert "((A + C) / B) × 100" in page.text and "Catastro" in page.text
    assert len(enlace.get(url(lider, "/fichas")).all("article")) == len(draft(lider)["mir"])
    assert enlace.get(url(lider, "/fichas?llave=X")).status == 404


def test_quien_participa_lee_la_matriz_de_la_lider_y_propone_sin_tocarla(
    sqlite_app: Flask, cast: Cast, enlace: Browser, educacion: Browser, ahora: datetime
) -> None:
    lider, otra = leading(cast, ahora), taking_part(cast, ahora, ("C1", "C9"))
    page = educacion.get(url(otra, "/ajena"))
    assert "todavía la está capturando" in page.text
    assert "apunta a C9, que no está en la matriz" in page.text
    assert educacion.get(url(lider)).status in (403, 404)
    sent = educacion.submit(page, "Enviar la propuesta", clave="C1", propone="Escuelas pavimentadas", motivo="Faltan")
    assert "La propuesta se envió" in sent.text and "Por responder" in sent.text
    shown = enlace.get(url(lider))
    assert "apunta a C9" in shown.text and "Escuelas pavimentadas" in shown.one("#propuesta-1").get_text()
    done = enlace.submit(shown, "Aceptar y escribirlo en la matriz")
    assert narratives(lider)["C1"] == "Escuelas pavimentadas"
    assert "Aceptada" in done.one("#propuesta-1").get_text()
    assert "Aceptada" in educacion.get(url(otra, "/ajena")).text


def test_una_propuesta_sin_porque_se_queda_en_la_forma_y_rechazar_pide_decir_por_que(
    cast: Cast, enlace: Browser, educacion: Browser, ahora: datetime
) -> None:
    lider, otra = leading(cast, ahora), taking_part(cast, ahora)
    page = educacion.submit(educacion.get(url(otra, "/ajena")), "Enviar la propuesta", clave="C1", propone="Otra cosa")
    assert page.status == 409 and page.one("#propone-PP-32").get_text().strip() == "Otra cosa"
    educacion.submit(page, "Enviar la propuesta", motivo="Porque sí")
    shown = enlace.get(url(lider))
    assert enlace.submit(shown, "No aceptar").status == 409
    enlace.submit(shown, "No aceptar", texto="Ya está dicho en C2")
    assert "Ya está dicho en C2" in educacion.get(url(otra, "/ajena")).text


def test_una_unidad_que_no_participa_no_captura_ni_ve_la_matriz(
    sqlite_app: Flask, cast: Cast, educacion: Browser, lider: int
) -> None:
    for rest in ("", "/fichas", "/ajena", "/ficha/C1/1"):
        assert educacion.get(url(lider, rest)).status in (403, 404)


def test_la_pagina_de_cuarenta_indicadores_hace_un_numero_fijo_de_consultas(
    enlace: Browser, cast: Cast, ahora: datetime
) -> None:
    document = sample()
    row = next(r for r in document["mir"] if r["clave"] == "C1A1")
    document["mir"] += [{**row, "clave": f"C1A{n}", "indicador": f"Indicador {n}"} for n in range(20, 50)]
    assert len(document["mir"]) >= 40
    lider = leading(cast, ahora, mir=document["mir"])
    taking_part(cast, ahora)
    for rest in ("", "/fichas", "/ficha/C1/1"):
        asked: list[str] = []

        def note(*args: Any, asked: list[str] = asked) -> None:
            asked.append(args[2])

        event.listen(db.engine, "before_cursor_execute", note)
        assert enlace.client.get(url(lider, rest)).status_code == 200
        event.remove(db.engine, "before_cursor_execute", note)
        assert len([one for one in asked if one.startswith("SELECT")]) <= 30, asked


def test_al_capturar_una_actividad_cada_componente_dice_que_es(
    cast: Cast, educacion: Browser, enlace: Browser, ahora: datetime
) -> None:
    lider, otra = leading(cast, ahora), taking_part(cast, ahora)
    for browser, expediente in ((educacion, otra), (enlace, lider)):
        page = browser.get(f"/expedientes/{expediente}/poa/actividades/fila?clave=A01")
        assert page.one('select[name="componente"] option[value="C1"]').get_text() == "C1 Calles pavimentadas"


def test_quien_no_lidera_llega_desde_su_captura_a_la_matriz_que_comparte(
    sqlite_app: Flask, cast: Cast, educacion: Browser, ahora: datetime
) -> None:
    catalogues(ahora, lidera=False)
    leading(cast, ahora)
    otra = taking_part(cast, ahora, ("C1", "C9"))
    index = educacion.get(f"/expedientes/{otra}/poa")
    assert "la captura la unidad líder" in index.text
    assert "La actividad A02 apunta al componente C9" in index.text
    page = educacion.get(url(otra))
    assert page.one("h1").get_text() == "Matriz del programa"
    assert "Sus actividades aquí: A01" in page.text
    assert educacion.get(url(otra, "/ficha/C1/1")).status == 409
    refused = educacion.post(url(otra, "/agregar"), {**page.form("Enviar la propuesta"), "nivel": "componente"})
    assert refused.status == 409 and "UR-050" in refused.text
