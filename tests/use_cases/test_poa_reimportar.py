"""A workbook that was handed out comes back: compared with it and with the draft, in part, twice, in conflict."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

import openpyxl
import pytest
from flask import Flask

from tests.cast import Cast
from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Borrador
from workflow.jobs import poa as jobs
from workflow.jobs import tasks
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import Invalid, NotAllowed, Refused, Stale
from workflow.libros.lector import mark_isolated
from workflow.libros.limites import POA
from workflow.libros.proceso import read_book
from workflow.poa import queries, service
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA, read_rows
from workflow.poa.comparar import LIBRO, merge
from workflow.poa.contenido import fingerprint
from workflow.poa.exportar import export
from workflow.poa.lectura.libro import read
from workflow.poa.models import LibroEmitido
from workflow.poa.service import Eleccion

SAMPLE = CARPETA_DE_MUESTRA.parent / "poa"
Change = Callable[[Any], None]


@cache
def sample() -> dict[str, Any]:
    return read(read_book(SAMPLE / "UR-050.xlsx", POA), "UR-050.xlsx").contenido


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Books are read here and not marked: the process of its own is tried by other tests."""

    def unmarked(*args: Any) -> bytes:
        raise Invalid("LIBRO_NO_SE_PUDO_MARCAR")

    monkeypatch.setattr(jobs, "read_isolated", lambda path, what: read_book(path, POA))
    monkeypatch.setattr(jobs, "mark_isolated", unmarked)


@pytest.fixture
def cast(sqlite_cast: Cast) -> Cast:
    return sqlite_cast


@pytest.fixture
def expediente(sqlite_app: Flask, cast: Cast, ahora: datetime) -> int:
    """The POA of Obras Públicas with the content of its sample workbook."""
    service.load_catalogos(read_rows(CARPETA_DE_MUESTRA), 2026, actor=SISTEMA, ahora=ahora)
    found = expedientes.crear("poa", "UR-050", "PP-32", 2026, "POA 2026 de Obras", actor=cast.enlace, ahora=ahora)
    expedientes.capturar(found, sample(), 1, actor=cast.enlace, ahora=ahora)
    return found


def upload(expediente: int, data: bytes, cast: Cast, ahora: datetime) -> queries.CargaVista:
    carga_id = service.cargar(expediente, io.BytesIO(data), nombre="UR-050.xlsx", actor=cast.enlace, ahora=ahora)
    assert tasks.drain() == 1
    return queries.carga(carga_id, expediente)


def content(expediente: int) -> dict[str, Any]:
    db.session.rollback()
    return db.session.get_one(Borrador, expediente).contenido


def handed_out(expediente: int, cast: Cast, ahora: datetime, change: Change | None = None) -> bytes:
    """The workbook as it is downloaded, changed by hand and saved by another program."""
    held = content(expediente)
    origen = service.emitir_libro(expediente, held, actor=cast.enlace, ahora=ahora)
    data = export(held, queries.catalogos(2026), origen=origen)
    if change is None:
        return data
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(sheet: str, cell: str, value: Any) -> Change:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


def typed(expediente: int, cast: Cast, ahora: datetime, **values: Any) -> None:
    """Somebody else captures the first activity in the system."""
    held = content(expediente)
    rows = [{**held["actividades"][0], **values}, *held["actividades"][1:]]
    revision = db.session.get_one(Borrador, expediente).revision
    expedientes.capturar(expediente, {**held, "actividades": rows}, revision, actor=cast.titular, ahora=ahora)


def confirm(expediente: int, carga: queries.CargaVista, cast: Cast, ahora: datetime, **more: Any) -> int:
    db.session.rollback()
    revision = db.session.get_one(Borrador, expediente).revision
    return service.confirmar(
        expediente,
        carga.id,
        **{"revision": revision, "con_errores": True, "actor": cast.enlace, "ahora": ahora, **more},
    )


def test_lo_que_se_descarga_y_se_sube_igual_no_cambia_nada(expediente: int, cast: Cast, ahora: datetime) -> None:
    before = content(expediente)
    carga = upload(expediente, handed_out(expediente, cast, ahora), cast, ahora)
    assert carga.contenido is not None
    assert fingerprint(carga.contenido) == fingerprint(before)
    assert confirm(expediente, carga, cast, ahora) == 2  # the revision it already had
    assert content(expediente) == before


