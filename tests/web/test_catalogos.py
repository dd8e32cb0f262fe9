"""The classifiers of a year: uploaded, checked against the ones in force, applied, copied, and kept by version."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import event

from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser, Page
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Borrador
from workflow.kernel.actor import SISTEMA
from workflow.poa import queries, service
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA, read_rows
from workflow.poa.models import CatalogoCarga, CatalogoVersion

FUENTES = "clave,nombre\n11,Recursos fiscales municipales\n15,Recursos federales\n18,Remanentes\n"


@pytest.fixture
def cast(sqlite_cast: Cast, ahora: datetime) -> Cast:
    service.load_catalogos(read_rows(CARPETA_DE_MUESTRA), 2026, actor=SISTEMA, ahora=ahora)
    return sqlite_cast


def browser_of(app: Flask, usuario_id: int) -> Browser:
    browser = Browser(app)
    sign_in(browser.client, usuario_id)
    return browser


@pytest.fixture
def planeacion(sqlite_app: Flask, cast: Cast) -> Browser:
    return browser_of(sqlite_app, cast.planeacion.usuario_id)


def upload(browser: Browser, text: str, clave: str = "fuentes", follow: bool = True) -> Page:
    page = browser.get(f"/catalogos/2026/{clave}")
    fields: dict[str, Any] = {**page.form("Subir y ver"), "archivo": (io.BytesIO(text.encode()), f"{clave}.csv")}
    path = f"/catalogos/2026/{clave}/cargas"
    return browser.post(path, fields, content_type="multipart/form-data", follow_redirects=follow)


def asked(call: Callable[[], Any]) -> int:
    """How many statements a call sends to the database."""
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        call()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def fuentes() -> dict[str, str]:
    db.session.rollback()
    return dict(queries.catalogos(2026).fuentes)


def poa_with_source(cast: Cast, ahora: datetime, fuente: str) -> str:
    """A POA in course whose budget uses that source; returns its folio."""
    expediente = expedientes.crear("poa", "UR-050", "PP-32", 2026, "POA 2026 de Obras", actor=cast.enlace, ahora=ahora)
    draft = db.session.get_one(Borrador, expediente)
    document = {**draft.contenido, "presupuesto": [{"partida": "2110", "fuente": fuente, "meses": [0] * 12}]}
    expedientes.capturar(expediente, document, draft.revision, actor=cast.enlace, ahora=ahora)
    return f"/expedientes/{expediente}"


def test_la_lista_ensena_lo_que_tiene_cada_ejercicio(planeacion: Browser) -> None:
    page = planeacion.get("/catalogos")
    assert "Ejercicio 2026" in page.text
    rows = {row.select_one("th a").get_text(): row.get_text(" ", strip=True) for row in page.all("tbody tr")}
    assert "42" in rows["Programas presupuestarios"]
    assert "143" in rows["Clasificación funcional del gasto (CONAC)"]  # 4 finalidades, 28 funciones, 111 subfunciones
    assert "no tiene catálogos" in planeacion.get("/catalogos?ejercicio=2027").text


def test_se_ve_que_cambia_y_que_poa_lo_nota_antes_de_aplicar(planeacion: Browser, cast: Cast, ahora: datetime) -> None:
    path = poa_with_source(cast, ahora, "25-III")
    page = upload(planeacion, FUENTES)
    assert "1 renglón nuevo, 2 cambiados y 8 quitados" in page.text  # the file lacks two columns, that 11 and 15 had
    assert "Recursos fiscales municipales" in page.text and "Remanentes" in page.text
    (link,) = [a for a in page.all("main a") if str(a["href"]) == path]
    assert "25-III" in link.parent.get_text()
    assert "18" not in fuentes()  # nothing is applied yet


def test_al_aplicar_queda_en_vigor_y_lo_anterior_se_conserva(planeacion: Browser, cast: Cast) -> None:
    page = upload(planeacion, FUENTES)
    refused = planeacion.submit(page, "Poner en vigor", follow=False)
    assert refused.status == 422 and "Escriba por qué cambia" in refused.text
    done = planeacion.submit(refused, "Poner en vigor", nota="Clasificador publicado por el CONAC")
    assert "quedó en vigor" in done.text
    assert fuentes() == {
        "11": "Recursos fiscales municipales", "15": "Recursos federales", "18": "Remanentes"
    }  # fmt: skip
    assert "Versión 2" in done.text and "Clasificador publicado por el CONAC" in done.text
    assert cast.planeacion.nombre in done.text
    before = planeacion.client.get("/catalogos/2026/fuentes.csv?version=1").get_data(as_text=True)
    assert len(before.strip().splitlines()) == 11  # its title and the ten sources of the sample
    kept = db.session.query(CatalogoVersion).filter_by(catalogo="fuentes", ejercicio=2026).count()
    assert kept == 2


def test_lo_descargado_se_vuelve_a_subir_sin_cambiar_nada(planeacion: Browser) -> None:
    for clave in ("programas", "localidades", "pmd"):
        data = planeacion.client.get(f"/catalogos/2026/{clave}.csv").get_data().decode("utf-8-sig")
        page = upload(planeacion, data, clave)
        assert "dice lo mismo que el catálogo en vigor" in page.text, clave


def test_con_fallas_no_se_puede_aplicar_y_se_dice_donde(planeacion: Browser) -> None:
    page = upload(planeacion, "clave,nombre\n11,Fiscales\n11,Otra\n15,\n")
    assert "Así no se puede cargar: corrija 2 fallas" in page.text
    assert "Poner en vigor" not in page.text
    number = page.response.request.path.rpartition("/")[2]
    token = {**page.form("Descartar este archivo"), "version": "1", "nota": "Aun así"}
    refused = planeacion.post(f"/catalogos/cargas/{number}/aplicar", token)
    assert refused.status == 409 and "impiden cargarlo" in refused.text
    assert len(fuentes()) == 10


def test_si_alguien_cargo_otro_mientras_tanto_hay_que_volver_a_ver(planeacion: Browser, ahora: datetime) -> None:
    page = upload(planeacion, FUENTES)
    service.load_catalogos({"fuentes": [{"clave": "11", "nombre": "Otra"}]}, 2026, actor=SISTEMA, ahora=ahora)
    refused = planeacion.submit(page, "Poner en vigor", follow=False, nota="Nuevo clasificador")
    assert refused.status == 409 and "Otra persona cargó este catálogo" in refused.text
    assert "2 renglones nuevos, 1 cambiado y 0 quitados" in refused.text
    assert refused.one("#nota").get_text().strip() == "Nuevo clasificador"
    assert fuentes() == {"11": "Otra"}


def test_descartar_no_cambia_nada(planeacion: Browser) -> None:
    done = planeacion.submit(upload(planeacion, FUENTES), "Descartar este archivo")
    assert "El catálogo no cambió" in done.text and len(fuentes()) == 10


def test_un_ejercicio_se_prepara_con_los_catalogos_de_otro(planeacion: Browser, ahora: datetime) -> None:
    service.load_catalogos({"fuentes": [{"clave": "11", "nombre": "Propia"}]}, 2027, actor=SISTEMA, ahora=ahora)
    done = planeacion.submit(planeacion.get("/catalogos?ejercicio=2026"), "Copiar los catálogos", a="2027")
    assert "Se copiaron 9 catálogos al ejercicio 2027" in done.text
    assert "copiado de 2026" in done.text
    copied = queries.catalogos(2027)
    assert len(copied.programas) == 42
    assert dict(copied.fuentes) == {"11": "Propia"}  # what it had is left alone
    again = planeacion.submit(planeacion.get("/catalogos?ejercicio=2026"), "Copiar los catálogos", False, a="2027")
    assert again.status == 409 and "No hay nada que copiar" in again.text


def test_sin_archivo_o_con_otro_tipo_se_explica(planeacion: Browser) -> None:
    page = planeacion.submit(planeacion.get("/catalogos/2026/fuentes"), "Subir y ver", follow=False)
    assert page.status == 422 and "Elija el archivo del catálogo" in page.text
    assert upload(planeacion, "", follow=False).status == 422


@pytest.mark.parametrize(
    ("quien", "ve", "cambia"),
    [("administradora", 200, True), ("revisora", 200, False), ("auditor", 200, False), ("enlace", 403, False)],
)
def test_solo_planeacion_y_administracion_cambian_catalogos(
    sqlite_app: Flask, cast: Cast, quien: str, ve: int, cambia: bool
) -> None:
    browser = browser_of(sqlite_app, cast.people[quien].usuario_id)
    page = browser.get("/catalogos/2026/fuentes")
    assert page.status == ve
    assert ("Subir y ver qué cambia" in page.text) == cambia


def test_la_busqueda_y_las_paginas_son_del_servidor(planeacion: Browser) -> None:
    page = planeacion.get("/catalogos/2026/funcional?q=Salud")
    assert all("salud" in row.get_text().lower() for row in page.all("#contenido table.tabla--densa tbody tr"))
    first = planeacion.get("/catalogos/2026/funcional")
    assert len(first.all("table.tabla--densa tbody tr")) == 100
    assert len(planeacion.get("/catalogos/2026/funcional?pagina=2").all("table.tabla--densa tbody tr")) == 43


def test_un_libro_de_excel_con_las_claves_como_numero_se_lee_con_sus_ceros(planeacion: Browser) -> None:
    found = openpyxl.Workbook()
    found.active.append(["CVEGEO", "Cve mun", "Cve loc", "Nombre", "Alias"])
    found.active.append([320100001, 10, 1, "Fresnillo de González Echeverría", "Fresnillo"])
    data = io.BytesIO()
    found.save(data)
    data.seek(0)
    page = planeacion.get("/catalogos/2026/localidades")
    fields = {**page.form("Subir y ver"), "archivo": (data, "localidades.xlsx")}
    page = planeacion.post(
        "/catalogos/2026/localidades/cargas", fields, content_type="multipart/form-data", follow_redirects=True
    )
    kept = db.session.query(CatalogoCarga).one().filas
    assert kept[0]["cvegeo"] == "320100001" and (kept[0]["cve_mun"], kept[0]["cve_loc"]) == ("010", "0001")
    assert "40 quitados" in page.text  # the sample has 41 localities


def test_las_consultas_de_las_paginas_no_crecen_con_los_renglones(planeacion: Browser, ahora: datetime) -> None:
    many = [{"clave": str(n), "nombre": f"Objetivo {n}"} for n in range(1, 400)]
    few = [asked(lambda: planeacion.get("/catalogos")), asked(lambda: planeacion.get("/catalogos/2026/ods"))]
    service.load_catalogos({"ods": many}, 2026, actor=SISTEMA, ahora=ahora)
    more = [asked(lambda: planeacion.get("/catalogos")), asked(lambda: planeacion.get("/catalogos/2026/ods"))]
    assert more <= few and max(few) <= 20
