"""In real browsers: a member of two commissions votes in each from the phone, also on a reserve; an expired sign-in."""

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
from tests.builders_bloque import many_turned
from tests.cast import CLAVE
from workflow import create_app
from workflow.db import db
from workflow.people.service import link_member
from workflow.sesiones import service
from workflow.sesiones.models import VotoEmitido

pytestmark = [pytest.mark.lenta, pytest.mark.navegador]
Enter = Callable[..., Persona]
DIA = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)  # Tuesday 10 March 2026, 10:00 in Fresnillo


def in_session(sitio: Sitio, con_bloque: bool) -> int:
    """Comisiones Unidas with everybody present; C10 has a user. The block has two POA, one reserved."""
    sitio.travel(DIA)
    cast = sitio.cast
    with create_app(sitio.settings, MUTE_BELL=True).app_context():
        link_member("C10", cast.regidora.usuario_id, actor=cast.administradora, ahora=DIA)
        ids = many_turned(cast, DIA - timedelta(days=5), 2) if con_bloque else []
        who: dict[str, Any] = {"actor": cast.comisiones, "ahora": DIA}
        sesion_id = service.convocar(
            "CU-DEDS",
            tipo="ordinaria",
            lugar="la Sala de Regidores",
            programada_para=DIA,
            expedientes_ids=ids,
            en_bloque=True,
            actor=cast.comisiones,
            ahora=DIA - timedelta(days=3),
        )
        b.open_with_agenda(sesion_id, b.UNIDAS, cast.comisiones, DIA, unidas=True)
        if con_bloque:
            punto = b.items(sesion_id)["bloque"]
            service.abrir_punto(punto, **who)
            service.reservar(punto, expedientes_ids=[ids[1]], persona="C10", motivo="Las metas", **who)
        db.session.remove()
        db.engine.dispose()
    return sesion_id


def votes(sitio: Sitio) -> list[tuple[str, str]]:
    with create_app(sitio.settings, MUTE_BELL=True).app_context():
        try:
            return [(v.grupo, v.sentido) for v in db.session.query(VotoEmitido).order_by(VotoEmitido.id)]
        finally:
            db.session.remove()
            db.engine.dispose()


def vote_in_both(regidora: Persona, primero: str, segundo: str) -> None:
    expect(regidora.page.get_by_role("button", name="Emitir mi voto")).to_have_count(2, timeout=10_000)
    regidora.page.locator(".boleta").nth(0).get_by_label(primero, exact=True).check()
    regidora.page.locator(".boleta").nth(0).get_by_role("button", name="Emitir mi voto").click()
    expect(regidora.page.get_by_role("button", name="Emitir mi voto")).to_have_count(1, timeout=10_000)
    regidora.page.locator(".boleta").nth(1).get_by_label(segundo, exact=True).check()
    regidora.page.locator(".boleta").nth(1).get_by_role("button", name="Emitir mi voto").click()
    expect(regidora.page.get_by_text("Su voto:")).to_have_count(2, timeout=10_000)


def close(comisiones: Persona) -> None:
    """Everybody else's vote is declared in favour."""
    expect(comisiones.page.get_by_text("1 de 5 han votado")).to_have_count(2, timeout=10_000)
    for radio in comisiones.page.locator(".papeleta .sentido--a_favor input").all():
        radio.check()
    comisiones.button("Cerrar la votación y contar")


def test_quien_integra_dos_comisiones_vota_en_cada_una_el_bloque_y_su_reserva(as_person: Enter, sitio: Sitio) -> None:
    sesion = in_session(sitio, con_bloque=True)
    comisiones = as_person("comisiones").go(f"/sesiones/{sesion}")
    regidora = as_person("regidora", width=360).go(f"/sesiones/{sesion}/mi-voto")
    comisiones.button("Abrir votación electrónica")
    vote_in_both(regidora, "A favor", "En contra")
    close(comisiones)
    comisiones.page.get_by_role("link", name="Votar en lo particular").click()
    comisiones.button("Abrir votación electrónica")
    expect(regidora.page.get_by_text("En lo particular:")).to_be_visible(timeout=10_000)
    vote_in_both(regidora, "En contra", "Abstención")
    close(comisiones)
    comisiones.sees("Último resultado")
    assert votes(sitio)[-4:] == [
        ("COM-01", "a_favor"),
        ("COM-02", "en_contra"),
        ("COM-01", "en_contra"),
        ("COM-02", "abstencion"),
    ]


def test_con_la_entrada_vencida_el_toque_se_conserva_y_se_registra_al_entrar_de_nuevo(
    as_person: Enter, sitio: Sitio
) -> None:
    sesion = in_session(sitio, con_bloque=False)
    comisiones = as_person("comisiones").go(f"/sesiones/{sesion}")
    rows = comisiones.page.locator("#asistencia .integrantes > li")
    comisiones.context.clear_cookies()
    rows.nth(4).get_by_role("button", name="Se retira").click()
    comisiones.sees("Su entrada venció.").sees("1 registro pendiente")
    assert comisiones.page.url.endswith(f"/sesiones/{sesion}")
    otra = comisiones.context.new_page()
    otra.goto("/entrar")
    otra.get_by_label("Correo").fill("comisiones@fresnillo.test")
    otra.get_by_label("Contraseña").fill(CLAVE)
    otra.get_by_role("button", name="Entrar").click()
    expect(comisiones.page.locator(".pendientes")).to_have_count(0, timeout=20_000)
    expect(rows.nth(4)).to_contain_text("Ausente")
    comisiones.problems[:] = [p for p in comisiones.problems if not re.search(r"status of 40[01]", p)]
