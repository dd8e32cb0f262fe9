"""Certificaciones on request, signatures, votos particulares and public versions, on both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta

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
from workflow.actas.queries import frozen, verificable
from workflow.actas.queries.firmas import firmas
from workflow.db import db
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.sesiones import service as sesiones
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Acuerdo, Dictamen
from workflow.sesiones.service import Propuesta

CERT = "CERT/AHC/001/2026"


@pytest.fixture
def sesion(app: Flask, cast: Cast, ahora: datetime) -> int:
    sesion = d.closed_cabildo(cast, ahora)
    d.raised(sesion, ahora)
    return sesion


def certify(cast: Cast, ahora: datetime, quien: str = "la Auditoría Superior del Estado") -> int:
    acuerdo = db.session.query(Acuerdo).one().id
    return actas.expedir_certificacion(
        acuerdo, solicitante=quien, efectos="su expediente", instalacion=d.AQUI, actor=cast.gobierno, ahora=ahora
    )


def said(clase: str, version: int) -> str:
    row = db.session.query(Instantanea).filter_by(clase=clase, version=version).one()
    return texto_de(componer(frozen(row.id)))


def test_se_certifica_antes_de_aprobarse_el_acta_y_lo_dice(sesion: int, cast: Cast, ahora: datetime) -> None:
    assert certify(cast, ahora) == 1
    text = said("certificacion", 1)
    assert "a solicitud de la Auditoría Superior del Estado, para su expediente" in text
    assert "se encuentra pendiente de aprobación" in text


def test_aprobada_el_acta_se_reexpide_y_la_anterior_queda_sustituida(sesion: int, cast: Cast, ahora: datetime) -> None:
    certify(cast, ahora)
    actas.aprobar_acta(sesion, fecha=ahora.date(), acuerdo_folio=None, actor=cast.gobierno, ahora=ahora)
    assert certify(cast, ahora) == 2
    assert "se encuentra aprobada" in said("certificacion", 2)
    assert [(one.version, one.estado) for one in verificable(CERT).versiones] == [(2, "vigente"), (1, "sustituido")]


def test_una_certificacion_cancelada_conserva_su_folio(sesion: int, cast: Cast, ahora: datetime) -> None:
    certify(cast, ahora)
    row = db.session.query(Instantanea).filter_by(clase="certificacion").one()
    with pytest.raises(Invalid, match="CANCELACION_SIN_MOTIVO"):
        actas.cancelar_documento(row.id, " ", actor=cast.gobierno, ahora=ahora)
    actas.cancelar_documento(row.id, "Se expidió a quien no la pidió", actor=cast.gobierno, ahora=ahora)
    assert [one.estado for one in verificable(CERT).versiones] == ["cancelado"]
    with pytest.raises(Refused, match="DOCUMENTO_YA_CANCELADO"):
        actas.cancelar_documento(row.id, "Otra vez", actor=cast.gobierno, ahora=ahora)


def test_un_acta_no_se_cancela(sesion: int, cast: Cast, ahora: datetime) -> None:
    acta = db.session.query(Acta).one()
    with pytest.raises(Refused, match="DOCUMENTO_NO_SE_CANCELA"):
        actas.cancelar_documento(acta.instantanea_id, "x", actor=cast.gobierno, ahora=ahora)


def test_certificar_pide_quien_la_solicita_y_el_cargo(sesion: int, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(Invalid, match="CERTIFICACION_INCOMPLETA"):
        certify(cast, ahora, " ")
    acuerdo = db.session.query(Acuerdo).one().id
    with pytest.raises(NotAllowed):
        actas.expedir_certificacion(
            acuerdo, solicitante="x", efectos="", instalacion=d.AQUI, actor=cast.titular, ahora=ahora
        )


def test_quien_se_niega_a_firmar_queda_anotado_y_el_acta_sigue(sesion: int, cast: Cast, ahora: datetime) -> None:
    held = db.session.query(Acta).one().instantanea_id
    with pytest.raises(Invalid, match="FIRMA_SIN_NOTA"):
        actas.anotar_firmas(held, {"0": ("firmo", ""), "4": ("se_nego", " ")}, actor=cast.gobierno, ahora=ahora)
    assert firmas(held).faltan == 17
    notas = {"0": ("firmo", ""), "4": ("se_nego", "No está de acuerdo con el punto 4")}
    assert actas.anotar_firmas(held, notas, actor=cast.gobierno, ahora=ahora) == 2
    assert actas.anotar_firmas(held, notas, actor=cast.gobierno, ahora=ahora) == 0
    vista = firmas(held)
    assert (vista.faltan, vista.firmantes[4].estado) == (15, "se_nego")
    actas.aprobar_acta(sesion, fecha=ahora.date(), acuerdo_folio=None, actor=cast.gobierno, ahora=ahora)


def test_el_papel_firmado_y_digitalizado_tambien_se_verifica(sesion: int, cast: Cast, ahora: datetime) -> None:
    held = db.session.query(Acta).one().instantanea_id
    actas.guardar_firmado(held, b"%PDF-1.4 escaneado", actor=cast.gobierno, ahora=ahora)
    (firmado,) = verificable("ACTA-CAB-2024-2027-001").versiones[0].archivos
    assert firmado.formato == "firmado"
    with pytest.raises(Refused, match="FIRMADO_REPETIDO"):
        actas.guardar_firmado(held, b"%PDF-1.4 escaneado", actor=cast.gobierno, ahora=ahora)
    with pytest.raises(Invalid):
        actas.guardar_firmado(held, b"no es un pdf", actor=cast.gobierno, ahora=ahora)


@pytest.fixture
def dictamen(app: Flask, cast: Cast, ahora: datetime) -> int:
    """Favourable with modifications: unanimous in one commission, C04 against in the other."""
    b.load_organs(cast, ahora)
    b.turned(cast, ahora)
    sesion = b.convene("CU-DEDS", cast.comisiones, ahora)
    dia = ahora + timedelta(days=3)
    b.open_with_agenda(sesion, b.UNIDAS, cast.comisiones, dia, unidas=True)
    punto = b.items(sesion)["votable"]
    sesiones.abrir_punto(punto, actor=cast.comisiones, ahora=dia)
    votos = {"COM-01": Captura(todos="a_favor"), "COM-02": Captura(todos="a_favor", en_contra=("C04",))}
    cambio = ("Meta anual: dice «100», debe decir «120», propone C. Ximena Ortega",)
    propuesta = Propuesta("favorable_con_modificaciones", modificaciones=cambio)
    sesiones.votar(punto, votos=votos, propuesta=propuesta, actor=cast.comisiones, ahora=dia)
    sesiones.clausurar(sesion, actor=cast.comisiones, ahora=dia + timedelta(minutes=30))
    d.raised(sesion, dia)
    found = db.session.query(Dictamen).one().id
    actas.emitir_dictamen(found, instalacion=d.AQUI, actor=SISTEMA, ahora=dia)
    return found


def test_el_dictamen_lleva_lo_que_dice_y_lo_que_debe_decir(dictamen: int) -> None:
    row = db.session.query(Instantanea).filter_by(clase="dictamen").one()
    (one,) = frozen(row.id).modificaciones  # type: ignore[union-attr]
    assert (one.campo, one.dice, one.debe_decir, one.proponente) == ("Meta anual", "100", "120", "C. Ximena Ortega")
    assert "5 a favor, 0 en contra" in one.votacion and "4 a favor, 1 en contra" in one.votacion


def test_quien_voto_en_contra_anexa_su_voto_particular(dictamen: int, cast: Cast, ahora: datetime) -> None:
    dia = ahora + timedelta(days=4)
    actas.presentar_voto_particular(dictamen, "C04", "No hay suficiencia", actor=cast.comisiones, ahora=dia)
    assert "Anexo: votos particulares" in said("dictamen", 2)
    assert "No hay suficiencia." in said("dictamen", 2)
    assert "votos particulares" not in said("dictamen", 1)
    with pytest.raises(Refused, match="VOTO_PARTICULAR_YA"):
        actas.presentar_voto_particular(dictamen, "C04", "Otro", actor=cast.comisiones, ahora=dia)


def test_ni_tarde_ni_quien_voto_a_favor(dictamen: int, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(Refused, match="VOTO_PARTICULAR_SIN_DISENSO"):
        actas.presentar_voto_particular(dictamen, "C03", "x", actor=cast.comisiones, ahora=ahora + timedelta(days=4))
    with pytest.raises(Refused, match="VOTO_PARTICULAR_TARDE"):
        actas.presentar_voto_particular(
            dictamen, "C04", "x", actor=cast.comisiones, ahora=ahora + timedelta(days=3, hours=73)
        )


CUBIERTA = actas.Clasificacion(
    "Secretaría de Gobierno", "Identifica a una persona", "Saúl Arteaga Nieto", "Acta CT/004/2026", date(2026, 3, 18)
)


def test_la_version_publica_sale_del_acta_aprobada_y_no_guarda_lo_tachado(
    sesion: int, cast: Cast, ahora: datetime
) -> None:
    acta = db.session.query(Acta).one().id
    tacha = [actas.Peticion("cada trimestre", "Dato de prueba", "LGTAIP 115")]
    with pytest.raises(Refused, match="ACTA_SIN_APROBAR"):
        actas.publicar_acta(acta, tacha, CUBIERTA, actor=cast.transparencia, ahora=ahora)
    actas.aprobar_acta(sesion, fecha=ahora.date(), acuerdo_folio=None, actor=cast.gobierno, ahora=ahora)
    assert actas.publicar_acta(acta, tacha, CUBIERTA, actor=cast.transparencia, ahora=ahora) == 1
    row = db.session.query(Instantanea).filter_by(clase="acta_publica").one()
    assert row.folio == "VP-ACTA-CAB-2024-2027-001"
    assert "cada trimestre" not in str(row.contenido)
    assert "[Eliminado 1]" in said("acta_publica", 1)
    assert verificable(row.folio).versiones[0].estado == "vigente"


def test_la_caratula_incompleta_se_dice_y_nada_se_publica(sesion: int, cast: Cast, ahora: datetime) -> None:
    acta = db.session.query(Acta).one().id
    actas.aprobar_acta(sesion, fecha=ahora.date(), acuerdo_folio=None, actor=cast.gobierno, ahora=ahora)
    vacia = actas.Clasificacion("", "", "", "", None)
    with pytest.raises(Invalid) as refused:
        actas.publicar_acta(acta, [], vacia, actor=cast.transparencia, ahora=ahora)
    assert {one.code for one in refused.value.reasons} == {"TACHA_NINGUNA", "CARATULA_INCOMPLETA"}
    assert queries.acta_of(sesion) is not None
    assert db.session.query(Instantanea).filter_by(clase="acta_publica").count() == 0
