"""Acuerdos followed by their pages: who answers, until when, with what evidence."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.web.sala import at, browser_of
from workflow.sesiones import service
from workflow.sesiones.models import Acuerdo
from workflow.sesiones.service import Propuesta


def agreed(cast: Cast, ahora: datetime) -> tuple[int, datetime]:
    """An acuerdo of the Cabildo, and the day after."""
    b.load_organs(cast, ahora)
    b.dictaminated(cast, ahora)
    sesion, dia = b.convene("CAB", cast.gobierno, ahora), ahora + timedelta(days=3)
    b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
    punto = b.items(sesion)["votable"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    service.votar(punto, votos=b.all_in_favour(), propuesta=Propuesta("aprobado"), actor=cast.gobierno, ahora=dia)
    acuerdo = Acuerdo.query.one()
    return acuerdo.id, dia + timedelta(days=1)


def test_el_acuerdo_se_encarga_la_dependencia_lo_cumple_con_evidencia_y_queda_su_historia(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    acuerdo, despues = agreed(cast, ahora)
    at(app, despues)
    gobierno = browser_of(app, cast.gobierno)
    page = gobierno.get(f"/acuerdos/{acuerdo}")
    sin = gobierno.submit(page, "Dependencia responsable")
    assert sin.status == 422 and "Elija la dependencia responsable." in sin.text
    page = gobierno.submit(sin, "Dependencia responsable", responsable="UR-050", vence="2026-03-31")
    assert "vence el 31/03/2026" in page.text
    titular = browser_of(app, cast.titular)
    assert "Dirección de Obras Públicas" in titular.get("/acuerdos").text
    page = titular.get(f"/acuerdos/{acuerdo}")
    vacio = titular.submit(page, "¿Qué se hizo?", estado="cumplido")
    assert vacio.status == 422 and "diga cómo se cumplió o adjunte la evidencia" in vacio.text
    evidencia = (io.BytesIO(b"%PDF-1.4 evidencia"), "publicacion.pdf")
    done = titular.submit(vacio, "¿Qué se hizo?", estado="cumplido", nota="Se publicó.", evidencia=evidencia)
    assert done.status == 200 and "Cumplido" in done.text
    (enlace,) = [a for a in done.all("a") if "Descargar la evidencia" in a.get_text()]
    with titular.client.get(str(enlace["href"])) as descargada:
        assert descargada.data == b"%PDF-1.4 evidencia"
    assert "No hay acuerdos pendientes" in gobierno.get("/acuerdos").text
    assert "Cumplido" in gobierno.get("/acuerdos?ver=todos").text


def test_otra_dependencia_no_ve_el_acuerdo_y_quien_no_responde_no_lo_anota(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acuerdo, despues = agreed(sqlite_cast, ahora)
    at(sqlite_app, despues)
    gobierno = browser_of(sqlite_app, sqlite_cast.gobierno)
    page = gobierno.submit(
        gobierno.get(f"/acuerdos/{acuerdo}"), "Dependencia responsable", responsable="UR-050", vence="2026-02-14"
    )
    assert page.status == 200
    assert browser_of(sqlite_app, sqlite_cast.titular_educacion).get(f"/acuerdos/{acuerdo}").status == 404
    assert "¿Qué se hizo?" not in browser_of(sqlite_app, sqlite_cast.auditor).get(f"/acuerdos/{acuerdo}").text
    at(sqlite_app, despues + timedelta(days=1))
    assert "Venció el 14/02/2026" in browser_of(sqlite_app, sqlite_cast.gobierno).get(f"/acuerdos/{acuerdo}").text
