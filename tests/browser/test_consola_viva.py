"""The session as it is lived: the secretary at the console, two members voting by phone, and a network that is cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import builders_sesiones as b
from tests.browser.persona import Persona
from tests.browser.sitio import Sitio
from workflow import create_app
from workflow.db import db
from workflow.people.service import link_member
from workflow.sesiones import service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.models import AsistenciaEvento, PuntoExpediente, VotoEmitido

pytestmark = [pytest.mark.lenta, pytest.mark.navegador]
Enter = Callable[..., Persona]
DIA = datetime(2026, 3, 3, 16, 0, tzinfo=UTC)  # Tuesday 3 March 2026, 10:00 in Fresnillo
NUEVE = b.CURULES[:9]


def in_session(sitio: Sitio, bloque: int = 0) -> int:
    """The Cabildo in session with nine present and its agenda approved; C04 and C05 have users.

    `bloque`: how many POA come first, in a block.
    """
    sitio.travel(DIA)
    cast = sitio.cast
    with create_app(sitio.settings, MUTE_BELL=True).app_context():
        when: dict[str, Any] = {"actor": cast.administradora, "ahora": DIA}
        link_member("C04", cast.regidora.usuario_id, **when)
        link_member("C05", cast.auditor.usuario_id, **when)
        sesion_id = service.convocar(
            "CAB",
            tipo="ordinaria",
            lugar="el Salón de Cabildo",
            programada_para=DIA,
            otros=[PuntoNuevo("Nombre de una calle", "votable"), PuntoNuevo("Nombre de un parque", "votable")],
            expedientes_ids=b.many_dictaminated(cast, DIA - timedelta(days=5), bloque) if bloque else [],
            en_bloque=True,
            actor=cast.gobierno,
            ahora=DIA - timedelta(days=3),
        )
        b.open_with_agenda(sesion_id, NUEVE, cast.gobierno, DIA)
        db.session.remove()
        db.engine.dispose()
    return sesion_id


@pytest.fixture
def sesion(sitio: Sitio) -> int:
    return in_session(sitio)


@pytest.fixture
def con_bloque(sitio: Sitio) -> int:
    return in_session(sitio, 3)


def in_database(sitio: Sitio, ask: Callable[[], Any]) -> Any:
    with create_app(sitio.settings, MUTE_BELL=True).app_context():
        try:
            return ask()
        finally:
            db.session.remove()
            db.engine.dispose()


def reserve(sitio: Sitio, sesion: int) -> None:
    """The last POA of the block on the floor."""

    def last() -> None:
        punto = b.items(sesion)["bloque"]
        apartado = db.session.query(PuntoExpediente).filter_by(punto_id=punto, orden=3).one().expediente_id
        service.reservar(
            punto, expedientes_ids=[apartado], persona="C04", motivo="Las metas", actor=sitio.cast.gobierno, ahora=DIA
        )

    in_database(sitio, last)


def declare_the_rest(gobierno: Persona, a_favor: int) -> None:
    """The seven without a phone, in favour; and it is closed and counted."""
    ballots = gobierno.page.locator(".papeleta > li")
    expect(ballots).to_have_count(7, timeout=10_000)
    for n in range(7):
        ballots.nth(n).get_by_label("A favor").check()
    gobierno.button("Cerrar la votación y contar").sees(f"{a_favor} a favor")


def test_dos_integrantes_votan_desde_su_telefono_un_bloque_y_su_reserva_y_la_secretaria_los_ve_llegar(
    as_person: Enter, sitio: Sitio, con_bloque: int
) -> None:
    sesion = con_bloque
    gobierno = as_person("gobierno").go(f"/sesiones/{sesion}")
    regidora = as_person("regidora", width=360).go(f"/sesiones/{sesion}/mi-voto")
    regidor = as_person("auditor", width=360).go(f"/sesiones/{sesion}/mi-voto")
    tablero = as_person("transparencia").go(f"/sesiones/{sesion}/tablero")

    gobierno.button("Abrir el punto siguiente")
    reserve(sitio, sesion)
    gobierno.go(f"/sesiones/{sesion}").button("Abrir votación electrónica")
    gobierno.sees("0 de 9 han votado")
    tablero.sees(re.compile("Votación abierta"))
    expect(regidora.page.get_by_text("En lo general, 2 expedientes")).to_be_visible(timeout=5000)
    for persona, sentido in ((regidora, "En contra"), (regidor, "A favor")):
        expect(persona.page.get_by_role("button", name="Emitir mi voto")).to_be_visible(timeout=5000)
        persona.page.get_by_label(sentido, exact=True).check()
        persona.button("Emitir mi voto").sees(f"Su voto: {sentido.lower()}")
    expect(gobierno.page.get_by_text("2 de 9 han votado")).to_be_visible(timeout=5000)

    declare_the_rest(gobierno, 8)
    for persona in (regidora, regidor, tablero):
        expect(persona.page.get_by_text("1 en contra").first).to_be_visible(timeout=5000)

    gobierno.page.get_by_role("link", name="Votar en lo particular").click()
    gobierno.button("Abrir votación electrónica")
    for persona, sentido in ((regidora, "En contra"), (regidor, "Abstención")):
        expect(persona.page.get_by_text("En lo particular:")).to_be_visible(timeout=5000)
        persona.page.get_by_label(sentido, exact=True).check()
        persona.button("Emitir mi voto").sees(f"Su voto: {sentido.lower()}")
    expect(gobierno.page.get_by_text("2 de 9 han votado")).to_be_visible(timeout=5000)
    declare_the_rest(gobierno, 7)
    estados = in_database(sitio, lambda: [a.estado for a in db.session.query(PuntoExpediente)])
    assert estados == ["aprobado"] * 3
    assert in_database(sitio, lambda: db.session.query(VotoEmitido).count()) == 4


def test_quien_escribe_no_pierde_lo_que_lleva_cuando_llega_un_voto(as_person: Enter, sitio: Sitio, sesion: int) -> None:
    gobierno = as_person("gobierno").go(f"/sesiones/{sesion}")
    gobierno.button("Abrir el punto siguiente").button("Abrir votación electrónica")
    gobierno.page.locator(".papeleta > li").first.get_by_label("Abstención").check()
    regidora = as_person("regidora", width=360).go(f"/sesiones/{sesion}/mi-voto")
    regidora.page.get_by_label("A favor", exact=True).check()
    regidora.button("Emitir mi voto")
    expect(gobierno.page.get_by_text("1 de 9 han votado")).to_be_visible(timeout=5000)
    expect(gobierno.page.locator(".papeleta > li")).to_have_count(8)
    expect(gobierno.page.locator(".papeleta > li").first.get_by_label("Abstención")).to_be_checked()


def test_sin_red_diez_segundos_los_toques_esperan_y_al_volver_se_registran_una_vez(
    as_person: Enter, sitio: Sitio, sesion: int
) -> None:
    gobierno = as_person("gobierno").go(f"/sesiones/{sesion}")
    rows = gobierno.page.locator("#asistencia .integrantes > li")
    names = gobierno.page.locator("#asistencia .integrantes__nombre").all_text_contents()
    before = in_database(sitio, lambda: db.session.query(AsistenciaEvento).count())

    gobierno.context.set_offline(True)
    for n in (9, 10):
        rows.nth(n).get_by_role("button", name="Llega").click()
    rows.nth(2).get_by_role("button", name="Se retira").click()
    gobierno.sees("3 registros pendientes: se enviarán cuando vuelva la red.")
    gobierno.page.wait_for_timeout(10_000)
    gobierno.sees(re.compile(r"Sin conexión"))
    assert in_database(sitio, lambda: db.session.query(AsistenciaEvento).count()) == before

    gobierno.problems.clear()  # the browser itself complains of the network that was cut
    gobierno.context.set_offline(False)
    expect(gobierno.page.locator(".pendientes")).to_have_count(0, timeout=20_000)
    expect(rows.nth(9)).to_contain_text("En la sala")
    expect(rows.nth(2)).to_contain_text("Ausente")
    assert names[9] in rows.nth(9).inner_text()
    assert in_database(sitio, lambda: db.session.query(AsistenciaEvento).count()) == before + 3
    gobierno.problems[:] = [p for p in gobierno.problems if "ERR_INTERNET_DISCONNECTED" not in p]
