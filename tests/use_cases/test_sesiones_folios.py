"""Eight workers at once on PostgreSQL: the numbers of acuerdos and actas have no gaps and are never repeated."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from flask import Flask

from tests import builders_sesiones as b
from tests.builders_bloque import many_turned
from tests.cast import Cast
from workflow.db import db
from workflow.kernel.refusals import Invalid
from workflow.sesiones import service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Acuerdo, Dictamen, Sesion

OBREROS = 8


def test_ocho_sesiones_que_votan_y_clausuran_a_la_vez_numeran_sin_huecos_ni_repetidos(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    """Each worker fails once (a stranger votes), decides two matters and closes its session."""
    cast, dia = postgres_cast, ahora + timedelta(days=3)
    b.load_organs(cast, ahora)
    asuntos = [PuntoNuevo("Primer convenio"), PuntoNuevo("Segundo convenio")]
    sesiones = [b.convene("CAB", cast.gobierno, ahora, otros=asuntos, expedientes_ids=[]) for _ in range(OBREROS)]
    puntos = {}
    for sesion in sesiones:
        b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
        ids = b.items(sesion)
        puntos[sesion] = (ids["votable"], ids["votable2"])
    fallas: list[BaseException] = []
    barrera = threading.Barrier(OBREROS)

    def work(sesion: int) -> None:
        with postgres_app.app_context():
            try:
                barrera.wait()
                for punto in puntos[sesion]:
                    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
                    try:
                        service.votar(punto, votos=Captura(a_favor=("C99",)), actor=cast.gobierno, ahora=dia)
                        raise AssertionError("a stranger voted")
                    except Invalid:
                        service.votar(punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia)
                service.clausurar(sesion, actor=cast.gobierno, ahora=dia)
            except BaseException as falla:
                fallas.append(falla)
            finally:
                db.session.remove()

    hilos = [threading.Thread(target=work, args=(sesion,)) for sesion in sesiones]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert fallas == []
    assert sorted(a.consecutivo for a in db.session.query(Acuerdo)) == list(range(1, 17))
    cerradas = db.session.query(Sesion).all()
    assert sorted(s.acta_numero or 0 for s in cerradas) == list(range(1, 9))
    assert sorted(s.numero or 0 for s in cerradas) == list(range(1, 9))


def test_dos_bloques_a_la_vez_toman_sus_folios_seguidos(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    cast, dia = postgres_cast, ahora + timedelta(days=3)
    b.load_organs(cast, ahora)
    ids = b.many_dictaminated(cast, ahora, 8)
    puntos = []
    for grupo in (ids[:4], ids[4:]):
        sesion = b.convene("CAB", cast.gobierno, ahora, expedientes_ids=grupo, en_bloque=True)
        b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
        puntos.append(b.items(sesion)["bloque"])
        service.abrir_punto(puntos[-1], actor=cast.gobierno, ahora=dia)
    barrera = threading.Barrier(2)
    fallas: list[BaseException] = []

    def work(punto: int) -> None:
        with postgres_app.app_context():
            try:
                barrera.wait()
                service.votar_bloque(punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia)
            except BaseException as falla:
                fallas.append(falla)
            finally:
                db.session.remove()

    hilos = [threading.Thread(target=work, args=(punto,)) for punto in puntos]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert fallas == []
    por_punto = [sorted(a.consecutivo for a in db.session.query(Acuerdo).filter_by(punto_id=p)) for p in puntos]
    assert sorted(por_punto) == [[1, 2, 3, 4], [5, 6, 7, 8]]


def test_ocho_bloques_de_comisiones_unidas_a_la_vez_numeran_sus_dictamenes_sin_huecos_ni_repetidos(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    """Eight sessions of the same Comisiones Unidas, two dossiers each; the commissions vote apart."""
    cast, dia = postgres_cast, ahora + timedelta(days=3)
    b.load_organs(cast, ahora)
    ids = many_turned(cast, ahora, 2 * OBREROS)
    puntos, sesiones = [], []
    for n in range(OBREROS):
        sesion = b.convene("CU-DEDS", cast.comisiones, ahora, expedientes_ids=ids[2 * n : 2 * n + 2], en_bloque=True)
        b.open_with_agenda(sesion, b.UNIDAS, cast.comisiones, dia, unidas=True)
        puntos.append(b.items(sesion)["bloque"])
        sesiones.append(sesion)
        service.abrir_punto(puntos[-1], actor=cast.comisiones, ahora=dia)
    favor = Captura(todos="a_favor")
    barrera = threading.Barrier(OBREROS)
    fallas: list[BaseException] = []

    def work(n: int) -> None:
        with postgres_app.app_context():
            try:
                barrera.wait()
                votos = {"COM-01": favor, "COM-02": favor}
                service.votar_bloque(puntos[n], votos=votos, actor=cast.comisiones, ahora=dia)
                service.clausurar(sesiones[n], actor=cast.comisiones, ahora=dia)
            except BaseException as falla:
                fallas.append(falla)
            finally:
                db.session.remove()

    hilos = [threading.Thread(target=work, args=(n,)) for n in range(OBREROS)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert fallas == []
    assert sorted(x.consecutivo for x in db.session.query(Dictamen)) == list(range(1, 17))
    assert len({x.folio for x in db.session.query(Dictamen)}) == 16
    assert sorted(s.acta_numero or 0 for s in db.session.query(Sesion)) == list(range(1, 9))
