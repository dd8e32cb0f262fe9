"""The pages of the review desk, by clicking: what changed beside what it said, observing from where it is, findings,
checklist, proposal, load of reviewers and the catalogues that the titular edits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import unquote

import pytest
from flask import Flask
from sqlalchemy import event

from tests import builders_padron
from tests.builders_revision import Revision, clean_poa, in_review, large, with_subsidy
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser, Page
from workflow.db import db
from workflow.expedientes import service as expedientes

MAXIMO = 60


@contextmanager
def counted() -> Iterator[list[str]]:
    told: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        told.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def camino(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Revision:
    return in_review(sqlite_cast, ahora, clean_poa(with_subsidy))


@pytest.fixture
def revisora(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "revisora")


def home(camino: Revision) -> str:
    return f"/expedientes/{camino.id}/revision"


def test_la_mesa_de_un_primer_envio_se_lee_entera_sin_nada_marcado(camino: Revision, revisora: Browser) -> None:
    page = revisora.get(home(camino))
    assert page.status == 200
    assert page.all("del") == [] and page.all("ins") == []
    assert {"Identificación", "Actividades", "Presupuesto", "MIR"} <= {h.get_text() for h in page.all("h3")}
    assert page.all(".renglon") and page.all(".mesa-forma tr")


def test_lo_que_cambio_se_ve_palabra_por_palabra_y_celda_por_celda(camino: Revision, revisora: Browser) -> None:
    def change(document: dict[str, object]) -> None:
        document["identificacion"]["problema_central"] += " Además, falta alumbrado."  # type: ignore[index]
        row = document["actividades"][0]  # type: ignore[index]
        row["meses"][0], row["meses"][2] = "14", "6000"  # of 0 and 6014: the year is the same

    camino.again(change)
    page = revisora.get(f"{home(camino)}?ver=cambios")
    field = page.one("[id='identificacion.problema_central']")
    assert [tag.get_text().strip() for tag in field.select("ins")] == ["Además, falta alumbrado."]
    assert field.select("del") == []
    card = page.one(".renglon--cambiado")
    assert [tag.get_text() for tag in card.select("ins")] == ["14", "6,000"]
    assert [tag.get_text() for tag in card.select("del")] == ["0", "6,014"]
    assert len(page.all(".renglon")) == 1  # nothing else changed
    # «actividades» had been observed, the problem had not
    assert "Nadie lo había observado" in field.get_text() and "Nadie lo había observado" not in card.get_text()
    silent = revisora.get(f"{home(camino)}?ver=sin_observar")
    assert (len(silent.all(".renglon")), len(silent.all(".mesa-forma tbody tr"))) == (0, 1)
    assert len(page.all(".mesa-forma tbody tr")) == 1


def test_se_observa_una_celda_desde_su_renglon_con_un_texto_guardado_y_se_vuelve_a_el(
    camino: Revision, revisora: Browser
) -> None:
    page = revisora.get(home(camino))
    link = page.one("[id='actividades[A01]'] .renglon__cabeza a")
    form = revisora.get(str(link["href"]))
    assert form.one("select[name=campo] option[selected]")["value"] == "actividades[A01]"
    filled = revisora.submit(form, "Usar este texto", usar="1", reutilizable="poa-unidad", texto="Antes de nada:")
    assert filled.one("textarea[name=texto]").get_text().strip().startswith("Antes de nada:")
    assert "no permite contar" in filled.one("textarea[name=texto]").get_text()

    fields = {**filled.form("Guardar la observación"), "campo": "actividades[A01].unidad", "tipo": "bloqueante"}
    fields.pop("usar", None)
    saved = revisora.post(f"{home(camino)}/observar", fields)
    assert saved.status == 302 and unquote(saved.location).endswith("#actividades[A01]")
    card = revisora.get(home(camino)).one("[id='actividades[A01]']")
    assert "O1" in card.get_text() and "no permite contar" in card.get_text()


def test_una_observacion_sin_texto_dice_que_falta_y_no_pierde_lo_elegido(camino: Revision, revisora: Browser) -> None:
    form = revisora.get(f"{home(camino)}/observar?campo=presupuesto")
    fields = {**form.form("Guardar la observación"), "tipo": "recomendacion", "texto": "  "}
    fields.pop("usar", None)
    page = revisora.post(f"{home(camino)}/observar", fields)
    assert page.status == 422
    assert page.one("select[name=tipo] option[selected]")["value"] == "recomendacion"


def test_se_observa_todo_el_documento_y_se_ve_arriba(camino: Revision, revisora: Browser) -> None:
    page = revisora.get(home(camino))
    link = next(a for a in page.all("a") if "Observar todo el documento" in a.get_text())
    form = revisora.get(str(link["href"]))
    fields = {**form.form("Guardar la observación"), "texto": "Falta el anexo técnico."}
    fields.pop("usar", None)
    assert revisora.post(f"{home(camino)}/observar", fields).status == 302
    assert "Falta el anexo técnico." in revisora.get(home(camino)).one("section[aria-labelledby=general]").get_text()


def findings(revisora: Browser, camino: Revision) -> Page:
    return revisora.get(f"{home(camino)}?parte=hallazgos")


def test_un_hallazgo_se_acepta_editado_y_otro_se_descarta_con_motivo(camino: Revision, revisora: Browser) -> None:
    page = findings(revisora, camino)
    assert "temporalidad" in page.all(".observacion")[0].get_text()
    refused = revisora.submit(page, "Descartar el hallazgo", motivo="")
    assert refused.status == 422 and "por qué descarta" in refused.one(".resumen-errores").get_text()
    done = revisora.submit(page, "Descartar el hallazgo", motivo="Las reglas la dicen.")
    assert "se descartó" in done.text and "Las reglas la dicen." in done.text
    assert not [one for one in done.all(".observacion") if "temporalidad" in one.get_text()]
    again = revisora.submit(done, "Volver a ofrecer")
    accepted = revisora.submit(again, "Guardar la observación", texto="Diga las fechas.")
    assert "quedó como la observación O1" in accepted.text
    thread = revisora.get(f"/expedientes/{camino.id}/observaciones").one("#obs-O1").get_text()
    assert "Diga las fechas." in thread


def test_varios_hallazgos_marcados_se_aceptan_juntos(camino: Revision, revisora: Browser) -> None:
    page = findings(revisora, camino)
    marked = [str(box["value"]) for box in page.all("input[name=huellas]")]
    form = {**page.form("Aceptar los marcados"), "huellas": marked, "decision": "aceptar_varios"}
    done = revisora.post(f"{home(camino)}/hallazgos", form, follow_redirects=True)
    assert f"Se guardaron {len(marked)} observaciones" in done.text
    nothing = revisora.post(f"{home(camino)}/hallazgos", {**form, "huellas": [], "llave": "otra"})
    assert nothing.status == 422


def test_la_lista_se_guarda_por_partes_y_una_nota_que_falta_no_borra_lo_contestado(
    camino: Revision, revisora: Browser
) -> None:
    page = revisora.get(f"{home(camino)}?parte=lista")
    refused = revisora.submit(page, "Guardar la lista", **{"r-poa-mir": "cumple", "r-poa-metas": "no_cumple"})
    assert refused.status == 422 and "lleva una nota" in refused.one(".resumen-errores").get_text()
    assert refused.one("#r-poa-mir-cumple").has_attr("checked")
    saved = revisora.submit(refused, "Guardar la lista", **{"n-poa-metas": "Sin antecedente.", "r-poa-mir": "cumple",
                                                           "r-poa-metas": "no_cumple"})  # fmt: skip
    assert "La lista se guardó" in saved.text
    assert saved.one("#n-poa-metas")["value"] == "Sin antecedente."


def test_quien_revisa_propone_y_la_titular_lo_regresa(sqlite_app: Flask, camino: Revision, revisora: Browser) -> None:
    page = revisora.get(f"{home(camino)}?parte=lista")
    proposed = revisora.submit(page, "Proponer la validación", nota="Revisé metas y presupuesto.")
    assert "Quedó propuesto para validar" in proposed.text
    assert "Regresar a quien revisa" not in proposed.text
    planeacion = browser_of(sqlite_app, camino.cast, "planeacion")
    desk = planeacion.get(f"{home(camino)}?parte=lista")
    back = planeacion.submit(desk, "Regresar a quien revisa", nota="Falta el capítulo 4000.")
    assert "regresó a quien revisa" in back.text
    assert "Falta el capítulo 4000." in revisora.get(f"{home(camino)}?parte=lista").text


def test_la_mesa_es_de_planeacion(sqlite_app: Flask, camino: Revision) -> None:
    for who in ("enlace", "titular", "auditor", "regidora"):
        assert browser_of(sqlite_app, camino.cast, who).get(home(camino)).status == 403
    tabs = browser_of(sqlite_app, camino.cast, "enlace").get(f"/expedientes/{camino.id}").one(".pestanas").get_text()
    assert "Mesa de revisión" not in tabs


def test_el_poa_mas_grande_cuesta_las_mismas_consultas_que_el_mas_chico(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, revisora: Browser
) -> None:
    small = in_review(sqlite_cast, ahora)
    small.again(lambda document: None)
    revisora.get(home(small))  # what is read once per process
    with counted() as few:
        assert revisora.get(home(small)).status == 200
    small.again(large)
    with counted() as many:
        page = revisora.get(f"{home(small)}?seccion=actividades")
    assert page.status == 200 and len(page.all(".renglon")) == 40  # a page of the two hundred
    assert len(many) <= len(few), (len(few), len(many))
    assert len(many) <= MAXIMO
    body = page.response.get_data()
    assert len(body) < 600_000


@pytest.fixture
def planeacion(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "planeacion")


def test_la_titular_asigna_varios_y_se_dice_el_resultado_de_cada_uno(
    camino: Revision, planeacion: Browser, revisora: Browser
) -> None:
    other = Revision(camino.cast, camino.ahora, clean_poa(), programa="PP-33")
    other.do("titular", "enviar")
    page = planeacion.get("/revision")
    assert "1 sin asignar" in page.text
    form = {**page.form("Asignar los marcados"), "ids": [str(camino.id), str(other.id)],
            "revisor": str(camino.cast.revisora.usuario_id)}  # fmt: skip
    done = planeacion.post("/revision/asignar", form)
    told = done.one("section[aria-labelledby=resultados]").get_text()
    assert "asignado" in told and f"ya está asignado a {camino.cast.revisora.nombre}" in told
    nothing = planeacion.post("/revision/asignar", {**form, "ids": []})
    assert nothing.status == 422 and "Elija al menos un expediente" in nothing.text
    hers = revisora.get("/revision")
    assert "Asignar los marcados" not in hers.text
    assert revisora.post("/revision/asignar", {**form, **token(hers)}).status == 403


def token(page: Page) -> dict[str, str]:
    return {"csrf_token": str(page.all("input[name=csrf_token]")[0]["value"])}


def test_quien_se_sugiere_recibe_lo_marcado(camino: Revision, planeacion: Browser) -> None:
    other = Revision(camino.cast, camino.ahora, clean_poa(), programa="PP-33")
    other.do("titular", "enviar")
    page = planeacion.get("/revision?filtro=sin_revisor")
    form = {**page.form("Asignar los marcados"), "ids": [str(other.id)], "revisor": "sugerido"}
    assert planeacion.post("/revision/asignar", form).status == 200
    assert "Nada por repartir" in planeacion.get("/revision?filtro=sin_revisor").text


def test_el_reparto_cuesta_lo_mismo_con_uno_que_con_muchos(camino: Revision, planeacion: Browser) -> None:
    planeacion.get("/revision")
    with counted() as few:
        planeacion.get("/revision")
    for n in range(3):
        Revision(camino.cast, camino.ahora, clean_poa(), programa=f"PP-4{n}").do("titular", "enviar")
    with counted() as many:
        planeacion.get("/revision")
    assert len(many) == len(few)


def test_un_texto_guardado_se_agrega_se_cambia_y_se_ofrece_al_observar(camino: Revision, planeacion: Browser) -> None:
    page = planeacion.get("/revision/textos")
    bad = planeacion.submit(page, "Guardar el texto", tipo="poa", categoria="", texto="Aclare la fuente del dato.")
    assert bad.status == 422 and bad.one("#texto-nuevo").get_text().strip() == "Aclare la fuente del dato."
    saved = planeacion.submit(bad, "Guardar el texto", tipo="poa", categoria="Datos", tipo_observacion="bloqueante")
    assert "El texto se guardó" in saved.text
    options = planeacion.get(f"{home(camino)}/observar?campo=presupuesto").one("select[name=reutilizable]").get_text()
    assert "Datos: Aclare la fuente del dato." in options


def test_la_lista_y_los_umbrales_se_cambian_con_fecha_y_fundamento(planeacion: Browser, camino: Revision) -> None:
    page = planeacion.get("/revision/lista")
    bad = planeacion.submit(page, "Guardar la pregunta", tipo="poa", pregunta="¿Trae minuta?", fundamento="")
    assert bad.status == 422 and "¿Trae minuta?" in bad.one("#pregunta-nueva").get_text()
    saved = planeacion.submit(bad, "Guardar la pregunta", tipo="poa", fundamento="Por confirmar", orden="1")
    assert "La lista de revisión se guardó" in saved.text
    assert "¿Trae minuta?" in planeacion.get(f"{home(camino)}?parte=lista").text

    page = planeacion.get("/revision/umbrales")
    bad = planeacion.submit(page, "Guardar el umbral", valor="40", fundamento="")
    assert bad.status == 422 and bad.one("#valor-meta_lejana")["value"] == "40"
    saved = planeacion.submit(bad, "Guardar el umbral", valor="40", fundamento="Oficio de prueba")
    assert "Meta lejos del año anterior: 40 %" in saved.text


def test_los_catalogos_los_ve_planeacion_y_los_cambia_su_titular(revisora: Browser, camino: Revision) -> None:
    for path in ("/revision/textos", "/revision/lista", "/revision/umbrales"):
        page = revisora.get(path)
        assert page.status == 200 and page.all("main form") == []
        assert revisora.post(path, token(page)).status == 403


def test_la_titular_pide_la_segunda_revision_desde_una_fecha(
    planeacion: Browser, camino: Revision, revisora: Browser
) -> None:
    page = planeacion.get("/revision/umbrales")
    bad = planeacion.submit(page, "Guardar la regla", valor="requerida", fundamento="")
    assert bad.status == 422 and bad.one("#valor-segunda_revision option[selected]")["value"] == "requerida"
    saved = planeacion.submit(bad, "Guardar la regla", fundamento="Oficio de prueba")
    assert "La regla se guardó" in saved.text and "Oficio de prueba" in saved.text
    assert "Hoy rige la segunda revisión" in revisora.get(f"{home(camino)}?parte=lista").text
    assert "debe proponerlo desde la mesa de revisión" in planeacion.get(home(camino)).text


def test_un_padron_se_revisa_en_la_misma_mesa_con_su_propia_lista(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, revisora: Browser
) -> None:
    padron = builders_padron.Expediente(sqlite_cast, ahora)
    padron.loaded()
    for who, accion in (("titular_educacion", "enviar"), ("revisora", "tomar_revision")):
        expedientes.actuar(padron.id, accion, actor=getattr(sqlite_cast, who), ahora=padron.tick())
    home = f"/expedientes/{padron.id}/revision"
    page = revisora.get(home)
    assert "Reglas de operación, nombre" in page.one(".mesa-forma").get_text()
    assert builders_padron.ANA not in page.text  # who receives is never on the desk
    link = next(a for a in page.all(".mesa-forma a") if "entrada en vigor" in a.get_text())
    form = revisora.get(str(link["href"])).form("Guardar la observación")
    form.pop("usar", None)
    assert revisora.post(f"{home}/observar", {**form, "texto": "Falta su publicación."}).status == 302
    assert "Falta su publicación." in revisora.get(home).text
    assert "reglas de operación están vigentes" in revisora.get(f"{home}?parte=lista").text
    assert "Ningún hallazgo por decidir" in revisora.get(f"{home}?parte=hallazgos").text
