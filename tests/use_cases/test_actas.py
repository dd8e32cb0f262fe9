"""The acta of a session, from its closing to its documents, on both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import DatabaseError

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas import queries
from workflow.actas import service as actas
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import texto_de
from workflow.actas.instantanea import InstantaneaActa
from workflow.actas.instantanea_dictamen import InstantaneaCertificacion, InstantaneaDictamen
from workflow.actas.models import Acta, Documento, Instantanea
from workflow.actas.service import Instalacion
from workflow.db import db
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import NotAllowed, NotFound, Refused
from workflow.outbox.queries import status_of
from workflow.sesiones import service
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Acuerdo, Dictamen
from workflow.sesiones.service import Propuesta

AQUI = Instalacion("Fresnillo, Zacatecas", "https://ruta.fresnillo.invalid")
SECRETARIO = {"nombre": "Saúl Arteaga Nieto", "cargo": "Secretario de Gobierno Municipal", "genero": "H"}
PDF, DOCX = b"%PDF-1.7 de prueba", b""


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    return ahora + timedelta(days=3)


@pytest.fixture
def cabildo(app: Flask, cast: Cast, ahora: datetime, dia: datetime) -> int:
    """A closed session of the Cabildo: fifteen present, C09 excused, one dossier approved 13 to 1."""
    b.load_organs(cast, ahora)
    b.dictaminated(cast, ahora)
    sesion = b.convene("CAB", cast.gobierno, ahora, secretario=SECRETARIO)
    b.open_with_agenda(sesion, tuple(c for c in b.CURULES if c != "C16"), cast.gobierno, dia)
    punto = b.items(sesion)["votable"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    service.excusar(punto, persona="C09", causa="Parentesco", actor=cast.gobierno, ahora=dia)
    service.votar(
        punto, votos=Captura(todos="a_favor", en_contra=("C07",)), actor=cast.gobierno, ahora=dia + timedelta(minutes=9)
    )
    service.clausurar(sesion, actor=cast.gobierno, ahora=dia + timedelta(minutes=40))
    return sesion


@pytest.fixture
def unidas(app: Flask, cast: Cast, ahora: datetime, dia: datetime) -> int:
    b.load_organs(cast, ahora)
    b.turned(cast, ahora)
    sesion = b.convene("CU-DEDS", cast.comisiones, ahora)
    b.open_with_agenda(sesion, b.UNIDAS, cast.comisiones, dia, unidas=True)
    punto = b.items(sesion)["votable"]
    service.abrir_punto(punto, actor=cast.comisiones, ahora=dia)
    votos = {"COM-01": Captura(todos="a_favor"), "COM-02": Captura(todos="a_favor", en_contra=("C04",))}
    service.votar(punto, votos=votos, propuesta=Propuesta("favorable"), actor=cast.comisiones, ahora=dia)
    service.clausurar(sesion, actor=cast.comisiones, ahora=dia + timedelta(minutes=30))
    return sesion


def levantar(sesion: int, ahora: datetime) -> actas.Congelada:
    return actas.levantar_acta(sesion, instalacion=AQUI, actor=SISTEMA, ahora=ahora)


def test_el_acta_toma_el_numero_de_la_clausura_y_un_folio(cabildo: int, dia: datetime) -> None:
    levantar(cabildo, dia)
    acta = db.session.query(Acta).one()
    assert (acta.numero, acta.folio, acta.estado) == (1, "ACTA-CAB-2024-2027-001", "proyecto")


def test_levantar_dos_veces_da_la_misma_instantanea(cabildo: int, dia: datetime) -> None:
    primera = levantar(cabildo, dia)
    segunda = levantar(cabildo, dia + timedelta(hours=5))
    assert primera.id == segunda.id
    assert primera.snapshot == segunda.snapshot
    assert db.session.query(Acta).count() == db.session.query(Instantanea).count() == 1


def test_el_acta_dice_el_sentido_del_voto_de_cada_integrante(cabildo: int, dia: datetime) -> None:
    snapshot = levantar(cabildo, dia).snapshot
    assert isinstance(snapshot, InstantaneaActa)
    punto = next(one for one in snapshot.puntos if one.clase == "votable")
    votacion = punto.votaciones[0]
    nombres = {one.persona.clave: one.persona.nombre for one in snapshot.listas[0].asistencias}
    assert (votacion.a_favor, votacion.en_contra, votacion.abstencion) == (13, 1, 0)
    assert votacion.nombres_en_contra == (nombres["C07"],)
    assert votacion.nombres_excusados == (nombres["C09"],)
    assert len(votacion.nombres_a_favor) == 13
    assert nombres["C16"] not in votacion.nombres_a_favor
    assert punto.acuerdo is not None
    assert punto.acuerdo.folio == "AHC/001/2026"
    assert punto.expediente is not None
    assert len(punto.expediente.sha256) == 64


def test_firman_quienes_asistieron_y_quien_da_fe(cabildo: int, dia: datetime) -> None:
    snapshot = levantar(cabildo, dia).snapshot
    claves = [one.persona.clave for one in snapshot.firmas]  # type: ignore[union-attr]
    assert claves == [f"C{n:02d}" for n in range(1, 16)] + ["secretario"]


def test_el_acta_de_comisiones_lleva_dos_listas_y_dos_votaciones(unidas: int, dia: datetime) -> None:
    snapshot = levantar(unidas, dia).snapshot
    assert isinstance(snapshot, InstantaneaActa)
    assert [roll.organo.clave for roll in snapshot.listas] == ["COM-01", "COM-02"]
    assert [len(roll.asistencias) for roll in snapshot.listas] == [5, 5]
    punto = next(one for one in snapshot.puntos if one.clase == "votable")
    cuentas = [(v.comision.clave if v.comision else "", v.a_favor, v.en_contra) for v in punto.votaciones]
    assert cuentas == [("COM-01", 5, 0), ("COM-02", 4, 1)]


def test_quien_voto_en_contra_firma_el_dictamen_con_esa_leyenda(unidas: int, dia: datetime) -> None:
    levantar(unidas, dia)
    dictamen = db.session.query(Dictamen).one()
    snapshot = actas.emitir_dictamen(dictamen.id, instalacion=AQUI, actor=SISTEMA, ahora=dia).snapshot
    assert isinstance(snapshot, InstantaneaDictamen)
    assert [(f.persona.clave, f.leyenda) for f in snapshot.firmas if f.leyenda] == [("C04", "En contra")]
    assert snapshot.folio == "CUDEDS/001/2026"
    assert snapshot.antecedentes.turnado is not None


def test_el_acuerdo_se_certifica_con_el_acta_pendiente_y_lo_dice(cabildo: int, dia: datetime) -> None:
    levantar(cabildo, dia)
    acuerdo = db.session.query(Acuerdo).one()
    snapshot = actas.certificar_acuerdo(acuerdo.id, instalacion=AQUI, actor=SISTEMA, ahora=dia).snapshot
    assert isinstance(snapshot, InstantaneaCertificacion)
    assert (snapshot.folio, snapshot.acta_numero, snapshot.acta_aprobada) == ("CERT/AHC/001/2026", 1, False)
    assert snapshot.certifica.nombre == "Saúl Arteaga Nieto"


def test_del_acta_salen_las_certificaciones_y_los_dictamenes_como_trabajo(cabildo: int, dia: datetime) -> None:
    levantar(cabildo, dia)
    levantar(cabildo, dia)
    salieron = sorted(t.tipo for t in status_of(("sesion", cabildo)) if t.tipo != "convocatoria.generar")
    assert salieron == ["acta.generar", "certificacion.generar"]


def test_de_comisiones_sale_el_dictamen_como_trabajo(unidas: int, dia: datetime) -> None:
    levantar(unidas, dia)
    salieron = sorted(t.tipo for t in status_of(("sesion", unidas)) if t.tipo != "convocatoria.generar")
    assert salieron == ["acta.generar", "dictamen.generar"]


def test_un_documento_se_guarda_una_sola_vez(cabildo: int, dia: datetime) -> None:
    congelada = levantar(cabildo, dia)
    assert congelada.faltan == ("pdf", "docx")
    primero = actas.guardar(congelada.id, {"pdf": PDF}, actor=SISTEMA, ahora=dia)
    segundo = actas.guardar(congelada.id, {"pdf": PDF}, actor=SISTEMA, ahora=dia)
    assert primero == segundo
    assert db.session.query(Documento).count() == 1
    assert levantar(cabildo, dia).faltan == ("docx",)


def test_no_hay_acta_de_una_sesion_sin_cerrar(app: Flask, cast: Cast, ahora: datetime, dia: datetime) -> None:
    b.load_organs(cast, ahora)
    sesion = b.convene("CAB", cast.gobierno, ahora)
    with pytest.raises(Refused) as error:
        levantar(sesion, dia)
    assert error.value.codes == ["SESION_SIN_CERRAR"]
    assert db.session.query(Acta).count() == 0


def test_la_sesion_sin_quorum_deja_constancia_con_folio_propio(
    app: Flask, cast: Cast, ahora: datetime, dia: datetime
) -> None:
    b.load_organs(cast, ahora)
    sesion = b.convene("CAB", cast.gobierno, ahora)
    service.abrir(sesion, presentes=b.CURULES[:8], actor=cast.gobierno, ahora=dia)
    snapshot = levantar(sesion, dia).snapshot
    assert isinstance(snapshot, InstantaneaActa)
    assert (snapshot.folio, snapshot.sesion.instalada) == ("CNV-CAB-2024-2027-001", False)
    assert len(snapshot.firmas) == 9


def test_aprobar_el_acta_es_otra_version_con_el_mismo_folio(cabildo: int, cast: Cast, dia: datetime) -> None:
    levantar(cabildo, dia)
    datos = {"fecha": date(2026, 3, 20), "acuerdo_folio": "AHC/009/2026", "ahora": dia}
    with pytest.raises(NotAllowed):
        actas.aprobar_acta(cabildo, actor=cast.regidora, **datos)  # type: ignore[arg-type]
    actas.aprobar_acta(cabildo, actor=cast.gobierno, **datos)  # type: ignore[arg-type]
    congelada = levantar(cabildo, dia)
    assert (congelada.snapshot.version, congelada.snapshot.folio) == (2, "ACTA-CAB-2024-2027-001")
    assert congelada.faltan == ("pdf", "docx")
    with pytest.raises(Refused) as error:
        actas.aprobar_acta(cabildo, actor=cast.gobierno, **datos)  # type: ignore[arg-type]
    assert error.value.codes == ["ACTA_YA_APROBADA"]


@pytest.mark.parametrize("orden", ["UPDATE instantanea SET sha256 = sha256", "DELETE FROM documento"])
def test_lo_emitido_no_se_cambia_ni_se_borra(cabildo: int, dia: datetime, orden: str) -> None:
    congelada = levantar(cabildo, dia)
    actas.guardar(congelada.id, {"pdf": PDF}, actor=SISTEMA, ahora=dia)
    with pytest.raises(DatabaseError), db.engine.begin() as connection:
        connection.exec_driver_sql(orden)


def test_la_dependencia_ve_el_acta_de_su_expediente_y_otra_no(cabildo: int, cast: Cast, dia: datetime) -> None:
    congelada = levantar(cabildo, dia)
    (documento,) = actas.guardar(congelada.id, {"pdf": PDF}, actor=SISTEMA, ahora=dia)
    assert queries.documento(documento, cast.titular).nombre == "acta_ACTA-CAB-2024-2027-001_v1.pdf"
    assert [d.id for d in queries.of_sesion(cabildo, cast.regidora)] == [documento]
    with pytest.raises(NotFound):
        queries.documento(documento, cast.titular_educacion)


def test_un_fundamento_por_confirmar_no_se_pone_a_firma(cabildo: int, dia: datetime) -> None:
    levantar(cabildo, dia)
    acuerdo = db.session.query(Acuerdo).one()
    snapshot = actas.certificar_acuerdo(acuerdo.id, instalacion=AQUI, actor=SISTEMA, ahora=dia).snapshot
    assert isinstance(snapshot, InstantaneaCertificacion)
    assert "confirmar" not in snapshot.fundamento
    assert snapshot.fundamento.startswith("las disposiciones aplicables de la Ley Orgánica del Municipio")


def test_los_asuntos_generales_que_nadie_pidio_no_salen_dos_veces(cabildo: int, dia: datetime) -> None:
    text = texto_de(componer(levantar(cabildo, dia).snapshot))
    assert text.count("No se registraron asuntos generales.") == 1
    assert "El punto no se desahogó." not in text
