"""The vote that approved an acta is annulled while its session goes on: the acta is again to be approved.

What was issued as approved keeps its folio, cancelled; nothing is erased, and a work that arrives late does nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_documentos as d
from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas import queries
from workflow.actas import service as actas
from workflow.actas.models import Acta, AprobacionAnulada, Documento, Instantanea
from workflow.actas.service import Congelada
from workflow.audit import queries as audit
from workflow.db import db
from workflow.jobs import tasks
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import Refused
from workflow.sesiones import service as sesiones
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Punto, Votacion

MOTIVO = "Se contó a quien no estaba"


@pytest.fixture
def sesion(app: Flask, cast: Cast, ahora: datetime) -> int:
    sesion = d.closed_cabildo(cast, ahora)
    d.printed(d.raised(sesion, ahora), ahora, ("pdf",))
    return sesion


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    """The session that approves goes on."""
    return ahora + timedelta(days=13)


@pytest.fixture
def votada(sesion: int, cast: Cast, ahora: datetime) -> tuple[int, int]:
    """(the later session, the vote by which it approved the acta): its work is still to be done."""
    return d.approving_session(cast, ahora)


def approve(sesion: int, votada: tuple[int, int], dia: datetime) -> Congelada:
    """What the background does: the approved version, frozen and still to be printed."""
    por, votacion = votada
    assert actas.aprobar_por_votacion(sesion, votacion_id=votacion, por_sesion_id=por, ahora=dia)
    return actas.por_imprimir(acta().instantanea_id, actor=SISTEMA, ahora=dia)


def annul(votacion: int, cast: Cast, dia: datetime) -> None:
    sesiones.anular_votacion(votacion, motivo=MOTIVO, actor=cast.gobierno, ahora=dia)


def vote_again(por: int, cast: Cast, dia: datetime, voto: str = "a_favor") -> int:
    punto = b.items(por)["acta_anterior"]
    (otra,) = sesiones.votar(punto, votos=Captura(todos=voto), actor=cast.gobierno, ahora=dia).votaciones
    return otra


def acta() -> Acta:
    db.session.expire_all()
    return db.session.query(Acta).order_by(Acta.id).first()  # type: ignore[return-value]


def states() -> dict[int, str]:
    return {one.version: one.estado for one in queries.verificable("ACTA-CAB-2024-2027-001").versiones}


def test_anulada_antes_de_aprobarse_el_trabajo_que_llega_tarde_no_hace_nada(
    sesion: int, votada: tuple[int, int], cast: Cast, dia: datetime
) -> None:
    por, votacion = votada
    annul(votacion, cast, dia)
    assert not actas.aprobar_por_votacion(sesion, votacion_id=votacion, por_sesion_id=por, ahora=dia)
    assert (acta().estado, states()) == ("proyecto", {1: "proyecto"})
    assert db.session.query(AprobacionAnulada).count() == 0
    otra = vote_again(por, cast, dia)
    assert actas.aprobar_por_votacion(sesion, votacion_id=otra, por_sesion_id=por, ahora=dia)
    assert acta().estado == "aprobada"


def test_anulada_despues_de_aprobarse_el_acta_vuelve_a_estar_por_aprobar(
    sesion: int, votada: tuple[int, int], cast: Cast, dia: datetime
) -> None:
    impreso = approve(sesion, votada, dia)
    d.printed(impreso, dia)
    annul(votada[1], cast, dia)
    row = acta()
    assert (row.estado, row.aprobada_en, row.aprobada_votacion_id) == ("proyecto", None, None)
    # The public verification tells each version: the approved one, cancelled; the project is issued again.
    assert states() == {1: "sustituido", 2: "cancelado", 3: "proyecto"}
    hecho = db.session.query(AprobacionAnulada).one()
    assert (hecho.instantanea_id, hecho.motivo, hecho.por, hecho.en) == (impreso.id, MOTIVO, cast.gobierno.nombre, dia)
    assert "acta:anular_aprobacion" in [one.accion for one in audit.of(("sesion", sesion))]
    # Nothing is erased: its PDF and its DOCX are still there.
    formatos = {one.formato for one in db.session.query(Documento).filter_by(instantanea_id=impreso.id)}
    assert formatos == {"pdf", "docx"}
    uno, tres = (db.session.query(Instantanea).filter_by(clase="acta", version=v).one().contenido for v in (1, 3))
    assert {**uno, "version": 3} == tres


def test_el_libro_conserva_el_asiento_sin_efecto_y_la_nueva_aprobacion_toma_las_fojas_que_siguen(
    sesion: int, votada: tuple[int, int], cast: Cast, dia: datetime
) -> None:
    por, votacion = votada
    d.printed(approve(sesion, votada, dia), dia, ("pdf",))
    annul(votacion, cast, dia)
    libro = queries.libro("CAB")
    assert [(one.sin_efecto, one.foja_inicial) for one in libro.asientos] == [(MOTIVO, 1)]
    assert [one.acta_id for one in libro.por_asentar] == [acta().id]
    d.printed(approve(sesion, (por, vote_again(por, cast, dia)), dia), dia, ("pdf",))
    uno, dos = queries.libro("CAB").asientos
    assert (uno.sin_efecto, dos.sin_efecto) == (MOTIVO, "")
    assert dos.foja_inicial == uno.foja_final + 1
    assert queries.libro("CAB").por_asentar == ()
    assert queries.verify_books() == (2, [])
    assert states()[4] == "vigente"


def test_si_al_repetirse_se_rechaza_el_acta_sigue_por_aprobar(
    sesion: int, votada: tuple[int, int], cast: Cast, dia: datetime
) -> None:
    por, votacion = votada
    approve(sesion, votada, dia)
    annul(votacion, cast, dia)
    otra = vote_again(por, cast, dia, "en_contra")
    with pytest.raises(Refused, match="VOTACION_NO_APRUEBA_ACTA"):
        actas.aprobar_por_votacion(sesion, votacion_id=otra, por_sesion_id=por, ahora=dia)
    assert acta().estado == "proyecto"


def test_la_impresion_que_llega_tarde_no_deja_documento_ni_asiento(
    sesion: int, votada: tuple[int, int], cast: Cast, dia: datetime
) -> None:
    impreso = approve(sesion, votada, dia)
    annul(votada[1], cast, dia)
    d.printed(impreso, dia)
    assert db.session.query(Documento).filter_by(instantanea_id=impreso.id).count() == 0
    assert queries.libro("CAB").asientos == ()
    assert actas.por_imprimir(impreso.id, actor=SISTEMA, ahora=dia).faltan == ()


def test_las_precisiones_pedidas_se_incorporan_cuando_se_aprueba_de_nuevo(
    sesion: int, votada: tuple[int, int], cast: Cast, dia: datetime
) -> None:
    por, votacion = votada
    actas.precisar(
        acta().id, clase="precision", dice="cada trimestre", debe_decir="cada bimestre", solicita="C. Regidora",
        actor=cast.gobierno, ahora=dia,
    )  # fmt: skip
    approve(sesion, votada, dia)
    annul(votacion, cast, dia)
    contenido = str(db.session.get_one(Instantanea, acta().instantanea_id).contenido)
    assert "cada trimestre" in contenido and "cada bimestre" not in contenido
    approve(sesion, (por, vote_again(por, cast, dia)), dia)
    assert "cada bimestre" in str(db.session.get_one(Instantanea, acta().instantanea_id).contenido)


def test_por_el_trabajo_de_fondo_todo_queda_igual_y_un_segundo_repaso_no_cambia_nada(
    sesion: int, votada: tuple[int, int], cast: Cast, dia: datetime
) -> None:
    tasks.drain()
    assert acta().estado == "aprobada"
    annul(votada[1], cast, dia)
    tasks.drain()
    tasks.drain()
    assert (acta().estado, states()) == ("proyecto", {1: "sustituido", 2: "cancelado", 3: "proyecto"})
    assert db.session.get_one(Votacion, votada[1]).anulada is not None
    assert db.session.get_one(Punto, b.items(votada[0])["acta_anterior"]).estado == "en_desahogo"


def at_once(app: Flask, *acts: Callable[[], object]) -> None:
    """Each act in a thread of its own, all begun together; none may fail."""
    gate, wrong = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            gate.wait()
            try:
                act()
            except Exception as error:
                wrong.append(error)
            finally:
                db.session.remove()

    db.session.remove()
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert wrong == []


def test_anular_y_aprobar_a_la_vez_nunca_deja_aprobada_el_acta_de_una_votacion_anulada(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime, dia: datetime
) -> None:
    sesion = d.closed_cabildo(postgres_cast, ahora)
    d.raised(sesion, ahora)
    por, votacion = d.approving_session(postgres_cast, ahora)
    at_once(
        postgres_app,
        lambda: annul(votacion, postgres_cast, dia),
        lambda: actas.aprobar_por_votacion(sesion, votacion_id=votacion, por_sesion_id=por, ahora=dia),
    )
    assert acta().estado == "proyecto"
    assert db.session.get_one(Votacion, votacion).anulada is not None
    # Whichever came first: nothing was approved, or what was is cancelled.
    assert set(states().values()) <= {"proyecto", "sustituido", "cancelado"}


def test_anular_mientras_se_imprime_no_deja_en_el_libro_un_asiento_que_valga(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime, dia: datetime
) -> None:
    sesion = d.closed_cabildo(postgres_cast, ahora)
    d.raised(sesion, ahora)
    votada = d.approving_session(postgres_cast, ahora)
    impreso = approve(sesion, votada, dia)
    at_once(
        postgres_app,
        lambda: annul(votada[1], postgres_cast, dia),
        lambda: actas.guardar(impreso.id, {"pdf": b"%PDF-1.7\n<</Type /Page>>"}, actor=SISTEMA, ahora=dia),
    )
    assert acta().estado == "proyecto"
    assert [one.sin_efecto for one in queries.libro("CAB").asientos] in ([], [MOTIVO])
    assert queries.verify_books()[1] == []
