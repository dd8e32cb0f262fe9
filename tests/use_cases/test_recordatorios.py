"""Who is reminded of a term, when, and that nobody is reminded twice nor forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.builders_expedientes import FOLIO, SESION, Camino
from tests.cast import Cast
from workflow.avisos import queries
from workflow.avisos import service as avisos
from workflow.avisos.models import Aviso
from workflow.db import db
from workflow.expedientes import service
from workflow.expedientes.models import Expediente, Plazo
from workflow.expedientes.queries import hechos
from workflow.expedientes.relojes import lado_de
from workflow.expedientes.textos import ROTULOS
from workflow.jobs import tasks
from workflow.jobs.plazos import leave_daily
from workflow.kernel.actor import SISTEMA
from workflow.kernel.clock import parse_local
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.outbox.models import Trabajo
from workflow.people import service as people

LUNES = parse_local("2026-03-02T10:00")


@pytest.fixture
def camino(app: Flask, cast: Cast) -> Camino:
    """Observed on Monday 2 March 2026: the dependencia has up to Monday 9."""
    one = Camino(cast, LUNES - timedelta(minutes=4)).to_review()
    one.observe("identificacion.problema_central")
    one.do("revisora", "notificar_observaciones")
    return one


def at(dia: str) -> datetime:
    return parse_local(f"{dia}T07:10")


def review(dia: str) -> int:
    """The review of a day; how many people were told anew."""
    db.session.rollback()
    told, last = avisos.recordar(0, actor=SISTEMA, ahora=at(dia))
    assert last == 0
    return told


def told(expediente_id: int) -> list[tuple[str, str]]:
    """(name of the person, notice), in order."""
    from workflow.people.models import Usuario

    db.session.rollback()
    rows = db.session.execute(
        select(Usuario.nombre, Aviso.codigo)
        .join(Usuario, Usuario.id == Aviso.usuario_id)
        .where(Aviso.expediente_id == expediente_id, Aviso.codigo.startswith("plazo_"))
        .order_by(Aviso.id)
    )
    return [(nombre.split()[0], codigo.removeprefix("plazo_")) for nombre, codigo in rows]


def test_se_recuerda_tres_dias_y_uno_antes_el_dia_y_despues_cada_dos(camino: Camino) -> None:
    """Due on Monday 9: three business days before is Wednesday 4; one, Friday 6; late: Tuesday 10, Thursday 12."""
    days = ["03-03", "03-04", "03-05", "03-06", "03-07", "03-08", "03-09", "03-10", "03-11", "03-12"]
    assert [review(f"2026-{day}") for day in days] == [0, 2, 0, 2, 0, 0, 2, 2, 0, 3]
    both = [("Brenda", "por_vencer"), ("Martín", "por_vencer")]
    late = [("Brenda", "vencido"), ("Martín", "vencido")]
    assert told(camino.id) == [
        *both, *both, ("Brenda", "vence_hoy"), ("Martín", "vence_hoy"), *late, *late, ("Martín", "escalado"),
    ]  # fmt: skip


def test_dos_repasos_el_mismo_dia_recuerdan_una_vez(camino: Camino) -> None:
    assert [review("2026-03-04"), review("2026-03-04")] == [2, 0]


def test_tras_dos_dias_sin_repaso_se_dice_solo_lo_ultimo(camino: Camino) -> None:
    """Nothing ran from Wednesday 4 to Monday 9: on Tuesday 10 each one is told once that it is late."""
    assert review("2026-03-10") == 2
    assert {codigo for _, codigo in told(camino.id)} == {"vencido"}


def test_lo_atrasado_llega_al_titular_y_despues_a_planeacion(camino: Camino) -> None:
    """Three business days late: Thursday 12; six: Wednesday 18, as Monday 16 is without office."""
    service.registrar_inhabil(date(2026, 3, 16), "Benito Juárez", "LFT 74", actor=SISTEMA, ahora=LUNES)
    review("2026-03-12")
    review("2026-03-17")
    assert ("Rebeca", "escalado") not in told(camino.id)
    review("2026-03-18")
    assert [who for who, codigo in told(camino.id) if codigo == "escalado"] == ["Martín", "Rebeca"]
    assert [review(day) for day in ("2026-03-18", "2026-04-01")] == [0, 2]  # the escalation is said once


def test_el_atraso_de_planeacion_llega_tambien_a_gobierno(app: Flask, cast: Cast) -> None:
    one = Camino(cast, LUNES).to_review()  # ten business days: Monday 16
    review("2026-03-24")
    escalated = [who for who, codigo in told(one.id) if codigo == "escalado"]
    assert escalated == ["Rebeca", "Rebeca", "Saúl"]


def test_la_revision_tomada_se_le_recuerda_a_quien_la_tiene(app: Flask, cast: Cast) -> None:
    one = Camino(cast, LUNES).to_review()
    review("2026-03-16")
    assert told(one.id) == [("Nohemí", "vence_hoy")]


def test_a_la_persona_y_a_quien_la_suple_en_esas_fechas(camino: Camino, cast: Cast) -> None:
    people.name_substitute(
        cast.enlace.usuario_id, cast.enlace_educacion.usuario_id, desde=date(2026, 3, 4), hasta=date(2026, 3, 5),
        fundamento="Oficio 12", actor=cast.titular, ahora=LUNES,
    )  # fmt: skip
    assert [review(day) for day in ("2026-03-04", "2026-03-06")] == [3, 2]
    found = queries.nuevos(cast.enlace_educacion.usuario_id)
    assert [(one.codigo, one.suple) for one in found] == [("plazo_por_vencer", "Brenda Olague Tovar")]


def test_quien_suple_recibe_lo_de_quien_ya_no_entra(camino: Camino, cast: Cast) -> None:
    who = {"actor": cast.administradora, "ahora": LUNES}
    for one in (cast.enlace, cast.titular):
        people.update_user(one.usuario_id, nombre=one.nombre, cargo="x", activo=False, **who)
    people.name_substitute(
        cast.titular.usuario_id, cast.titular_educacion.usuario_id, desde=date(2026, 3, 1), hasta=None,
        fundamento="Oficio 13", **who,
    )  # fmt: skip
    review("2026-03-04")
    assert told(camino.id) == [("Elías", "por_vencer")]


def test_si_nadie_puede_atenderlo_se_le_dice_a_planeacion_y_a_la_administracion(camino: Camino, cast: Cast) -> None:
    for one in (cast.enlace, cast.titular):
        people.update_user(
            one.usuario_id, nombre=one.nombre, cargo="x", activo=False, actor=cast.administradora, ahora=LUNES
        )
    assert review("2026-03-04") == 2
    assert told(camino.id) == [("Rebeca", "sin_persona"), ("Paola", "sin_persona")]


def test_una_pausa_se_le_recuerda_a_quien_puede_reanudar(camino: Camino, cast: Cast) -> None:
    """Paused on Tuesday 3: five business days later is Tuesday 10; ten, Tuesday 17."""
    service.suspender(camino.id, motivo="x", fundamento="y", actor=cast.planeacion, ahora=at("2026-03-03"))
    assert [review(f"2026-03-{day}") for day in ("09", "10", "11", "17")] == [0, 2, 0, 2]
    assert set(told(camino.id)) == {("Rebeca", "en_pausa"), ("Saúl", "en_pausa")}


def test_un_plazo_recorrido_se_vuelve_a_recordar_antes_de_su_fecha_nueva(camino: Camino) -> None:
    review("2026-03-06")
    service.registrar_inhabil(date(2026, 3, 9), "Aniversario", "Acuerdo", actor=SISTEMA, ahora=at("2026-03-06"))
    assert review("2026-03-09") == 2  # one business day before Tuesday 10
    assert [codigo for _, codigo in told(camino.id)] == ["por_vencer"] * 4


def test_cada_quien_recibe_un_solo_correo_al_dia_con_todos_sus_plazos(
    camino: Camino, cast: Cast, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    Camino(cast, LUNES, programa="PP-21")  # a draft: due on Monday 30, it says nothing yet
    two = Camino(cast, LUNES, programa="PP-22").to_review()
    two.observe("identificacion.problema_central")
    two.do("revisora", "notificar_observaciones")
    tasks.drain()  # the notices of what was done so far
    monkeypatch.setattr(tasks, "utc_now", lambda: at("2026-03-04"))
    avisos.dejar_repaso(date(2026, 3, 4), actor=SISTEMA, ahora=at("2026-03-04"))
    tasks.drain()
    folder = app.config["RUTA"].mailbox_path
    mails = sorted(folder.glob("resumen-*"))
    assert len(mails) == 2  # Brenda and Martín
    from email import policy
    from email.parser import BytesParser

    letter = BytesParser(policy=policy.default).parsebytes(mails[0].read_bytes())
    body = letter.get_content()
    assert letter["Subject"] == "2 plazos que atender"
    assert "POA/2026/0001" in body and "POA/2026/0003" in body and "POA/2026/0002" not in body
    assert "Vence el lunes 9 de marzo de 2026, 15:00 h" in body


def test_el_repaso_se_deja_una_vez_al_dia_y_no_antes_de_las_siete(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workflow.jobs import plazos

    monkeypatch.setattr(plazos, "_left", [])
    assert leave_daily(parse_local("2026-03-04T06:59")) is False
    assert leave_daily(parse_local("2026-03-04T07:00")) is True
    assert leave_daily(parse_local("2026-03-04T09:00")) is False
    plazos._left.clear()  # another process
    leave_daily(parse_local("2026-03-04T09:00"))
    assert db.session.scalars(select(Trabajo.llave)).all() == ["plazos.repaso:2026-03-04"]


def test_lo_que_se_hace_con_un_plazo_se_avisa_a_la_otra_parte(camino: Camino, cast: Cast) -> None:
    tasks.drain()
    service.pedir_prorroga(camino.id, dias=2, motivo="x", actor=cast.titular, ahora=LUNES)
    tasks.drain()
    service.resolver_prorroga(camino.id, conceder=True, motivo="y", actor=cast.planeacion, ahora=LUNES)
    tasks.drain()
    told_to = {
        who: [a.codigo for a in queries.nuevos(getattr(cast, who).usuario_id)] for who in ("titular", "planeacion")
    }
    assert told_to["titular"][0] == "prorroga_concedida"
    assert "prorroga_pedida" in told_to["planeacion"]


def test_un_cambio_del_calendario_se_avisa_a_quien_se_espera(camino: Camino, cast: Cast) -> None:
    service.registrar_inhabil(date(2026, 3, 5), "Aniversario", "Acuerdo", actor=cast.gobierno, ahora=LUNES)
    tasks.drain()
    tasks.drain()
    assert ("Brenda", "recorrido") in told(camino.id) and ("Martín", "recorrido") in told(camino.id)


def test_la_suplencia_la_nombra_quien_encabeza_y_no_se_enciman(app: Flask, cast: Cast) -> None:
    told = {"desde": date(2026, 3, 1), "hasta": date(2026, 3, 31), "fundamento": "Oficio 1", "ahora": LUNES}
    brenda, karina = cast.enlace.usuario_id, cast.enlace_educacion.usuario_id
    for who in ("enlace", "titular_educacion", "planeacion", "auditor", "gobierno"):
        with pytest.raises(NotAllowed):
            people.name_substitute(brenda, karina, actor=getattr(cast, who), **told)
    found = people.name_substitute(brenda, karina, actor=cast.titular, **told)
    with pytest.raises(Invalid) as caught:
        people.name_substitute(brenda, cast.titular.usuario_id, actor=cast.titular, **told)
    assert caught.value.codes == ["SUPLENCIA_ENCIMADA"]
    with pytest.raises(Invalid) as caught:
        people.name_substitute(
            brenda, brenda, actor=cast.titular, **{**told, "fundamento": " ", "hasta": date(2026, 1, 1)}
        )
    assert caught.value.codes[:3] == ["SUPLENCIA_MISMA_PERSONA", "FECHAS_INVERTIDAS", "SUPLENCIA_SIN_FUNDAMENTO"]
    people.end_substitute(found, hasta=date(2026, 3, 10), actor=cast.titular, ahora=LUNES)
    people.name_substitute(brenda, karina, actor=cast.titular, **{**told, "desde": date(2026, 3, 11)})


ACTOS: dict[str, tuple[str, dict[str, Any]]] = {
    "enviar": ("titular", {}),
    "recuperar": ("titular", {}),
    "tomar_revision": ("revisora", {}),
    "notificar_observaciones": ("revisora", {}),
    "validar": ("planeacion", {}),
    "turnar": ("planeacion", {}),
    "acusar_modificaciones": ("titular", {}),
    "publicar": ("transparencia", {"archivo": "v_aprobada"}),
    "abrir_modificacion": (
        "titular",
        {"tipo_cambio": "reprogramacion_metas", "requiere_cabildo": True, "delta": {}, "motivo": "Ajuste de metas"},
    ),
}


def walk(camino: Camino, paso: str) -> None:
    """One step of a random route; a step that does not fit changes nothing."""
    cast, when = camino.cast, {"ahora": camino.tick()}
    try:
        if paso in ACTOS:
            camino.do(ACTOS[paso][0], paso, **ACTOS[paso][1])
        elif paso == "observar":
            camino.observe("identificacion.problema_central")
        elif paso == "responder":
            for n in range(1, 6):
                camino.answer(f"O{n}")
        elif paso in ("dictaminar", "devolver_comisiones"):
            sentido = "favorable" if paso == "dictaminar" else "devuelto"
            service.apply_dictamen(
                camino.id, resultado="dictamen_aprobado", sentido=sentido, origen=SESION, actor=cast.comisiones, **when
            )
        elif paso == "enlistar":
            service.enlistar(
                camino.id, sesion="ordinaria", seccion="asuntos_especificos", origen=SESION, actor=cast.gobierno, **when
            )
        elif paso == "retirar":
            service.retirar_del_orden(
                camino.id, orden_aprobado=False, votacion=None, origen=SESION, actor=cast.gobierno, **when
            )
        elif paso == "suspender":
            _first(camino, "suspender", motivo="x", fundamento="y", **when)
        elif paso == "reanudar":
            _first(camino, "reanudar", motivo="x", **when)
        else:
            resolucion, mods = paso, ["Cambia la meta"] if paso == "aprobado_con_modificaciones" else []
            votacion = "rechazado" if paso == "rechazado" else "aprobado"
            camino.resolve(votacion, resolucion=resolucion, modificaciones=mods, acuerdo_folio=FOLIO)
    except Refused:
        db.session.rollback()


def _first(camino: Camino, name: str, **told: Any) -> None:
    for who in ("planeacion", "gobierno"):
        try:
            getattr(service, name)(camino.id, actor=getattr(camino.cast, who), **told)
            return
        except NotAllowed:
            continue


PASOS = (
    *ACTOS, "observar", "responder", "dictaminar", "devolver_comisiones", "enlistar", "retirar", "suspender",
    "reanudar", "aprobado", "aprobado_con_modificaciones", "devuelto", "rechazado",
)  # fmt: skip
# Beginnings that reach far: chance alone would hardly ever pass Planeación.
INICIOS: tuple[tuple[str, ...], ...] = (
    (),
    ("enviar", "tomar_revision", "observar", "notificar_observaciones"),
    ("enviar", "tomar_revision", "validar", "turnar", "devolver_comisiones"),
    ("enviar", "tomar_revision", "validar", "turnar", "dictaminar", "enlistar", "retirar"),
    ("enviar", "tomar_revision", "validar", "turnar", "dictaminar", "enlistar", "devuelto"),
    ("enviar", "tomar_revision", "validar", "turnar", "dictaminar", "enlistar", "aprobado_con_modificaciones"),
)
rutas = st.tuples(st.sampled_from(INICIOS), st.lists(st.sampled_from(PASOS), max_size=6))
seen: set[str] = set()


@pytest.fixture
def reparto(sqlite_app: Flask, sqlite_cast: Cast) -> Iterator[SimpleNamespace]:
    yield SimpleNamespace(cast=sqlite_cast, n=0)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rutas)
def test_ningun_expediente_que_espera_a_alguien_sale_de_los_recordatorios(
    reparto: SimpleNamespace, ruta: tuple[tuple[str, ...], list[str]]
) -> None:
    """Along any route: who waits has one open clock (running, or in pause), and a year later somebody was reminded."""
    reparto.n += 1
    camino = Camino(reparto.cast, LUNES, programa=f"P{reparto.n}")
    for paso in (*ruta[0], *ruta[1]):
        walk(camino, paso)
    db.session.rollback()
    row = db.session.get_one(Expediente, camino.id)
    seen.add(row.etapa)
    open_clocks = db.session.scalars(
        select(Plazo).where(Plazo.expediente_id == row.id, Plazo.cerrado_en.is_(None))
    ).all()
    waits = lado_de(row.etapa, hechos.turno_de(row)) is not None
    assert len(open_clocks) == (1 if waits else 0)
    first = db.session.scalar(select(db.func.max(Plazo.id)).where(Plazo.expediente_id < row.id)) or 0
    avisos.recordar(first, actor=SISTEMA, ahora=LUNES + timedelta(days=365))
    assert bool(told(row.id)) == waits


def test_la_propiedad_paso_por_las_etapas_que_importan() -> None:
    """A property that never saw a returned dossier would say nothing about it."""
    if not seen:
        pytest.skip("va después de la propiedad")
    assert {"borrador", "con_observaciones", "devuelto", "retirado"} <= seen <= set(ROTULOS["etapa"])
