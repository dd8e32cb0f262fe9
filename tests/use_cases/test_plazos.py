"""Clocks as people move them: pauses, extensions, the calendar. Each one is a fact; nobody decides on their own."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders_expedientes import Camino
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes import queries, service
from workflow.expedientes.models import CalendarioCambio, Plazo, PlazoHecho
from workflow.expedientes.queries.plazos import PlazosVista, RelojVista
from workflow.kernel.clock import local, parse_local
from workflow.kernel.refusals import AlreadyDone, Invalid, NotAllowed, Refused
from workflow.outbox.models import Trabajo
from workflow.people import service as people

LUNES = parse_local("2026-03-02T10:00")  # Monday 2 March 2026; Monday 16 is the only day without office of the month


@pytest.fixture
def camino(app: Flask, cast: Cast) -> Camino:
    """Observed on Monday 2 March: five business days, up to Monday 9."""
    one = Camino(cast, LUNES - timedelta(minutes=4)).to_review()
    one.observe("identificacion.problema_central")
    one.do("revisora", "notificar_observaciones")
    return one


def view(camino: Camino, who: str = "titular", ahora: datetime = LUNES) -> PlazosVista:
    db.session.rollback()
    return queries.plazos(camino.id, getattr(camino.cast, who), ahora)


def clock(camino: Camino, ahora: datetime = LUNES) -> RelojVista:
    found = view(camino, ahora=ahora).reloj
    assert found is not None
    return found


def day_of(moment: datetime | None) -> str:
    return "" if moment is None else f"{local(moment):%Y-%m-%d %H:%M}"


def refused(codes: list[str], error: type[Refused], use_case: object, *args: object, **kwargs: object) -> None:
    with pytest.raises(error) as caught:
        use_case(*args, **kwargs)  # type: ignore[operator]
    assert caught.value.codes == codes


def test_una_pausa_detiene_el_plazo_y_reanudar_devuelve_los_dias_que_quedaban(camino: Camino, cast: Cast) -> None:
    """Paused Wednesday 4 and resumed Friday 6: told are Tuesday 3, Monday 9 and on; the fifth is Thursday 12."""
    who = {"actor": cast.planeacion}
    assert day_of(clock(camino).vence) == "2026-03-09 15:00"
    service.suspender(
        camino.id, motivo="Corte de luz", fundamento="Acuerdo 4/2026", ahora=LUNES + timedelta(days=2), **who
    )
    paused = clock(camino, LUNES + timedelta(days=30))
    assert (paused.vence, paused.restan, paused.vencido) == (None, 4, False)
    service.reanudar(camino.id, motivo="Volvió la luz", ahora=LUNES + timedelta(days=4), **who)
    assert day_of(clock(camino).vence) == "2026-03-12 15:00"
    facts = view(camino).hechos
    assert [(h.clase, h.por, day_of(h.antes), day_of(h.despues)) for h in facts] == [
        ("reanudacion", "Rebeca Trejo Salas", "2026-03-09 15:00", "2026-03-12 15:00"),
        ("suspension", "Rebeca Trejo Salas", "2026-03-09 15:00", ""),
    ]


def test_nadie_pausa_su_propio_plazo_ni_el_de_su_dependencia(camino: Camino, cast: Cast, ahora: datetime) -> None:
    told = {"motivo": "x", "fundamento": "y", "ahora": LUNES}
    for who in ("titular", "enlace", "revisora", "administradora", "auditor"):
        refused(["PLAZO_NO_LE_TOCA"], NotAllowed, service.suspender, camino.id, actor=getattr(cast, who), **told)
    mixed = people.assign(
        cast.planeacion.usuario_id, rol="dependencia_captura", dependencia="UR-050", desde=date(2026, 1, 1),
        actor=cast.administradora, ahora=ahora,
    )  # fmt: skip
    assert mixed
    from workflow.people.queries import actor_of

    own = actor_of(cast.planeacion.usuario_id, LUNES.date())
    assert own is not None
    refused(["PLAZO_DE_SU_DEPENDENCIA"], NotAllowed, service.suspender, camino.id, actor=own, **told)
    assert view(camino).hechos == ()


def test_el_plazo_de_planeacion_lo_pausa_gobierno_y_no_planeacion(cast: Cast) -> None:
    one = Camino(cast, LUNES).to_review()
    told = {"motivo": "x", "fundamento": "y", "ahora": LUNES}
    refused(["PLAZO_NO_LE_TOCA"], NotAllowed, service.suspender, one.id, actor=cast.planeacion, **told)
    service.suspender(one.id, actor=cast.gobierno, **told)
    assert clock(one).pausado_desde == LUNES


def test_la_prorroga_la_pide_una_parte_y_la_contesta_otra(camino: Camino, cast: Cast) -> None:
    """Monday 9 plus three business days: Thursday 12."""
    ask = {"dias": 3, "motivo": "Falta un dictamen técnico", "ahora": LUNES}
    refused(["PLAZO_NO_LE_TOCA"], NotAllowed, service.pedir_prorroga, camino.id, actor=cast.enlace, **ask)
    refused(["DEPENDENCIA_AJENA"], NotAllowed, service.pedir_prorroga, camino.id, actor=cast.titular_educacion, **ask)
    service.pedir_prorroga(camino.id, actor=cast.titular, **ask)
    assert day_of(clock(camino).vence) == "2026-03-09 15:00"
    refused(["PRORROGA_PENDIENTE"], Refused, service.pedir_prorroga, camino.id, actor=cast.titular, **ask)
    answer = {"conceder": True, "motivo": "Procede", "ahora": LUNES}
    refused(["PLAZO_NO_LE_TOCA"], NotAllowed, service.resolver_prorroga, camino.id, actor=cast.titular, **answer)
    service.resolver_prorroga(camino.id, actor=cast.planeacion, **answer)
    found = clock(camino)
    assert (day_of(found.vence), found.concedidas, found.pedida) == ("2026-03-12 15:00", 3, None)
    refused(["PRORROGA_AGOTADA"], Refused, service.pedir_prorroga, camino.id, actor=cast.titular, **ask)


def test_una_prorroga_negada_deja_el_plazo_como_estaba_y_no_gasta_la_que_se_permite(camino: Camino, cast: Cast) -> None:
    ask = {"dias": 2, "motivo": "Vacaciones", "actor": cast.titular, "ahora": LUNES}
    service.pedir_prorroga(camino.id, **ask)
    service.resolver_prorroga(camino.id, conceder=False, motivo="No se justifica", actor=cast.planeacion, ahora=LUNES)
    assert day_of(clock(camino).vence) == "2026-03-09 15:00"
    service.pedir_prorroga(camino.id, **ask)
    pedida = clock(camino).pedida
    assert pedida is not None and (pedida.dias, pedida.motivo) == (2, "Vacaciones")


def test_la_prorroga_se_pide_antes_de_vencer_y_se_contesta_aunque_ya_haya_vencido(camino: Camino, cast: Cast) -> None:
    """Asked on Monday 9 at the very closing of the office; answered on Wednesday 11: two days more, Wednesday 11."""
    cierre = parse_local("2026-03-09T15:00")
    ask = {"dias": 2, "motivo": "Falta un plano", "actor": cast.titular}
    late = {"ahora": cierre + timedelta(seconds=1), **ask}
    refused(["PLAZO_VENCIDO"], Refused, service.pedir_prorroga, camino.id, **late)
    service.pedir_prorroga(camino.id, ahora=cierre, **ask)
    service.resolver_prorroga(
        camino.id, conceder=True, motivo="Procede", actor=cast.planeacion, ahora=parse_local("2026-03-11T09:00")
    )
    assert day_of(clock(camino).vence) == "2026-03-11 15:00"


def test_cuantas_y_de_cuantos_dias_lo_dice_la_regla_con_fecha(camino: Camino, cast: Cast, ahora: datetime) -> None:
    ask = {"motivo": "x", "actor": cast.titular, "ahora": LUNES}
    refused(["PRORROGA_DIAS"], Refused, service.pedir_prorroga, camino.id, dias=6, **ask)
    rule = {"vigente_desde": date(2026, 3, 1), "actor": cast.gobierno, "ahora": ahora}
    service.registrar_regla("prorroga_dias", "8", fundamento="Lineamiento 9", **rule)
    service.pedir_prorroga(camino.id, dias=6, **ask)
    service.registrar_regla("prorroga_veces", "0", fundamento="Lineamiento 9", **rule)
    one = Camino(cast, LUNES, programa="PP-21").to_review()
    refused(
        ["PRORROGA_AGOTADA"], Refused, service.pedir_prorroga, one.id, dias=1, motivo="x", actor=cast.planeacion,
        ahora=LUNES,
    )  # fmt: skip
    refused(["REGLA_PLAZO_INVALIDA"], Invalid, service.registrar_regla, "prorroga_dias", "0", fundamento="x", **rule)


def test_pausar_pide_motivo_y_fundamento_y_repetir_la_forma_no_pausa_dos_veces(camino: Camino, cast: Cast) -> None:
    who = {"actor": cast.planeacion, "ahora": LUNES}
    both = ["PLAZO_MOTIVO_FALTA", "PLAZO_FUNDAMENTO_FALTA"]
    refused(both, Invalid, service.suspender, camino.id, motivo=" ", fundamento="", **who)
    service.suspender(camino.id, motivo="x", fundamento="y", llave="k1", **who)
    with pytest.raises(AlreadyDone):
        service.suspender(camino.id, motivo="x", fundamento="y", llave="k1", **who)
    refused(["PLAZO_YA_PAUSADO"], Refused, service.suspender, camino.id, motivo="x", fundamento="y", **who)
    assert len(view(camino).hechos) == 1


def test_un_plazo_vencido_no_se_pausa(camino: Camino, cast: Cast) -> None:
    after = parse_local("2026-03-10T09:00")
    refused(
        ["PLAZO_VENCIDO"], Refused, service.suspender, camino.id, motivo="x", fundamento="y", actor=cast.planeacion,
        ahora=after,
    )  # fmt: skip


def test_si_el_expediente_avanza_en_pausa_la_pausa_termina_con_su_etapa(camino: Camino, cast: Cast) -> None:
    service.suspender(camino.id, motivo="x", fundamento="y", actor=cast.planeacion, ahora=LUNES)
    camino.ahora = LUNES + timedelta(days=1)
    camino.answer("O1")
    camino.do("titular", "enviar")
    found = clock(camino)
    assert (found.etapa, found.pausado_desde) == ("enviado", None)
    assert view(camino).hechos[0].clase == "reanudacion"


def test_enviar_y_recuperar_no_da_dias(camino: Camino, cast: Cast) -> None:
    """Answered and sent on Thursday 5, taken back at once: it is still due on Monday 9."""
    camino.ahora = LUNES + timedelta(days=3)
    camino.answer("O1")
    camino.do("titular", "enviar")
    camino.do("titular", "recuperar")
    found = clock(camino, camino.ahora)
    assert (found.etapa, day_of(found.vence)) == ("con_observaciones", "2026-03-09 15:00")
    service.pedir_prorroga(camino.id, dias=1, motivo="x", actor=cast.titular, ahora=camino.ahora)
    service.resolver_prorroga(camino.id, conceder=True, motivo="y", actor=cast.planeacion, ahora=camino.ahora)
    camino.do("titular", "enviar")
    camino.do("titular", "recuperar")
    assert day_of(clock(camino, camino.ahora).vence) == "2026-03-10 15:00"


def test_al_acusar_las_modificaciones_corre_el_plazo_de_transparencia(cast: Cast) -> None:
    one = Camino(cast, LUNES).to_cabildo()
    one.resolve(resolucion="aprobado_con_modificaciones", modificaciones=["Cambia la meta"])
    assert clock(one).lado == "dependencia"
    one.ahora += timedelta(days=1)
    one.do("titular", "acusar_modificaciones")
    found = clock(one)
    assert (found.lado, found.desde) == ("transparencia", one.ahora)


def test_un_dia_inhabil_recorre_los_plazos_abiertos_que_toca_y_dice_por_que(camino: Camino, cast: Cast) -> None:
    """Thursday 5 without office: Monday 9 becomes Tuesday 10. The one sent today is due Thursday 5: Friday 6."""
    other = Camino(cast, LUNES, programa="PP-21")
    other.do("titular", "enviar")
    far = Camino(cast, LUNES - timedelta(days=40), programa="PP-22")  # a draft due before that week
    moved = service.registrar_inhabil(date(2026, 3, 5), "Aniversario", "Acuerdo 9", actor=cast.gobierno, ahora=LUNES)
    assert moved == 2
    assert day_of(clock(camino).vence) == "2026-03-10 15:00"
    assert day_of(clock(other).vence) == "2026-03-06 15:00"
    assert view(far).hechos == ()
    (fact,) = view(camino).hechos
    assert (fact.clase, fact.motivo) == ("calendario", "Día inhábil: 05/03/2026, Aniversario")
    assert (day_of(fact.antes), day_of(fact.despues)) == ("2026-03-09 15:00", "2026-03-10 15:00")
    assert service.registrar_inhabil(date(2026, 3, 5), "Otro", "Acuerdo 9", actor=cast.gobierno, ahora=LUNES) == 0
    assert service.quitar_inhabil(date(2026, 3, 5), "Se revocó", actor=cast.gobierno, ahora=LUNES) == 2
    assert day_of(clock(camino).vence) == "2026-03-09 15:00"
    changes = db.session.scalars(select(CalendarioCambio).order_by(CalendarioCambio.id)).all()
    assert [(c.accion, c.recorridos) for c in changes] == [("alta", 2), ("baja", 2)]
    left = set(db.session.scalars(select(Trabajo.tipo)))
    assert {"aviso.calendario", "plazos.contar"} <= left


def test_la_lista_del_anio_se_registra_entera_o_no_se_registra(camino: Camino, cast: Cast, ahora: datetime) -> None:
    who = {"actor": cast.gobierno, "ahora": ahora}
    bad = "04/03/2026; Uno; Ley\n05/03/2026; Dos"
    refused(["INHABIL_INCOMPLETO"], Invalid, service.importar_inhabiles, 2026, bad, **who)
    assert queries.calendario().inhabiles == frozenset()
    good = "04/03/2026; Uno; Ley\n05/03/2026; Dos; Ley"
    assert service.importar_inhabiles(2026, good, **who) == (2, 1)
    assert day_of(clock(camino).vence) == "2026-03-11 15:00"
    assert service.importar_inhabiles(2026, good, **who) == (0, 0)
    with pytest.raises(NotAllowed):
        service.importar_inhabiles(2026, good, actor=cast.planeacion, ahora=ahora)


def test_un_cambio_del_calendario_no_mueve_un_plazo_en_pausa_y_lo_cuenta_al_reanudar(
    camino: Camino, cast: Cast, ahora: datetime
) -> None:
    """Paused all of Wednesday 4; Thursday 5 registered meanwhile; resumed on Wednesday 4: Tuesday 3, Friday 6, Monday
    9, Tuesday 10, Wednesday 11."""
    service.suspender(
        camino.id, motivo="x", fundamento="y", actor=cast.planeacion, ahora=parse_local("2026-03-04T09:00")
    )
    assert service.registrar_inhabil(date(2026, 3, 5), "A", "B", actor=cast.gobierno, ahora=ahora) == 0
    service.reanudar(camino.id, motivo="x", actor=cast.planeacion, ahora=parse_local("2026-03-04T12:00"))
    assert day_of(clock(camino).vence) == "2026-03-11 15:00"


def test_los_dias_de_un_plazo_cerrado_se_cuentan_al_cerrarlo_y_otra_vez_si_cambia_el_calendario(
    camino: Camino, cast: Cast, ahora: datetime
) -> None:
    """From Monday 2 to Monday 9: seven days, five of them business days; without Thursday 5, four."""

    def days() -> tuple[int | None, int | None, int | None]:
        db.session.rollback()
        one = db.session.scalars(
            select(Plazo).where(Plazo.expediente_id == camino.id, Plazo.etapa == "con_observaciones")
        ).one()
        return one.naturales, one.habiles, one.pausados

    camino.ahora = parse_local("2026-03-09T10:00")
    camino.answer("O1")
    camino.do("titular", "enviar")
    assert days() == (7, 5, 0)
    service.registrar_inhabil(date(2026, 3, 5), "A", "B", actor=cast.gobierno, ahora=ahora)
    assert days() == (None, None, None)
    assert service.contar_pendientes(actor=cast.gobierno, ahora=ahora) > 0
    assert days() == (7, 4, 0)


def test_los_hechos_de_un_plazo_no_se_cambian_ni_se_borran(camino: Camino, cast: Cast) -> None:
    service.suspender(camino.id, motivo="x", fundamento="y", actor=cast.planeacion, ahora=LUNES)
    for statement in ("UPDATE plazo_hecho SET motivo = 'z'", "DELETE FROM plazo_hecho"):
        with pytest.raises(Exception, match="tabla de hechos"), db.session.begin_nested():
            db.session.execute(db.text(statement))
        db.session.rollback()
    assert db.session.scalars(select(PlazoHecho.motivo)).all() == ["x"]


def test_a_donde_se_fueron_los_dias_de_un_expediente(camino: Camino, cast: Cast) -> None:
    """Two days in pause with the dependencia (Wednesday 4 to Friday 6), three that ran; the rest, the same day."""
    service.suspender(
        camino.id, motivo="x", fundamento="y", actor=cast.planeacion, ahora=parse_local("2026-03-04T09:00")
    )
    service.reanudar(camino.id, motivo="x", actor=cast.planeacion, ahora=parse_local("2026-03-06T12:00"))
    found = view(camino, ahora=parse_local("2026-03-09T10:00"))
    assert [tramo.etapa for tramo in found.tramos] == ["borrador", "enviado", "en_revision", "con_observaciones"]
    dependencia = found.por_lado["dependencia"]
    assert (dependencia.naturales, dependencia.habiles, dependencia.pausados) == (7, 3, 2)
    assert found.por_lado["planeacion"].habiles == 0


def test_los_plazos_de_un_expediente_ajeno_no_se_ven(camino: Camino, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        queries.plazos(camino.id, cast.titular_educacion, LUNES)


def test_un_plazo_de_antes_aprende_de_quien_es_en_el_repaso(camino: Camino, cast: Cast) -> None:
    db.session.execute(db.update(Plazo).values(lado=None, dependencia_id=None, ejercicio=None, tipo=None))
    db.session.commit()
    assert service.contar_pendientes(actor=cast.gobierno, ahora=LUNES) == 1
    assert service.contar_pendientes(actor=cast.gobierno, ahora=LUNES) == 0
    one = db.session.scalars(select(Plazo).where(Plazo.cerrado_en.is_(None))).one()
    assert (one.lado, one.dependencia_id, one.ejercicio, one.tipo) == (
        "dependencia", cast.dependencias["UR-050"], 2026, "poa",
    )  # fmt: skip


def test_un_expediente_que_espera_sin_reloj_lo_recibe_en_el_repaso(camino: Camino, cast: Cast, ahora: datetime) -> None:
    db.session.execute(db.update(Plazo).values(cerrado_en=LUNES))
    db.session.commit()
    assert view(camino).reloj is None
    assert service.abrir_faltantes(actor=cast.gobierno, ahora=LUNES) == 1
    assert service.abrir_faltantes(actor=cast.gobierno, ahora=LUNES) == 0
    assert day_of(clock(camino).vence) == "2026-03-09 15:00"
