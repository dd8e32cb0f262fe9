"""An act for many dossiers: each one decides alone, nothing is done twice, and what was done stays done."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.builders_expedientes import Camino, plain_documents
from tests.builders_indicadores import Publicado
from tests.cast import Cast
from tests.use_cases.test_expedientes_consultas import reads
from workflow.actas.impresion.pdf import pages_in
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Expediente, Paso
from workflow.jobs.handlers import JobContext
from workflow.jobs.lotes import generar
from workflow.kernel.actor import Asignacion
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.lotes import queries, service
from workflow.lotes.models import LoteRenglon

MAS_TARDE = timedelta(hours=1)


@pytest.fixture
def tres(cast: Cast, ahora: datetime) -> list[int]:
    """Two validated dossiers and one that is still in review."""
    validados = [Camino(cast, ahora, programa=f"PP-{n}").to_validated().id for n in (20, 21)]
    return [validados[0], Camino(cast, ahora, programa="PP-22").to_review().id, validados[1]]


def ask(cast: Cast, ids: list[int], ahora: datetime, accion: str = "turnar", **more: Any) -> int:
    return service.pedir(accion, ids, actor=cast.planeacion, ahora=ahora + MAS_TARDE, **more)


def work(lote_id: int, ahora: datetime) -> list[tuple[int, int | None]]:
    seen: list[tuple[int, int | None]] = []
    with plain_documents():
        service.ejecutar(lote_id, ahora=ahora + MAS_TARDE, avance=lambda hecho, total: seen.append((hecho, total)))
    return seen


def stages(ids: list[int]) -> list[str]:
    db.session.expire_all()
    return [db.session.get_one(Expediente, one).etapa for one in ids]


def test_cada_expediente_tiene_su_resultado_y_el_que_no_procede_no_detiene_a_los_demas(
    cast: Cast, ahora: datetime, tres: list[int]
) -> None:
    lote_id = ask(cast, tres, ahora)
    assert work(lote_id, ahora) == [(1, 3), (2, 3), (3, 3)]
    assert stages(tres) == ["en_comisiones", "en_revision", "en_comisiones"]
    found = queries.lote(lote_id, cast.planeacion)
    assert [one.estado for one in found.renglones] == ["hecho", "rechazado", "hecho"]
    assert [one.code for one in found.renglones[1].motivos] == ["ETAPA_INVALIDA"]
    assert found.cuentas == {"hecho": 2, "rechazado": 1} and not found.en_curso


def test_repetir_el_trabajo_no_hace_nada_dos_veces(cast: Cast, ahora: datetime, tres: list[int]) -> None:
    lote_id = ask(cast, tres, ahora)
    work(lote_id, ahora)
    assert work(lote_id, ahora) == []
    assert db.session.query(Paso).filter_by(etapa="en_comisiones").count() == 2


def test_si_el_trabajo_muere_a_la_mitad_se_sigue_donde_iba(
    cast: Cast, ahora: datetime, tres: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    lote_id = ask(cast, tres, ahora)
    done = service.ACTOS["turnar"]

    def dies(expediente_id: int, *args: Any) -> None:
        if expediente_id == tres[2]:
            raise RuntimeError("killed")
        done(expediente_id, *args)

    monkeypatch.setitem(service.ACTOS, "turnar", dies)
    with pytest.raises(RuntimeError):
        work(lote_id, ahora)
    assert stages(tres) == ["en_comisiones", "en_revision", "validado"]
    monkeypatch.undo()
    assert work(lote_id, ahora) == [(3, 3)]
    assert stages(tres)[2] == "en_comisiones"


def test_quien_perdio_el_cargo_antes_de_que_se_hiciera_no_hace_nada(
    cast: Cast, ahora: datetime, tres: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    lote_id = ask(cast, tres, ahora)
    nobody = replace(cast.planeacion, asignaciones=(Asignacion("auditoria"),))
    monkeypatch.setattr("workflow.people.queries.actor_of", lambda usuario_id, hoy: nobody)
    work(lote_id, ahora)
    assert stages(tres) == ["validado", "en_revision", "validado"]
    motivos = db.session.query(LoteRenglon).filter_by(expediente_id=tres[0]).one().motivos
    assert motivos[0]["code"] == "ROL_NO_AUTORIZADO"


@pytest.mark.parametrize(("ids", "codigo"), [([], "LOTE_VACIO"), ([999_999], "LOTE_EXPEDIENTE_AJENO")])
def test_lo_que_no_sirve_no_pide_nada(cast: Cast, ahora: datetime, ids: list[int], codigo: str) -> None:
    with pytest.raises(Invalid) as refused:
        ask(cast, ids, ahora)
    assert refused.value.codes == [codigo]


def test_solo_lo_pide_quien_puede_hacerlo_y_solo_lo_ve_quien_lo_pidio(
    cast: Cast, ahora: datetime, tres: list[int]
) -> None:
    for who in ("revisora", "titular", "gobierno"):
        with pytest.raises(NotAllowed):
            service.pedir("turnar", tres, actor=getattr(cast, who), ahora=ahora)
    lote_id = ask(cast, tres, ahora)
    with pytest.raises(NotFound):
        queries.lote(lote_id, cast.revisora)
    assert queries.lote(lote_id, cast.auditor).total == 3


def test_tomar_la_revision_de_varios_respeta_la_separacion_de_funciones(cast: Cast, ahora: datetime) -> None:
    ids = []
    for programa in ("PP-20", "PP-21"):
        camino = Camino(cast, ahora, programa=programa)
        camino.do("titular", "enviar")
        ids.append(camino.id)
    lote_id = service.pedir("tomar_revision", ids, actor=cast.revisora, ahora=ahora + MAS_TARDE)
    work(lote_id, ahora)
    assert stages(ids) == ["en_revision", "en_revision"]


class TestPaquete:
    def job(self, ahora: datetime, app: Any) -> JobContext:
        return JobContext(1, ahora, app.config["RUTA"], lambda hecho, total: None)

    def test_los_poa_salen_en_un_pdf_con_indice_o_en_un_zip_con_sus_libros(
        self, cast: Cast, ahora: datetime, app: Any
    ) -> None:
        poa = Publicado(cast, ahora)
        borrador = expedientes.crear("poa", "UR-050", "PP-30", 2026, "Sin enviar", actor=cast.enlace, ahora=ahora)
        for formato in ("pdf", "zip"):
            paquete_id = service.pedir_paquete(
                [poa.id, borrador], formato, "POA 2026", actor=cast.planeacion, ahora=ahora
            )
            generar({"paquete_id": paquete_id}, self.job(ahora, app))
            generar({"paquete_id": paquete_id}, self.job(ahora, app))
            data = queries.archivo_de(paquete_id, cast.planeacion).path.read_bytes()
            if formato == "pdf":
                assert pages_in(data) >= 1
            else:
                names = zipfile.ZipFile(io.BytesIO(data)).namelist()
                assert names == ["POA-2026-0001/POA-2026-0001.pdf", "POA-2026-0001/POA-2026-0001.xlsx"]

    def test_nadie_reune_lo_que_no_puede_ver_ni_baja_lo_de_otro(self, cast: Cast, ahora: datetime) -> None:
        poa = Publicado(cast, ahora)
        with pytest.raises(Refused) as refused:
            service.pedir_paquete([poa.id], "pdf", "x", actor=cast.titular_educacion, ahora=ahora)
        assert refused.value.codes == ["PAQUETE_SIN_POA"]
        paquete_id = service.pedir_paquete([poa.id], "pdf", "x", actor=cast.titular, ahora=ahora)
        with pytest.raises(NotFound):
            queries.archivo_de(paquete_id, cast.titular)
        with pytest.raises(NotFound):
            queries.archivo_de(paquete_id, cast.planeacion)


def test_ver_un_lote_cuesta_lo_mismo_con_dos_que_con_diez(cast: Cast, ahora: datetime) -> None:
    costs = []
    for ids in ([1, 2], list(range(3, 13))):
        found = [Camino(cast, ahora, programa=f"PP-{n + 20}").id for n in ids]
        lote_id = ask(cast, found, ahora)
        db.session.expire_all()
        with reads() as seen:
            queries.lote(lote_id, cast.planeacion)
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 8
