"""Templates of the municipality from the upload to the document: what is in force, since when, and when it fails."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import pytest
from docx import Document as open_docx
from flask import Flask
from sqlalchemy import select

from tests import builders_sesiones as b
from tests.builders_plantillas import BUENA, CERTIFICACION, docx, text_of
from tests.cast import Cast
from tests.jobs.test_actas import closed_session, due_now
from workflow.actas import queries as actas
from workflow.actas.models import Documento, Instantanea, Plantilla, PlantillaCarga
from workflow.actas.plantilla.previa import plantilla_inicial
from workflow.actas.queries import plantillas as queries
from workflow.actas.service import plantillas as service
from workflow.archivos.queries import content_path
from workflow.audit.models import Asiento
from workflow.db import db
from workflow.jobs import tasks
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.sesiones.models import Organo

ACUERDO = "Acuerdo AHC/010/2026"


def upload(
    cast: Cast,
    ahora: datetime,
    *lines: str,
    clase: str = "acta",
    organo_id: int | None = None,
    desde: date | None = None,
    who: str = "gobierno",
) -> int:
    return service.cargar_plantilla(
        clase,
        io.BytesIO(docx(*(lines or BUENA))),
        organo_id=organo_id,
        vigente_desde=desde or local_date(ahora),
        nota="Con el escudo nuevo",
        fundamento=ACUERDO,
        actor=getattr(cast, who),
        ahora=ahora,
    )


def in_use(cast: Cast, ahora: datetime, *lines: str, **more: object) -> int:
    return service.poner_en_vigor(upload(cast, ahora, *lines, **more), actor=cast.gobierno, ahora=ahora)  # type: ignore[arg-type]


def acta_docx() -> tuple[Documento, bytes]:
    row = db.session.scalars(
        select(Documento).where(Documento.clase == "acta", Documento.formato == "docx").order_by(Documento.id.desc())
    ).first()
    assert row is not None
    return row, content_path(row.sha256).read_bytes()


def test_una_plantilla_con_errores_no_cambia_nada_y_queda_como_borrador(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    carga = upload(cast, ahora, "Acta {{ acta.numro }}")
    found = queries.carga(carga)
    assert found.errores >= 1
    assert "acta.numro" in found.faltas[0].donde
    with pytest.raises(Refused) as refused:
        service.poner_en_vigor(carga, actor=cast.gobierno, ahora=ahora)
    assert refused.value.codes == ["PLANTILLA_CON_ERRORES"]
    assert queries.in_force("acta", None, local_date(ahora)) is None
    assert [one.id for one in queries.drafts("acta")] == [carga]
    service.descartar_carga(carga, actor=cast.gobierno, ahora=ahora)
    assert queries.drafts("acta") == []


def test_lo_que_no_es_word_tambien_queda_guardado_con_lo_encontrado(app: Flask, cast: Cast, ahora: datetime) -> None:
    carga = service.cargar_plantilla(
        "acta", io.BytesIO(b"%PDF-1.7 no es Word"), organo_id=None, vigente_desde=local_date(ahora), nota="",
        fundamento=ACUERDO, actor=cast.gobierno, ahora=ahora,
    )  # fmt: skip
    assert [one.codigo for one in queries.carga(carga).hallazgos] == ["PLANTILLA_NO_ES_WORD"]


def test_solo_la_secretaria_de_gobierno_y_quien_administra_ponen_plantillas(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    assert upload(cast, ahora, who="administradora")
    for who in ("transparencia", "auditor", "regidora", "enlace", "comisiones"):
        with pytest.raises(NotAllowed):
            upload(cast, ahora, who=who)


def test_no_se_pone_en_vigor_hacia_atras_ni_sin_fundamento(app: Flask, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        service.cargar_plantilla(
            "acta", io.BytesIO(docx(*BUENA)), organo_id=99, vigente_desde=local_date(ahora) - timedelta(days=1),
            nota="", fundamento=" ", actor=cast.gobierno, ahora=ahora,
        )  # fmt: skip
    assert refused.value.codes == ["PLANTILLA_ORGANO", "PLANTILLA_RETROACTIVA", "PLANTILLA_SIN_FUNDAMENTO"]
    assert db.session.query(PlantillaCarga).count() == 0


def test_vale_la_del_organo_antes_que_la_general_y_cada_una_desde_su_dia(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    b.load_organs(cast, ahora)
    cabildo = db.session.scalar(select(Organo.id).where(Organo.clave == "CAB"))
    hoy = local_date(ahora)
    general = in_use(cast, ahora)
    propia = in_use(cast, ahora, *BUENA, "Cabildo", organo_id=cabildo, desde=hoy + timedelta(days=10))

    def at(organo: int | None, days: int) -> int | None:
        found = queries.in_force("acta", organo, hoy + timedelta(days=days))
        return found.id if found else None

    assert (at(cabildo, -1), at(cabildo, 0), at(cabildo, 9), at(cabildo, 10)) == (None, general, general, propia)
    assert at(None, 30) == general
    service.volver_a_la_propia(
        "acta", organo_id=cabildo, vigente_desde=hoy + timedelta(days=20), nota="", fundamento=ACUERDO,
        actor=cast.gobierno, ahora=ahora,
    )  # fmt: skip
    assert at(cabildo, 20) is None
    assert at(None, 20) == general
    # The template of the acta serves its project; the one of the project does not serve the acta.
    found = queries.in_force("proyecto_acta", None, hoy)
    assert found is not None and found.id == general
    in_use(cast, ahora, clase="proyecto_acta")
    assert at(None, 0) == general


def test_el_acta_sale_con_la_plantilla_de_su_dia_y_otra_posterior_no_la_cambia(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    plantilla = in_use(cast, ahora)
    in_use(cast, ahora, *CERTIFICACION, clase="certificacion")
    closed_session(cast, ahora)
    due_now()
    tasks.drain()
    documento, data = acta_docx()
    assert "AYUNTAMIENTO DE EJEMPLO" in text_of(data)
    assert documento.plantilla_sha256 == db.session.get_one(Plantilla, plantilla).sha256
    assert documento.plantilla_falla is None
    instantanea = documento.instantanea
    assert instantanea.plantilla_id == plantilla
    certified = db.session.scalar(
        select(Documento.sha256).where(Documento.clase == "certificacion", Documento.formato == "docx")
    )
    assert certified is not None and "CONSTANCIA CERTIFICADA CERT/AHC/001/2026" in text_of(
        content_path(certified).read_bytes()
    )
    in_use(cast, ahora, *BUENA, "Otro membrete")
    used = queries.of_instantanea(instantanea.id)
    assert used is not None and used.sha256 == documento.plantilla_sha256
    assert acta_docx()[0].sha256 == documento.sha256
    assert [(one.id, one.documentos) for one in queries.history("acta", local_date(ahora))][-1] == (plantilla, 1)


def test_la_certificacion_de_otro_organo_no_usa_la_del_cabildo(app: Flask, cast: Cast, ahora: datetime) -> None:
    closed_session(cast, ahora)
    otro = db.session.scalar(select(Organo.id).where(Organo.clave != "CAB").limit(1))
    in_use(cast, ahora, organo_id=otro)
    due_now()
    tasks.drain()
    assert {one.plantilla_id for one in db.session.query(Instantanea)} == {None}


def test_una_plantilla_que_falla_al_llenarse_no_pierde_el_acta(app: Flask, cast: Cast, ahora: datetime) -> None:
    plantilla = db.session.get_one(Plantilla, in_use(cast, ahora))
    closed_session(cast, ahora)
    content_path(plantilla.sha256 or "").write_bytes(b"otra cosa")
    due_now()
    tasks.drain()
    documento, data = acta_docx()
    assert (documento.plantilla_sha256, documento.plantilla_falla) == (None, "PLANTILLA_NO_DISPONIBLE")
    assert open_docx(io.BytesIO(data)).core_properties.title.startswith("Acta número 1.")
    assert [code for _, _, code in queries.failures()] == ["PLANTILLA_NO_DISPONIBLE"]
    assert actas.of_sesion(documento.objeto_id, cast.gobierno)


def test_una_carga_se_pone_en_vigor_una_sola_vez_y_todo_queda_en_la_bitacora(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    carga = upload(cast, ahora)
    service.poner_en_vigor(carga, actor=cast.gobierno, ahora=ahora)
    with pytest.raises(Refused) as refused:
        service.poner_en_vigor(carga, actor=cast.gobierno, ahora=ahora)
    assert refused.value.codes == ["PLANTILLA_YA_EN_VIGOR"]
    with pytest.raises(Refused):
        service.descartar_carga(carga, actor=cast.gobierno, ahora=ahora)
    acts = sorted(db.session.scalars(select(Asiento.accion).where(Asiento.accion.like("plantilla:%"))))
    assert acts == ["plantilla:cargar", "plantilla:vigor"]


def test_lo_dicho_de_una_plantilla_en_vigor_no_se_modifica(app: Flask, cast: Cast, ahora: datetime) -> None:
    row = db.session.get_one(Plantilla, in_use(cast, ahora))
    row.vigente_desde = date(2020, 1, 1)
    with pytest.raises(Exception, match="tabla de hechos"):
        db.session.commit()
    db.session.rollback()


def test_subir_la_plantilla_inicial_sin_cambios_se_puede_poner_en_vigor(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    carga = service.cargar_plantilla(
        "convocatoria", io.BytesIO(plantilla_inicial("convocatoria")), organo_id=None, vigente_desde=local_date(ahora),
        nota="", fundamento=ACUERDO, actor=cast.gobierno, ahora=ahora,
    )  # fmt: skip
    assert queries.carga(carga).hallazgos == ()
    assert service.poner_en_vigor(carga, actor=cast.gobierno, ahora=ahora)
