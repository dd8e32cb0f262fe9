"""A workbook uploaded to a dossier: kept, read by the background, checked, confirmed or discarded once."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import openpyxl
import pytest
from flask import Flask

from tests.cast import Cast
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Borrador
from workflow.jobs import tasks
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import AlreadyDone, Invalid, NotAllowed, NotFound, Refused, Stale
from workflow.outbox.models import Trabajo
from workflow.poa import queries, service
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA, read_rows
from workflow.poa.contenido import fingerprint
from workflow.poa.models import Carga, LibroEmitido

SAMPLE = CARPETA_DE_MUESTRA.parent / "poa"


@pytest.fixture
def expediente(app: Flask, cast: Cast, ahora: datetime) -> int:
    """The POA of Obras Públicas (UR-050 in the cast), open for capture, with the classifiers of 2026."""
    service.load_catalogos(read_rows(CARPETA_DE_MUESTRA), 2026, actor=SISTEMA, ahora=ahora)
    return expedientes.crear("poa", "UR-050", "PP-32", 2026, "POA 2026 de Obras", actor=cast.enlace, ahora=ahora)


def book(change: Any = None, name: str = "UR-050.xlsx") -> io.BytesIO:
    """A sample workbook, said to be of the unit of the cast, changed by hand."""
    found = openpyxl.load_workbook(SAMPLE / name)
    if change:
        change(found)
    out = io.BytesIO()
    found.save(out)
    out.seek(0)
    return out


def upload(expediente: int, cast: Cast, ahora: datetime, data: io.BytesIO | None = None, **more: Any) -> int:
    return service.cargar(expediente, data or book(), nombre="UR-050.xlsx", actor=cast.enlace, ahora=ahora, **more)


def read_now(carga_id: int, expediente: int) -> queries.CargaVista:
    assert tasks.drain() == 1
    return queries.carga(carga_id, expediente)


def test_subir_leer_y_confirmar_deja_el_contenido_en_el_borrador(expediente: int, cast: Cast, ahora: datetime) -> None:
    carga_id = upload(expediente, cast, ahora)
    assert queries.carga(carga_id, expediente).estado == "recibida"
    carga = read_now(carga_id, expediente)
    assert (carga.estado, carga.errores) == ("leida", ())
    revision = service.confirmar(expediente, carga_id, revision=1, con_errores=False, actor=cast.enlace, ahora=ahora)
    draft = db.session.get_one(Borrador, expediente)
    assert (draft.revision, revision) == (2, 2)
    assert carga.contenido is not None
    assert fingerprint(draft.contenido) == fingerprint(carga.contenido)
    assert queries.carga(carga_id, expediente).estado == "confirmada"


def test_el_trabajo_lleva_solo_un_numero(expediente: int, cast: Cast, ahora: datetime) -> None:
    carga_id = upload(expediente, cast, ahora)
    (trabajo,) = db.session.query(Trabajo).filter_by(tipo="poa.leer").all()
    assert trabajo.payload == {"carga_id": carga_id}


def test_leer_dos_veces_la_misma_carga_no_cambia_nada(expediente: int, cast: Cast, ahora: datetime) -> None:
    carga = read_now(upload(expediente, cast, ahora), expediente)
    db.session.query(Trabajo).update({"estado": "pendiente"})
    db.session.commit()
    again = read_now(carga.id, expediente)
    assert (again.leida_en, again.hallazgos) == (carga.leida_en, carga.hallazgos)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "LIBRO_VACIO"), (b"%PDF-1.4", "LIBRO_NO_ES_HOJA_DE_CALCULO"), (b"a;b\n", "LIBRO_TIPO_NO_ADMITIDO")],
)
def test_lo_que_no_es_un_libro_se_rechaza_al_subirlo_y_no_queda_nada(
    expediente: int, cast: Cast, ahora: datetime, data: bytes, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        upload(expediente, cast, ahora, io.BytesIO(data))
    assert refusal.value.codes == [code]
    assert db.session.query(Carga).count() == 0
    assert db.session.query(Trabajo).filter_by(tipo="poa.leer").count() == 0


def test_el_libro_de_otra_unidad_no_se_puede_confirmar(expediente: int, cast: Cast, ahora: datetime) -> None:
    carga = read_now(upload(expediente, cast, ahora, book(name="UR-001.xlsx")), expediente)
    assert "UR_DISTINTA_DEL_EXPEDIENTE" in {item["codigo"] for item in carga.errores}
    with pytest.raises(Invalid) as refusal:
        service.confirmar(expediente, carga.id, revision=1, con_errores=True, actor=cast.enlace, ahora=ahora)
    assert refusal.value.codes == ["CARGA_CON_ERRORES"]
    assert "Identificación B8" in refusal.value.reasons[0].facts["cuales"]


def test_un_dato_ilegible_impide_importar_aunque_se_acepten_errores(
    expediente: int, cast: Cast, ahora: datetime
) -> None:
    def change(found: Any) -> None:
        found["Actividades"]["G5"] = "muchas"

    carga = read_now(upload(expediente, cast, ahora, book(change)), expediente)
    with pytest.raises(Invalid) as refusal:
        service.confirmar(expediente, carga.id, revision=1, con_errores=True, actor=cast.enlace, ahora=ahora)
    assert "Actividades G5" in refusal.value.reasons[0].facts["cuales"]
    assert db.session.get_one(Borrador, expediente).revision == 1


def test_los_errores_por_corregir_se_aceptan_a_sabiendas(expediente: int, cast: Cast, ahora: datetime) -> None:
    def change(found: Any) -> None:
        found["Actividades"]["S5"] = found["Actividades"]["S5"].value + 1

    carga = read_now(upload(expediente, cast, ahora, book(change)), expediente)
    more = {"actor": cast.enlace, "ahora": ahora}
    with pytest.raises(Refused) as refusal:
        service.confirmar(expediente, carga.id, revision=1, con_errores=False, **more)
    assert refusal.value.codes == ["CARGA_ERRORES_SIN_ACEPTAR"]
    assert service.confirmar(expediente, carga.id, revision=1, con_errores=True, **more) == 2


def test_un_poa_con_errores_no_se_envia_y_dice_donde(expediente: int, cast: Cast, ahora: datetime) -> None:
    def change(found: Any) -> None:
        found["Actividades"]["S5"] = found["Actividades"]["S5"].value + 1

    carga = read_now(upload(expediente, cast, ahora, book(change)), expediente)
    service.confirmar(expediente, carga.id, revision=1, con_errores=True, actor=cast.enlace, ahora=ahora)
    with pytest.raises(Refused) as refusal:
        expedientes.actuar(expediente, "enviar", actor=cast.titular, ahora=ahora)
    (reason,) = refusal.value.reasons
    assert (reason.code, reason.facts["lugar"]) == ("POA_POR_CORREGIR", "Actividades, A01, Total anual")


def test_si_alguien_capturo_mientras_tanto_se_avisa_y_no_se_pisa(expediente: int, cast: Cast, ahora: datetime) -> None:
    carga = read_now(upload(expediente, cast, ahora), expediente)
    draft = dict(db.session.get_one(Borrador, expediente).contenido)
    draft["identificacion"] = {**draft["identificacion"], "problema_central": "Otro problema"}
    expedientes.capturar(expediente, draft, 1, actor=cast.titular, ahora=ahora + timedelta(minutes=1))
    with pytest.raises(Stale) as refusal:
        service.confirmar(expediente, carga.id, revision=1, con_errores=False, actor=cast.enlace, ahora=ahora)
    assert refusal.value.codes == ["CAPTURA_DESACTUALIZADA"]
    assert queries.carga(carga.id, expediente).estado == "leida"
    assert service.confirmar(expediente, carga.id, revision=2, con_errores=False, actor=cast.enlace, ahora=ahora) == 3


def test_una_carga_se_cierra_una_sola_vez(expediente: int, cast: Cast, ahora: datetime) -> None:
    carga = read_now(upload(expediente, cast, ahora), expediente)
    service.descartar(expediente, carga.id, actor=cast.enlace, ahora=ahora)
    with pytest.raises(Refused) as refusal:
        service.confirmar(expediente, carga.id, revision=1, con_errores=False, actor=cast.enlace, ahora=ahora)
    assert refusal.value.codes == ["CARGA_YA_CERRADA"]


def test_la_forma_enviada_dos_veces_hace_una_sola_carga(expediente: int, cast: Cast, ahora: datetime) -> None:
    upload(expediente, cast, ahora, llave="una")
    with pytest.raises(AlreadyDone) as again:
        upload(expediente, cast, ahora, llave="una")
    assert again.value.destination == f"/expedientes/{expediente}/poa/cargas/1"
    assert db.session.query(Carga).count() == 1


def test_nadie_sube_el_libro_de_otra_dependencia(expediente: int, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(NotAllowed) as refusal:
        service.cargar(expediente, book(), nombre="UR-050.xlsx", actor=cast.enlace_educacion, ahora=ahora)
    assert refusal.value.codes == ["DEPENDENCIA_AJENA"]


def test_una_carga_de_otro_expediente_no_existe_aqui(expediente: int, cast: Cast, ahora: datetime) -> None:
    carga_id = upload(expediente, cast, ahora)
    with pytest.raises(NotFound):
        queries.carga(carga_id, expediente + 1)


def test_sin_catalogos_del_ejercicio_la_carga_dice_que_hacer(app: Flask, cast: Cast, ahora: datetime) -> None:
    expediente = expedientes.crear("poa", "UR-050", "PP-32", 2027, "POA 2027", actor=cast.enlace, ahora=ahora)
    carga = read_now(upload(expediente, cast, ahora), expediente)
    assert carga.estado == "fallida"
    assert carga.error == {"razones": [{"codigo": "SIN_CATALOGOS", "hechos": {"ejercicio": 2027}}]}


def test_los_catalogos_se_reemplazan_por_ejercicio(app: Flask, cast: Cast, ahora: datetime) -> None:
    rows = read_rows(CARPETA_DE_MUESTRA)
    service.load_catalogos(rows, 2026, actor=SISTEMA, ahora=ahora)
    assert queries.conteo(2026)["programas"] == 42
    assert (len(queries.catalogos(2026).partidas), len(queries.catalogos(2026).fuentes)) == (64, 10)
    service.load_catalogos({"fuentes": rows["fuentes"][:3]}, 2026, actor=SISTEMA, ahora=ahora)
    assert queries.conteo(2026)["fuentes"] == 3
    assert queries.conteo(2026)["programas"] == 42
    assert queries.ejercicios() == [2026]


def test_un_catalogo_con_clave_repetida_se_rechaza_entero(app: Flask, cast: Cast, ahora: datetime) -> None:
    rows = read_rows(CARPETA_DE_MUESTRA)
    with pytest.raises(Invalid) as refusal:
        service.load_catalogos({"fuentes": [*rows["fuentes"], rows["fuentes"][0]]}, 2026, actor=SISTEMA, ahora=ahora)
    assert refusal.value.codes == ["CATALOGO_CLAVE_REPETIDA"]
    assert queries.conteo(2026) == {}


def test_una_enlace_no_carga_catalogos(app: Flask, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(NotAllowed):
        service.load_catalogos(read_rows(CARPETA_DE_MUESTRA), 2026, actor=cast.enlace, ahora=ahora)


def test_la_matriz_de_otro_expediente_sirve_para_revisar_las_actividades(
    expediente: int, cast: Cast, ahora: datetime
) -> None:
    carga = read_now(upload(expediente, cast, ahora), expediente)
    assert carga.contenido is not None
    programa = carga.contenido["identificacion"]["programa"]
    assert programa not in queries.matrices(2026)
    service.confirmar(expediente, carga.id, revision=1, con_errores=False, actor=cast.enlace, ahora=ahora)
    known = queries.matrices(2026)
    assert bool(carga.contenido["mir"]) == (programa in known)
    assert queries.matrices(2026, salvo=expediente) == {}


def test_el_libro_emitido_se_guarda_una_vez_y_reconoce_lo_que_vuelve(
    expediente: int, cast: Cast, ahora: datetime
) -> None:
    draft = db.session.get_one(Borrador, expediente).contenido
    origen = service.emitir_libro(expediente, draft, actor=cast.enlace, ahora=ahora)
    again = service.emitir_libro(expediente, draft, actor=cast.titular, ahora=ahora)
    assert again.huella == origen.huella
    assert db.session.query(LibroEmitido).count() == 1
    found = queries.libro_emitido(expediente, origen.huella)
    assert found is not None
    assert (fingerprint(found.contenido), found.revision) == (origen.huella, 1)
    assert queries.libro_emitido(expediente, "0" * 64) is None
