"""What a dossier and a bandeja tell of the sessions: who voted what, and what is coming."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask

from tests import builders_sesiones as build
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from workflow.sesiones import service
from workflow.sesiones.service import Propuesta


def test_la_pagina_del_expediente_dice_quien_voto_y_en_que_sentido_en_comisiones_unidas(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    build.load_organs(sqlite_cast, ahora)
    expediente = build.turned(sqlite_cast, ahora)
    actor = sqlite_cast.comisiones
    sesion = build.convene("CU-DEDS", actor, ahora)
    dia = ahora + timedelta(days=3)
    coming = browser_of(sqlite_app, sqlite_cast, "comisiones").get("/")
    # Called on Tuesday 10 February 2026, for three days later.
    assert "Sesiones que vienen" in coming.text and "viernes 13 de febrero de 2026" in coming.text
    build.open_with_agenda(sesion, build.UNIDAS, actor, dia, unidas=True)
    matter = build.items(sesion)["votable"]
    service.abrir_punto(matter, actor=actor, ahora=dia)
    votos = build.all_in_favour(unidas=True)
    service.votar(matter, votos=votos, propuesta=Propuesta("favorable"), actor=actor, ahora=dia)
    page = browser_of(sqlite_app, sqlite_cast, "titular").get(f"/expedientes/{expediente}/sesiones")
    assert page.status == 200
    # Five members of each commission; one of them sits in both and votes in both.
    terms = [dt.get_text(strip=True) for dt in page.all("section.hoja dt")]
    assert terms.count("5 a favor") == 2 and terms.count("0 en contra") == 2
