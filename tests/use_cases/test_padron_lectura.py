"""The reading of a padrón by batches, on both databases: what a crash leaves counts for nobody, the end is the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.builders_padron import BUENO, SENCILLAS, Expediente, csv_de, llaves
from tests.cast import Cast
from workflow.db import begin_reading, db, end_reading
from workflow.jobs import padron as trabajo
from workflow.kernel.refusals import Invalid, Refused
from workflow.padron import queries, service
from workflow.padron.models import CargaPadron, PadronFila
from workflow.padron.service import lectura

CURPS = ("PEXA900215MZSXXN00", "TORG641201HZSRSD01", "PXDA950312MZSDMN00", "SABC560626MDFLRN01", "BEML920313HMCLNS09")
# Seven rows, one without a name (an error), two of the same person (the second one stays out), two without CURP and
# with the same name and telephone: a pair for a person to decide.
LARGO = "\r\n".join(
    [
        "CURP,NOMBRE COMPLETO,TEL,MONTO,FECHA ENTREGA,OBSERVACIONES",
        *(f"{curp},PERSONA {n},,450,05/02/2026," for n, curp in enumerate(CURPS)),
        f"{CURPS[0]},PERSONA 0,,450,06/02/2026,",
        ",JUANA SIN CLAVE,4931112233,450,05/02/2026,EN TRAMITE",
        ",JUANA SIN CLAVE,4931112233,450,05/02/2026,EN TRAMITE",
        ",,,450,05/02/2026,EN TRAMITE",
        "",
    ]
).encode()


@pytest.fixture(autouse=True)
def tandas_cortas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trabajo, "TANDA", 2)


@pytest.fixture
def expediente(cast: Cast, ahora: datetime) -> Expediente:
    return Expediente(cast, ahora, SENCILLAS)


def content(carga_id: int) -> list[tuple[Any, ...]]:
    """What the rows of an upload say, without what chance gives them."""
    db.session.rollback()
    names = ("numero", "estado", "codigos", "indice", "clave", "nombre", "contenido", "sexo", "edad", "dia", "monto")
    rows = db.session.scalars(select(PadronFila).where(PadronFila.carga_id == carga_id).order_by(PadronFila.numero))
    return [tuple(getattr(row, name) for name in names) for row in rows]


def whole(expediente: Expediente) -> tuple[str | None, dict[str, Any] | None, list[tuple[Any, ...]]]:
    carga_id = expediente.upload(LARGO)
    expediente.read(carga_id)
    carga = db.session.get_one(CargaPadron, carga_id)
    seen = carga.huella, carga.resumen, content(carga_id)
    expediente.upload(BUENO)  # it takes the place of that one, so that the same file can be read again
    return seen


def dying(after: int) -> Callable[..., None]:
    """`guardar_tanda` that dies before the batch after so many."""
    real, seen = service.guardar_tanda, [0]

    def guardar(*args: Any, **kwargs: Any) -> None:
        if seen[0] == after:
            raise SystemError("the light went")
        seen[0] += 1
        real(*args, **kwargs)

    return guardar


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("tandas", [0, 3])
def test_una_lectura_que_se_cae_sigue_donde_iba_y_termina_en_lo_mismo(
    expediente: Expediente, monkeypatch: pytest.MonkeyPatch, tandas: int
) -> None:
    esperado = whole(expediente)
    carga_id = expediente.upload(LARGO)
    with monkeypatch.context() as roto:
        roto.setattr(service, "guardar_tanda", dying(tandas))
        with pytest.raises(SystemError):
            expediente.read(carga_id)
    vista = queries.carga(carga_id, expediente.id)
    assert (vista.estado, vista.filas, len(content(carga_id))) == ("leyendo", 0, tandas * 2)
    with pytest.raises(Refused, match="CARGA_NO_LISTA"):
        expediente.confirm(carga_id)
    expediente.read(carga_id)
    carga = db.session.get_one(CargaPadron, carga_id)
    assert (carga.huella, carga.resumen, content(carga_id)) == esperado
    assert (carga.estado, carga.filas, carga.con_error, carga.avance) == ("revisada", 9, 2, None)
    assert carga.resumen is not None
    assert [par["filas"] for par in carga.resumen["duplicados_probables"]] == [[8, 9]]


@pytest.mark.usefixtures("app")
def test_al_seguir_no_se_vuelven_a_escribir_las_filas_que_ya_estaban(
    expediente: Expediente, monkeypatch: pytest.MonkeyPatch
) -> None:
    carga_id = expediente.upload(LARGO)
    with monkeypatch.context() as roto:
        roto.setattr(service, "guardar_tanda", dying(2))
        with pytest.raises(SystemError):
            expediente.read(carga_id)
    antes = list(db.session.scalars(select(PadronFila.datos).where(PadronFila.carga_id == carga_id)))
    expediente.read(carga_id)
    despues = list(db.session.scalars(select(PadronFila.datos).where(PadronFila.carga_id == carga_id)))
    assert len(antes) == 4
    assert set(antes) < set(despues)  # the same bytes, nonce and all


@pytest.mark.usefixtures("app")
def test_si_lo_guardado_no_es_lo_que_hoy_dice_el_archivo_se_empieza_de_nuevo(
    expediente: Expediente, monkeypatch: pytest.MonkeyPatch
) -> None:
    carga_id = expediente.upload(LARGO)
    with monkeypatch.context() as roto:
        roto.setattr(service, "guardar_tanda", dying(2))
        with pytest.raises(SystemError):
            expediente.read(carga_id)
    carga = db.session.get_one(CargaPadron, carga_id)
    carga.avance = {**(carga.avance or {}), "huella": "0" * 64}  # as if the program of before had read otherwise
    db.session.commit()
    with pytest.raises(RuntimeError):
        expediente.read(carga_id)
    assert content(carga_id) == []
    expediente.read(carga_id)
    assert (len(content(carga_id)), queries.carga(carga_id, expediente.id).estado) == (9, "revisada")


@pytest.mark.usefixtures("app")
def test_un_trabajador_lento_al_que_le_quitaron_la_lectura_no_escribe_mas(expediente: Expediente) -> None:
    carga_id = expediente.upload(LARGO)
    lento = service.empezar_lectura(carga_id, ahora=expediente.tick())
    assert lento is not None
    expediente.read(carga_id)
    for acto in (
        lambda: service.guardar_tanda(lento, [], {"hasta": 99}, ahora=expediente.tick()),
        lambda: service.registrar_ilegible(lento, Invalid("LIBRO_DANADO").reasons, ahora=expediente.tick()),
        lambda: service.desde_el_principio(lento, ahora=expediente.tick()),
    ):
        with pytest.raises(service.LecturaAjena):
            acto()
    assert len(content(carga_id)) == 9


@pytest.mark.usefixtures("app")
def test_una_lectura_a_la_que_le_faltan_filas_no_se_da_por_buena(
    expediente: Expediente, monkeypatch: pytest.MonkeyPatch
) -> None:
    carga_id = expediente.upload(LARGO)
    with monkeypatch.context() as roto:
        roto.setattr(lectura, "escribir", lambda filas: None)
        with pytest.raises(Refused, match="LECTURA_INCOMPLETA"):
            expediente.read(carga_id)
    assert queries.carga(carga_id, expediente.id).estado == "leyendo"


@pytest.mark.usefixtures("app")
def test_un_archivo_que_se_rompe_a_la_mitad_no_deja_ninguna_fila(
    expediente: Expediente, monkeypatch: pytest.MonkeyPatch
) -> None:
    carga_id = expediente.upload(LARGO)
    real = trabajo.Corriente.filas

    def rota(self: Any, hoja: str) -> Any:
        for numero, celdas in real(self, hoja):
            if numero == 6:
                raise Invalid("LIBRO_NO_SE_PUDO_LEER")
            yield numero, celdas

    monkeypatch.setattr(trabajo.Corriente, "filas", rota)
    expediente.read(carga_id)
    assert queries.carga(carga_id, expediente.id).estado == "ilegible"
    assert content(carga_id) == []


@pytest.mark.usefixtures("app")
def test_el_avance_dice_cuantas_filas_van_de_cuantas(expediente: Expediente, monkeypatch: pytest.MonkeyPatch) -> None:
    carga_id = expediente.upload(LARGO)
    with monkeypatch.context() as roto:
        roto.setattr(service, "guardar_tanda", dying(3))
        with pytest.raises(SystemError):
            expediente.read(carga_id)
    avance = queries.carga(carga_id, expediente.id).avance
    assert (avance["guardadas"], avance["con_error"], avance["total"]) == (6, 1, 9)


@pytest.mark.usefixtures("app")
def test_lo_que_cambia_solo_de_escritura_es_el_mismo_registro(expediente: Expediente) -> None:
    uno = expediente.upload(csv_de("PEXA900215MZSXXN00,ANA PEÑA,450,05/02/2026,"))
    expediente.read(uno)
    antes = content(uno)
    otro = expediente.upload(csv_de('PEXA900215MZSXXN00,"ANA  PEÑA ",450,05/02/2026'))
    expediente.read(otro)
    assert content(otro) == antes


@pytest.mark.usefixtures("app")
def test_nada_de_una_carga_sin_confirmar_cuenta(expediente: Expediente) -> None:
    carga_id = expediente.upload(LARGO)
    expediente.read(carga_id)
    assert queries.cargas_de_la_persona(CURPS[0], llaves()) == []
    assert db.session.scalar(select(func.count()).select_from(PadronFila)) == 9


@pytest.mark.usefixtures("app")
def test_el_libro_para_corregir_trae_cada_fila_en_claro(expediente: Expediente) -> None:
    carga_id = expediente.upload(LARGO)
    expediente.read(carga_id)
    service.registrar_descarga(carga_id, actor=expediente.actor, ahora=expediente.tick())
    begin_reading()  # as in a page
    try:
        filas = list(queries.filas_en_claro(queries.carga(carga_id, expediente.id), llaves()))
    finally:
        end_reading()
    assert [numero for numero, _, _ in filas] == list(range(2, 11))
    assert filas[0][2][:2] == [CURPS[0], "PERSONA 0"]