def test_descargar_dos_veces_lo_mismo_guarda_un_solo_hecho(expediente: int, cast: Cast, ahora: datetime) -> None:
    handed_out(expediente, cast, ahora)
    handed_out(expediente, cast, ahora)
    assert db.session.query(LibroEmitido).count() == 1


def test_quien_no_captura_no_deja_rastro_de_libro_emitido(expediente: int, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(NotAllowed):
        service.emitir_libro(expediente, content(expediente), actor=cast.enlace_educacion, ahora=ahora)
    assert db.session.query(LibroEmitido).count() == 0


def test_lo_que_otra_persona_capturo_mientras_tanto_se_conserva(expediente: int, cast: Cast, ahora: datetime) -> None:
    data = handed_out(expediente, cast, ahora, put("Actividades", "D5", "Otra descripción"))
    typed(expediente, cast, ahora, responsable="Jefatura nueva")
    confirm(expediente, upload(expediente, data, cast, ahora), cast, ahora)
    row = content(expediente)["actividades"][0]
    assert (row["descripcion"], row["responsable"]) == ("Otra descripción", "Jefatura nueva")


def test_lo_que_cambiaron_los_dos_se_elige_y_mientras_no_se_aplica(
    expediente: int, cast: Cast, ahora: datetime
) -> None:
    data = handed_out(expediente, cast, ahora, put("Actividades", "V5", "Lo del libro"))
    typed(expediente, cast, ahora, responsable="Lo del sistema")
    carga = upload(expediente, data, cast, ahora)
    with pytest.raises(Refused) as refusal:
        confirm(expediente, carga, cast, ahora)
    assert refusal.value.codes == ["CARGA_CON_CONFLICTOS"]
    assert "A01, Responsable" in refusal.value.reasons[0].facts["cuales"]
    assert content(expediente)["actividades"][0]["responsable"] == "Lo del sistema"
    chosen = Eleccion(conflictos={"actividades[A01].responsable": LIBRO})
    confirm(expediente, carga, cast, ahora, eleccion=chosen)
    assert content(expediente)["actividades"][0]["responsable"] == "Lo del libro"


def test_si_alguien_captura_entre_la_pagina_y_el_boton_se_vuelve_a_ensenar(
    expediente: int, cast: Cast, ahora: datetime
) -> None:
    carga = upload(expediente, handed_out(expediente, cast, ahora, put("Actividades", "D5", "Otra")), cast, ahora)
    typed(expediente, cast, ahora, responsable="Jefatura nueva")
    with pytest.raises(Stale):
        confirm(expediente, carga, cast, ahora, revision=2)
    assert content(expediente)["actividades"][0]["descripcion"] != "Otra"


def test_se_sube_solo_una_hoja_y_lo_demas_se_queda(expediente: int, cast: Cast, ahora: datetime) -> None:
    def change(book: Any) -> None:
        for name in book.sheetnames:
            if name not in ("Actividades", "Origen"):
                del book[name]
        book["Actividades"]["D5"] = "Solo esta"

    before = content(expediente)
    carga = upload(expediente, handed_out(expediente, cast, ahora, change), cast, ahora)
    assert [item["codigo"] for item in carga.errores] == []
    assert {item["codigo"] for item in carga.avisos} >= {"HOJA_QUE_NO_VIENE"}
    confirm(expediente, carga, cast, ahora)
    after = content(expediente)
    assert after["actividades"][0]["descripcion"] == "Solo esta"
    assert {k: v for k, v in after.items() if k != "actividades"} == {
        k: v for k, v in before.items() if k != "actividades"
    }


def test_se_elige_que_secciones_se_importan(expediente: int, cast: Cast, ahora: datetime) -> None:
    def change(book: Any) -> None:
        book["Actividades"]["D5"] = "No esta"
        book["Identificación"]["B18"] = "Este problema sí"

    carga = upload(expediente, handed_out(expediente, cast, ahora, change), cast, ahora)
    confirm(expediente, carga, cast, ahora, eleccion=Eleccion(frozenset({"identificacion"})))
    after = content(expediente)
    assert after["identificacion"]["problema_central"] == "Este problema sí"
    assert after["actividades"][0]["descripcion"] != "No esta"


def test_una_hoja_con_un_dato_ilegible_no_detiene_a_las_demas(expediente: int, cast: Cast, ahora: datetime) -> None:
    def change(book: Any) -> None:
        book["Actividades"]["G5"] = "muchas"
        book["Identificación"]["B18"] = "Este problema sí"

    carga = upload(expediente, handed_out(expediente, cast, ahora, change), cast, ahora)
    confirm(expediente, carga, cast, ahora, eleccion=Eleccion(frozenset({"identificacion"})))
    assert content(expediente)["identificacion"]["problema_central"] == "Este problema sí"


def test_sin_elegir_ninguna_seccion_se_pide_elegir(expediente: int, cast: Cast, ahora: datetime) -> None:
    carga = upload(expediente, handed_out(expediente, cast, ahora), cast, ahora)
    with pytest.raises(Refused) as refusal:
        confirm(expediente, carga, cast, ahora, eleccion=Eleccion(frozenset()))
    assert refusal.value.codes == ["CARGA_SIN_ELEGIR"]


def test_las_filas_que_faltan_se_quitan_solo_si_se_pide(expediente: int, cast: Cast, ahora: datetime) -> None:
    count = len(content(expediente)["actividades"])
    data = handed_out(expediente, cast, ahora, lambda book: book["Actividades"].delete_rows(5))
    carga = upload(expediente, data, cast, ahora)
    confirm(expediente, carga, cast, ahora, eleccion=Eleccion(frozenset({"actividades"}), frozenset()))
    assert len(content(expediente)["actividades"]) == count
    again = upload(expediente, data, cast, ahora)
    confirm(expediente, again, cast, ahora)
    assert len(content(expediente)["actividades"]) == count - 1


def test_subir_dos_veces_el_mismo_libro_no_cambia_nada_la_segunda(expediente: int, cast: Cast, ahora: datetime) -> None:
    data = handed_out(expediente, cast, ahora, put("Actividades", "D5", "Otra descripción"))
    revision = confirm(expediente, upload(expediente, data, cast, ahora), cast, ahora)
    carga = upload(expediente, data, cast, ahora)
    base = queries.libro_emitido(expediente, carga.origen)
    assert base is not None
    assert merge(base.contenido, content(expediente), carga.contenido or {}, ["actividades"]).cuantos == 0
    assert confirm(expediente, carga, cast, ahora) == revision


def test_el_origen_de_otro_expediente_no_sirve_de_base(expediente: int, cast: Cast, ahora: datetime) -> None:
    carga = upload(expediente, handed_out(expediente, cast, ahora), cast, ahora)
    assert queries.libro_emitido(expediente, carga.origen) is not None
    assert queries.libro_emitido(expediente + 1, carga.origen) is None


def test_el_libro_con_hallazgos_se_devuelve_marcado_y_el_original_queda_intacto(
    expediente: int, cast: Cast, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "mark_isolated", mark_isolated)
    data = handed_out(expediente, cast, ahora, put("Presupuesto", "A5", "9999"))
    carga = upload(expediente, data, cast, ahora)
    assert archivos.get(carga.archivo_id).path.read_bytes() == data
    assert carga.marcado_id is not None
    book = openpyxl.load_workbook(io.BytesIO(archivos.get(carga.marcado_id).path.read_bytes()))
    assert book.sheetnames[0] == "Hallazgos"
    cell = book["Presupuesto"]["A5"]
    assert (cell.value, cell.fill.fgColor.rgb) == ("9999", "FFF4B6B6")
    assert "9999 no está en el clasificador" in cell.comment.text


def test_el_poa_del_anio_anterior_da_sus_actividades_sin_sus_metas(
    expediente: int, cast: Cast, ahora: datetime
) -> None:
    following = expedientes.crear("poa", "UR-050", "PP-32", 2027, "POA 2027 de Obras", actor=cast.enlace, ahora=ahora)
    found = queries.anterior(following)
    assert found is not None
    assert [row["clave"] for row in found["actividades"]] == [
        row["clave"] for row in content(expediente)["actividades"]
    ]
    assert queries.anterior(expediente) is None
