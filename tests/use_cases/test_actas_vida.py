"""From the project of an acta to its approval by a later session, on both databases."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests import builders_documentos as d
from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas import queries
from workflow.actas import service as actas
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import texto_de
from workflow.actas.models import Acta, Instantanea
from workflow.actas.queries import borradores
from workflow.db import db
from workflow.kernel.refusals import Invalid, NotAllowed, Refused, Stale
from workflow.outbox.models import Trabajo
from workflow.outbox.queries import status_of
from workflow.sesiones.models import Acuerdo, Incidencia


@pytest.fixture
def sesion(app: Flask, cast: Cast, ahora: datetime) -> int:
    sesion = d.closed_cabildo(cast, ahora)
    d.raised(sesion, ahora)
    return sesion


@pytest.fixture
def acta(sesion: int) -> int:
    return db.session.query(Acta).one().id


def discusion(sesion: int) -> str:
    return f"discusion:{b.items(sesion)['votable']}"


def text_of(acta: int) -> str:
    return texto_de(componer(borradores.last_version(borradores.acta_row(acta))))


def write(acta: int, seccion: str, texto: str, revision: int, cast: Cast, ahora: datetime) -> int:
    return actas.escribir(acta, seccion, texto, revision=revision, actor=cast.gobierno, ahora=ahora)


def test_recien_levantada_nada_falta_por_incorporar(acta: int) -> None:
    found = borradores.borrador(acta)
    assert found.por_incorporar == ()
    assert not found.hechos_cambiaron


def test_escribir_no_toca_lo_emitido_hasta_elaborar_otra_version(
    acta: int, sesion: int, cast: Cast, ahora: datetime
) -> None:
    write(acta, discusion(sesion), "La regidora pidió calendario de obra", 0, cast, ahora)
    assert "calendario de obra" not in text_of(acta)
    assert ["calendario de obra" in one.ahora for one in borradores.borrador(acta).por_incorporar].count(True) == 1
    assert not borradores.borrador(acta).hechos_cambiaron
    assert actas.regenerar(acta, actor=cast.gobierno, ahora=ahora) == 2
    assert "calendario de obra" in text_of(acta)
    assert {row.folio for row in db.session.query(Instantanea)} == {"ACTA-CAB-2024-2027-001"}
    assert borradores.borrador(acta).por_incorporar == ()


def test_si_el_registro_cambia_se_avisa_y_lo_escrito_se_conserva(
    acta: int, sesion: int, cast: Cast, ahora: datetime
) -> None:
    write(acta, discusion(sesion), "Texto de la secretaría", 0, cast, ahora)
    actas.regenerar(acta, actor=cast.gobierno, ahora=ahora)
    db.session.add(
        Incidencia(sesion_id=sesion, clase="otra", hora=ahora, texto="Se corrigió el registro", por_id=1, quorum=None)
    )
    db.session.commit()
    assert borradores.borrador(acta).hechos_cambiaron
    actas.regenerar(acta, actor=cast.gobierno, ahora=ahora)
    assert "Texto de la secretaría" in text_of(acta)
    assert "Se corrigió el registro" in text_of(acta)
    assert not borradores.borrador(acta).hechos_cambiaron


def test_quien_escribe_sobre_una_revision_vieja_no_borra_la_nueva(
    acta: int, sesion: int, cast: Cast, ahora: datetime
) -> None:
    assert write(acta, discusion(sesion), "Primera", 0, cast, ahora) == 1
    with pytest.raises(Stale) as refused:
        write(acta, discusion(sesion), "Encimada", 0, cast, ahora)
    assert refused.value.reasons[0].code == "TEXTO_CAMBIADO"
    assert borradores.latest_texts(acta)[discusion(sesion)].texto == "Primera"
    assert write(acta, discusion(sesion), "Primera y encimada", 1, cast, ahora) == 2


def test_guardar_lo_mismo_no_hace_otra_revision(acta: int, sesion: int, cast: Cast, ahora: datetime) -> None:
    write(acta, discusion(sesion), "Igual", 0, cast, ahora)
    assert write(acta, discusion(sesion), "Igual ", 1, cast, ahora) == 1


def test_sin_cambios_no_se_elabora_otra_version(acta: int, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(Refused, match="ACTA_SIN_CAMBIOS"):
        actas.regenerar(acta, actor=cast.gobierno, ahora=ahora)


def test_solo_quien_conduce_el_organo_escribe_su_acta(acta: int, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(NotAllowed):
        actas.escribir(acta, "incidencias", "x", revision=0, actor=cast.comisiones, ahora=ahora)
    with pytest.raises(Invalid, match="SECCION_DESCONOCIDA"):
        actas.escribir(acta, "firmas", "x", revision=0, actor=cast.gobierno, ahora=ahora)


def test_la_votacion_de_una_sesion_posterior_aprueba_con_precisiones(
    acta: int, sesion: int, cast: Cast, ahora: datetime
) -> None:
    acuerdo = db.session.query(Acuerdo).one()
    actas.certificar_acuerdo(acuerdo.id, instalacion=d.AQUI, actor=cast.gobierno, ahora=ahora)
    actas.precisar(
        acta, clase="precision", dice="cada trimestre", debe_decir="cada bimestre", solicita="C. Regidora",
        actor=cast.gobierno, ahora=ahora,
    )  # fmt: skip
    actas.precisar(
        acta, clase="objecion", dice="", debe_decir="No se dijo eso", solicita="C. Síndica",
        actor=cast.gobierno, ahora=ahora,
    )  # fmt: skip
    por, votacion = d.approving_session(cast, ahora)
    done = actas.aprobar_por_votacion(sesion, votacion_id=votacion, por_sesion_id=por, ahora=ahora)
    again = actas.aprobar_por_votacion(sesion, votacion_id=votacion, por_sesion_id=por, ahora=ahora)
    assert (done, again) == (True, False)
    vista = queries.acta_of(sesion)
    assert vista is not None
    assert (vista.estado, vista.version) == ("aprobada", 2)
    text = text_of(acta)
    assert "cada bimestre" in text and "Pide que se informe cada trimestre" not in text
    assert "en la Segunda Sesión Ordinaria Pública de Cabildo, por unanimidad" in text
    assert "Anexo: objeciones al acta que no fueron aceptadas" in text
    assert any("bimestre" in one.ahora for one in borradores.differences(acta, 1, 2))
    (certificada,) = borradores.certificaciones_of(acta)
    assert (certificada.acta_aprobada, certificada.coincide) == (False, True)


def test_un_acta_no_aprobada_por_el_pleno_sigue_en_proyecto(
    acta: int, sesion: int, cast: Cast, ahora: datetime
) -> None:
    por, votacion = d.approving_session(cast, ahora, en_contra=True)
    with pytest.raises(Refused, match="VOTACION_NO_APRUEBA_ACTA"):
        actas.aprobar_por_votacion(sesion, votacion_id=votacion, por_sesion_id=por, ahora=ahora)
    assert queries.acta_of(sesion).estado == "proyecto"  # type: ignore[union-attr]


def test_ya_aprobada_no_se_escribe_ni_se_precisa(acta: int, sesion: int, cast: Cast, ahora: datetime) -> None:
    actas.aprobar_acta(sesion, fecha=ahora.date(), acuerdo_folio=None, actor=cast.gobierno, ahora=ahora)
    with pytest.raises(Refused, match="ACTA_YA_APROBADA"):
        write(acta, "incidencias", "Tarde", 0, cast, ahora)
    with pytest.raises(Refused, match="ACTA_YA_APROBADA"):
        actas.regenerar(acta, actor=cast.gobierno, ahora=ahora)


def test_no_se_precisa_lo_que_el_acta_no_dice_en_su_prosa(acta: int, cast: Cast, ahora: datetime) -> None:
    for dice in ("Se aprueba el expediente", "unanimidad"):
        with pytest.raises(Invalid, match="PRECISION_SIN_COINCIDENCIA"):
            actas.precisar(
                acta, clase="precision", dice=dice, debe_decir="otra cosa", solicita="C. Alguien",
                actor=cast.gobierno, ahora=ahora,
            )  # fmt: skip


def test_al_votarse_el_acta_anterior_queda_aprobada_por_su_trabajo(
    acta: int, sesion: int, cast: Cast, ahora: datetime
) -> None:
    por, votacion = d.approving_session(cast, ahora)
    (trabajo,) = [one for one in status_of(("sesion", sesion)) if one.tipo == "acta.aprobar"]
    payload = db.session.get_one(Trabajo, trabajo.id).payload
    assert payload == {"sesion_id": sesion, "votacion_id": votacion, "por_sesion_id": por}


def test_rechazada_no_deja_trabajo(acta: int, sesion: int, cast: Cast, ahora: datetime) -> None:
    d.approving_session(cast, ahora, en_contra=True)
    assert [one for one in status_of(("sesion", sesion)) if one.tipo == "acta.aprobar"] == []
