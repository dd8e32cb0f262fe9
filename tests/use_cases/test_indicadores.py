"""Reporting, reviewing and freezing: who, when, with what, and what never changes afterwards."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from tests.builders_indicadores import A01, A02, ABRIL, C1, F1, Publicado, actividad, contenido, linea
from tests.cast import Cast
from workflow.db import db
from workflow.indicadores import queries, service
from workflow.indicadores.models import Avance, AvanceEvidencia
from workflow.indicadores.service import Adjunto
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def poa(cast: Cast, ahora: datetime) -> Publicado:
    return Publicado(cast, ahora)


def test_solo_toca_lo_que_ya_termino_con_su_vencimiento(poa: Publicado) -> None:
    """10 business days after 31 January 2026 (Saturday): 13 February; after 31 March (Tuesday): 14 April."""
    found = queries.por_hacer({"UR-050"}, date(2026, 4, 6))
    assert [(f.mes, f.faltan, f.vence, f.tarde) for f in found] == [
        ("2026-01", 1, date(2026, 2, 13), True),  # A01
        ("2026-02", 2, date(2026, 3, 13), True),  # A01 and A02
        ("2026-03", 3, date(2026, 4, 14), False),  # and C1, of the quarter; F1 is of the year
    ]
    assert queries.por_hacer({"UR-043"}, date(2026, 4, 6)) == []


def test_lo_reportado_deja_de_tocar_y_se_calcula_solo(poa: Publicado) -> None:
    poa.report("2026-03", linea(A01, "10"), linea(C1, "57", "100"))
    [fila] = [f for f in queries.por_hacer({"UR-050"}, date(2026, 4, 6)) if f.mes == "2026-03"]
    assert fila.faltan == 1  # A02
    hoja = queries.hoja(queries.poa(poa.id), "2026-03")
    c1 = next(f for f in hoja.filas if f.medida.direccion == C1)
    assert (c1.resultado.valor, c1.resultado.avance, c1.resultado.semaforo) == (57, 95, "verde")
    assert F1 not in {f.medida.direccion for f in hoja.filas}


def test_un_renglon_con_problema_deja_todo_sin_guardar_y_se_dicen_todos_los_motivos(poa: Publicado) -> None:
    with pytest.raises(Invalid) as refusal:
        poa.report("2026-03", linea(A01, "3"), linea(C1, "57"), linea(A02, "-1", justificacion="No"))
    assert refusal.value.codes == ["AVANCE_SIN_JUSTIFICAR", "AVANCE_VARIABLE_FALTANTE", "AVANCE_NEGATIVO"]
    assert db.session.scalar(select(Avance.id)) is None


def test_fuera_de_meta_se_explica_y_en_meta_no_hace_falta(poa: Publicado) -> None:
    assert poa.report("2026-03", linea(A01, "3", justificacion="Llovió."), linea(A02, "5")).reportados == 2


def test_un_mes_que_no_termina_no_se_reporta(poa: Publicado) -> None:
    with pytest.raises(Invalid) as refusal:
        poa.report("2026-04", linea(A01, "10"))
    assert refusal.value.codes == ["AVANCE_PERIODO_ABIERTO"]
    assert poa.report("2026-04", linea(A01, "10"), ahora=datetime(2026, 5, 1, 7, tzinfo=UTC)).reportados == 1


def test_solo_reporta_su_dependencia(poa: Publicado) -> None:
    for quien in (poa.cast.enlace_educacion, poa.cast.revisora, poa.cast.administradora):
        with pytest.raises(NotAllowed):
            poa.report("2026-03", linea(A01, "10"), actor=quien)


def test_repetir_lo_mismo_no_es_un_reporte_nuevo(poa: Publicado) -> None:
    poa.report("2026-03", linea(A01, "10"))
    with pytest.raises(Invalid) as refusal:
        poa.report("2026-03", linea(A01, "10.0"))
    assert refusal.value.codes == ["AVANCE_NADA_ESCRITO"]


def test_si_otra_persona_reporto_mientras_tanto_se_avisa(poa: Publicado) -> None:
    poa.report("2026-03", linea(A01, "10"))
    with pytest.raises(Refused) as refusal:
        poa.report("2026-03", linea(A01, "9", justificacion="Corregí."), vistos={A01: 0}, actor=poa.cast.titular)
    assert refusal.value.codes == ["AVANCE_CAMBIO_DESPUES"]


def test_la_evidencia_queda_con_su_reporte_y_pasa_al_que_lo_corrige(poa: Publicado) -> None:
    poa.report("2026-03", linea(A01, "10"), evidencias={A01: [Adjunto("acta.pdf", io.BytesIO(PDF))]})
    poa.report("2026-03", linea(A01, "11"))
    uno, dos = queries.historia(poa.id, A01)
    assert [e.nombre for e in uno.evidencias] == ["acta.pdf"] == [e.nombre for e in dos.evidencias]
    archivo_id = db.session.scalar(select(AvanceEvidencia.archivo_id))
    assert archivo_id is not None and queries.evidencia(archivo_id) == archivo_id
    with pytest.raises(NotFound):
        queries.evidencia(archivo_id + 1)


def test_un_reporte_no_se_modifica_ni_se_borra(poa: Publicado) -> None:
    poa.report("2026-03", linea(A01, "10"))
    row = db.session.scalars(select(Avance)).one()
    row.uno = Decimal(99)
    with pytest.raises(DatabaseError):
        db.session.commit()
    db.session.rollback()


class TestRevision:
    def test_lo_observado_vuelve_a_tocarle_a_la_dependencia(self, poa: Publicado) -> None:
        poa.report("2026-03", linea(A01, "10"))
        [(_, _, hecho)] = queries.por_revisar((), 10)
        service.revisar(hecho.id, decision="observado", texto="Falta el acta.", actor=poa.cast.revisora, ahora=ABRIL)
        [fila] = [f for f in queries.por_hacer({"UR-050"}, date(2026, 4, 6)) if f.mes == "2026-03"]
        assert (fila.faltan, fila.observados) == (2, 1)
        assert queries.por_revisar((), 10) == []
        poa.report("2026-03", linea(A01, "9", justificacion="Se ajustó al acta."))
        assert len(queries.por_revisar((), 10)) == 1
        with pytest.raises(Refused) as refusal:
            service.revisar(hecho.id, decision="aceptado", texto="", actor=poa.cast.revisora, ahora=ABRIL)
        assert refusal.value.codes == ["REVISION_YA_REEMPLAZADA"]

    def test_observar_pide_decir_que(self, poa: Publicado) -> None:
        poa.report("2026-03", linea(A01, "10"))
        [(_, _, hecho)] = queries.por_revisar((), 10)
        with pytest.raises(Invalid):
            service.revisar(hecho.id, decision="observado", texto=" ", actor=poa.cast.revisora, ahora=ABRIL)
        with pytest.raises(NotAllowed):
            service.revisar(hecho.id, decision="aceptado", texto="", actor=poa.cast.titular, ahora=ABRIL)

    def test_nadie_revisa_lo_que_capturo_ni_lo_de_su_dependencia(self, poa: Publicado) -> None:
        doble = replace(poa.cast.revisora, asignaciones=poa.cast.revisora.asignaciones + poa.cast.enlace.asignaciones)
        poa.report("2026-03", linea(A01, "10"))
        [(_, _, hecho)] = queries.por_revisar((), 10)
        with pytest.raises(Refused) as refusal:
            service.revisar(hecho.id, decision="aceptado", texto="", actor=doble, ahora=ABRIL)
        assert refusal.value.codes == ["REVISION_PROPIA"]


class TestCorte:
    def test_el_corte_de_un_trimestre_es_el_mismo_aunque_despues_lleguen_reportes(self, poa: Publicado) -> None:
        poa.report("2026-03", linea(A01, "10"), linea(C1, "57", "100"))
        corte_id = service.hacer_corte("2026-T1", actor=poa.cast.planeacion, ahora=ABRIL)
        huella = queries.corte(corte_id).sha256
        luego = ABRIL + timedelta(days=3)
        poa.report("2026-02", linea(A01, "10"), ahora=luego)  # late
        poa.report(
            "2026-03", linea(A01, "4", justificacion="Eran menos.", motivo="Se contó dos veces."), ahora=luego
        )  # rectification
        found = queries.corte(corte_id)
        assert (found.sha256, found.despues) == (huella, 2)
        assert service.comprobar(corte_id) is True
        a01 = next(f for f in found.filas if f["direccion"] == A01)
        assert (a01["valor"], a01["avance"], a01["sin_reporte"]) == ("10.000000", "33.333333", ["2026-01", "2026-02"])

    def test_lo_que_ya_tiene_corte_solo_se_rectifica_con_motivo(self, poa: Publicado) -> None:
        poa.report("2026-03", linea(A01, "10"))
        service.hacer_corte("2026-03", actor=poa.cast.planeacion, ahora=ABRIL)
        with pytest.raises(Invalid) as refusal:
            poa.report("2026-03", linea(A01, "11"))
        assert refusal.value.codes == ["AVANCE_RECTIFICACION_SIN_MOTIVO"]
        assert poa.report("2026-03", linea(A01, "11", motivo="Error de dedo.")).rectificados == 1
        uno, dos = queries.historia(poa.id, A01)
        assert (uno.uno, dos.uno, dos.motivo) == (10, 11, "Error de dedo.")

    def test_el_corte_de_un_mes_no_cierra_el_trimestre_ni_otro_mes(self, poa: Publicado) -> None:
        poa.report("2026-02", linea(A01, "10"))
        poa.report("2026-03", linea(C1, "57", "100"))
        service.hacer_corte("2026-01", actor=poa.cast.planeacion, ahora=ABRIL)
        assert poa.report("2026-02", linea(A01, "11")).rectificados == 0

    def test_se_hace_una_vez_por_quien_debe_y_cuando_termina_el_periodo(self, poa: Publicado) -> None:
        for quien in (poa.cast.revisora, poa.cast.titular):
            with pytest.raises(NotAllowed):
                service.hacer_corte("2026-T1", actor=quien, ahora=ABRIL)
        with pytest.raises(Refused) as early:
            service.hacer_corte("2026-T2", actor=poa.cast.planeacion, ahora=ABRIL)
        with pytest.raises(Invalid):
            service.hacer_corte("2026", actor=poa.cast.planeacion, ahora=ABRIL)
        service.hacer_corte("2026-T1", actor=poa.cast.planeacion, ahora=ABRIL)
        with pytest.raises(Refused) as again:
            service.hacer_corte("2026-T1", actor=poa.cast.planeacion, ahora=ABRIL)
        assert (early.value.codes, again.value.codes) == (["CORTE_ANTES_DE_TIEMPO"], ["CORTE_YA_HECHO"])


def test_las_metas_modificadas_juzgan_desde_su_acuerdo_y_lo_anterior_queda_como_estaba(poa: Publicado) -> None:
    """A01: 10 a month; from the acuerdo of February 2026 on, 20. January keeps its 10."""
    poa.do("titular", "abrir_modificacion", tipo_cambio="reprogramacion_metas", motivo="Más recurso")
    nuevo = contenido(actividades=[actividad("A01", ["10", *["20"] * 11])])
    nuevo["identificacion"]["problema_central"] = "Calles sin pavimento"
    poa.capture(nuevo)
    poa.to_published()
    one = queries.poa(poa.id)
    assert [v.numero for v in one.vigencias] == [1, 2]
    metas = {}
    for mes in ("2026-01", "2026-03"):
        fila = next(f for f in queries.hoja(one, mes).filas if f.medida.direccion == A01)
        metas[mes] = fila.meta
    assert metas == {"2026-01": 10, "2026-03": 20}
