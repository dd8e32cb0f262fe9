"""Acuerdos outside the convocatoria, and acuerdos of earlier sessions reported in the next one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_documentos as d
from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import texto_de
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import Invalid, Refused
from workflow.sesiones import service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Acuerdo, Punto
from workflow.sesiones.queries.acuerdos import acuerdo_seguido, informados_en, por_informar
from workflow.sesiones.service.seguimiento import informar_acuerdo

FAVOR = Captura(todos="a_favor")


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    return ahora + timedelta(days=3)


@pytest.fixture(autouse=True)
def organos(app: Flask, cast: Cast, ahora: datetime) -> dict[str, int]:
    return b.load_organs(cast, ahora)


def celebrating(cast: Cast, ahora: datetime, dia: datetime, *otros: PuntoNuevo) -> int:
    sesion = b.convene("CAB", cast.gobierno, ahora, programada_para=dia, otros=otros, secretario=d.SECRETARIO)
    b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
    return sesion


def in_general_matters(cast: Cast, ahora: datetime, dia: datetime) -> tuple[int, int]:
    sesion = celebrating(cast, ahora, dia)
    generales = b.items(sesion)["asuntos_generales"]
    service.abrir_punto(generales, actor=cast.gobierno, ahora=dia)
    return sesion, generales


def text_of_acta(sesion: int, cast: Cast, cuando: datetime) -> str:
    service.clausurar(sesion, actor=cast.gobierno, ahora=cuando)
    return texto_de(componer(d.raised(sesion, cuando).snapshot))


def test_lo_propuesto_en_asuntos_generales_se_vota_aparte_y_el_acta_advierte_la_nulidad(
    cast: Cast, ahora: datetime, dia: datetime
) -> None:
    sesion, generales = in_general_matters(cast, ahora, dia)
    punto = service.proponer_en_generales(
        generales, titulo="Declarar huésped distinguida a la delegación", actor=cast.gobierno, ahora=dia
    )
    service.desahogar(generales, actor=cast.gobierno, ahora=dia)
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    fila = db.session.get_one(Punto, punto)
    assert (fila.general, fila.num_convocado, fila.estado) == (True, None, "aprobado")
    assert db.session.query(Acuerdo).one().punto_id == punto
    ultimo = db.session.query(Punto).filter_by(sesion_id=sesion).order_by(Punto.orden.desc()).first()
    assert ultimo is not None and ultimo.tipo == "clausura"
    texto = text_of_acta(sesion, cast, dia + timedelta(minutes=30))
    assert "no figuró en la convocatoria, por lo que el acuerdo que recaiga puede impugnarse de nulidad" in texto


def test_en_asuntos_generales_no_se_aprueba_un_poa(cast: Cast, ahora: datetime, dia: datetime) -> None:
    folio = db.session.get_one(Expediente, b.turned(cast, ahora)).folio
    sesion, generales = in_general_matters(cast, ahora, dia)
    with pytest.raises(Refused) as error:
        service.proponer_en_generales(generales, titulo=f"Aprobar el {folio}", actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["ASUNTOS_GENERALES_SIN_POA"]
    service.desahogar(generales, actor=cast.gobierno, ahora=dia)
    orden = b.items(sesion)["orden"]
    with pytest.raises(Refused):
        service.proponer_en_generales(orden, titulo="Otro asunto", actor=cast.gobierno, ahora=dia)


def test_el_acuerdo_pendiente_se_informa_en_la_sesion_siguiente_y_el_acta_lo_dice(
    cast: Cast, ahora: datetime, dia: datetime
) -> None:
    primera = celebrating(cast, ahora, dia, PuntoNuevo("Rehabilitación del jardín principal"))
    punto = b.items(primera)["votable"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    acuerdo = db.session.query(Acuerdo).one()
    vence = dia.date() + timedelta(days=5)
    service.encargar_acuerdo(acuerdo.id, responsable="UR-050", vence=vence, actor=cast.gobierno, ahora=dia)
    assert por_informar(primera, "CAB", dia.date()) == []
    service.clausurar(primera, actor=cast.gobierno, ahora=dia + timedelta(minutes=30))

    despues = dia + timedelta(days=10)
    segunda = celebrating(cast, dia + timedelta(days=1), despues)
    (uno,) = por_informar(segunda, "CAB", despues.date())
    assert (uno.folio, uno.vencido, uno.vence) == (acuerdo.folio, True, vence)
    datos = {"actor": cast.gobierno, "ahora": despues}
    with pytest.raises(Invalid) as vacio:
        informar_acuerdo(segunda, acuerdo.id, nota=" ", **datos)
    assert vacio.value.codes == ["SEGUIMIENTO_SIN_NOTA"]
    informar_acuerdo(segunda, acuerdo.id, nota="La obra va al 80 %", estado="en_proceso", **datos)
    with pytest.raises(Refused) as otra_vez:
        informar_acuerdo(segunda, acuerdo.id, nota="De nuevo", **datos)
    assert otra_vez.value.codes == ["ACUERDO_YA_INFORMADO"]
    assert por_informar(segunda, "CAB", despues.date()) == []
    assert [(i.folio, i.estado, i.nota) for i in informados_en(segunda)] == [
        (acuerdo.folio, "en_proceso", "La obra va al 80 %")
    ]
    seguido = acuerdo_seguido(acuerdo.id, despues.date())
    assert seguido is not None and (seguido.estado, len(seguido.notas)) == ("en_proceso", 2)
    texto = text_of_acta(segunda, cast, despues + timedelta(minutes=30))
    assert "Seguimiento de acuerdos anteriores" in texto and "En proceso. La obra va al 80 %." in texto

    tercera = celebrating(cast, despues + timedelta(days=1), despues + timedelta(days=10))
    assert [a.folio for a in por_informar(tercera, "CAB", despues.date())] == [acuerdo.folio]


def test_solo_se_informa_lo_de_sesiones_anteriores_del_mismo_organo(cast: Cast, ahora: datetime, dia: datetime) -> None:
    sesion = celebrating(cast, ahora, dia, PuntoNuevo("Rehabilitación del jardín principal"))
    punto = b.items(sesion)["votable"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
    acuerdo = db.session.query(Acuerdo).one()
    service.encargar_acuerdo(acuerdo.id, responsable="UR-050", vence=None, actor=cast.gobierno, ahora=dia)
    with pytest.raises(Refused) as error:
        informar_acuerdo(sesion, acuerdo.id, nota="Va bien", actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["ACUERDO_NO_SE_INFORMA"]
