"""Signing in and out, passwords and roles with dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests import builders_sesiones
from tests.cast import CLAVE, Cast
from workflow.db import db
from workflow.kernel.actor import SISTEMA
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.people import queries, service
from workflow.people.models import Curul, Ocupacion, Persona
from workflow.people.service.accounts import token_hash


def test_entrar_con_la_clave_correcta_y_no_con_otra(app: Flask, cast: Cast, ahora: datetime) -> None:
    assert service.sign_in("titular@fresnillo.test", "otra clave cualquiera", ahora=ahora) is None
    assert service.sign_in("nadie@fresnillo.test", CLAVE, ahora=ahora) is None
    entrada = service.sign_in(" Titular@fresnillo.test ", CLAVE, ahora=ahora)
    assert entrada is not None and entrada.actor == cast.titular


def test_al_salir_la_cookie_deja_de_servir_y_cerrar_todo_cierra_todas(app: Flask, cast: Cast, ahora: datetime) -> None:
    ids = cast.titular.usuario_id
    one, two, three = (service.open_access(ids, ahora=ahora) for _ in range(3))

    def alive(token: str, moment: datetime = ahora) -> bool:
        db.session.rollback()
        return queries.open_access(token_hash(token), moment) is not None

    service.sign_out(one.token, actor=cast.titular, ahora=ahora)
    assert (alive(one.token), alive(two.token)) == (False, True)
    assert alive(two.token, ahora + timedelta(hours=13)) is False
    service.sign_out_everywhere(ids, actor=cast.titular, ahora=ahora)
    assert (alive(two.token), alive(three.token)) == (False, False)


def test_cambiar_la_clave_exige_la_actual_y_una_nueva_larga(app: Flask, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(Invalid) as caught:
        service.change_password(actual="no es", nueva="corta", actor=cast.titular, ahora=ahora)
    assert caught.value.codes == ["CLAVE_ACTUAL_NO_COINCIDE", "CLAVE_CORTA"]
    service.change_password(actual=CLAVE, nueva="tres cabras en el cerro", actor=cast.titular, ahora=ahora)
    assert service.sign_in("titular@fresnillo.test", CLAVE, ahora=ahora) is None
    assert service.sign_in("titular@fresnillo.test", "tres cabras en el cerro", ahora=ahora) is not None


def test_un_cargo_empieza_y_termina_en_sus_fechas(app: Flask, cast: Cast, ahora: datetime) -> None:
    identifier, clave = service.create_user(
        correo="nueva@fresnillo.test", nombre="Ana Prueba", cargo="Enlace", actor=cast.administradora, ahora=ahora
    )
    service.assign(
        identifier,
        rol="dependencia_captura",
        dependencia="UR-050",
        desde=date(2026, 2, 1),
        hasta=date(2026, 2, 28),
        actor=cast.administradora,
        ahora=ahora,
    )

    def roles(day: date) -> frozenset[str]:
        db.session.rollback()
        actor = queries.actor_of(identifier, day)
        return actor.roles if actor else frozenset()

    assert [sorted(roles(date(2026, m, d))) for m, d in ((1, 31), (2, 1), (2, 28), (3, 1))] == [
        [],
        ["dependencia_captura"],
        ["dependencia_captura"],
        [],
    ]
    assert len(clave) == 19


def test_solo_administracion_da_de_alta_y_el_correo_no_se_repite(app: Flask, cast: Cast, ahora: datetime) -> None:
    fields = {"correo": "titular@fresnillo.test", "nombre": "X", "cargo": "Y", "ahora": ahora}
    with pytest.raises(NotAllowed):
        service.create_user(**fields, actor=cast.titular)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="CORREO_YA_REGISTRADO"):
        service.create_user(**fields, actor=SISTEMA)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="ROL_SIN_DEPENDENCIA"):
        service.assign(
            cast.auditor.usuario_id,
            rol="dependencia_titular",
            dependencia=None,
            desde=date(2026, 1, 1),
            actor=SISTEMA,
            ahora=ahora,
        )


def test_el_nombre_de_una_dependencia_es_el_de_su_fecha(app: Flask, cast: Cast) -> None:
    from workflow.people.models import Dependencia, DependenciaNombre

    row = Dependencia(clave="UR-061", siglas="IMM", tipo="Instituto", titular_cargo="Directora")
    row.nombres = [
        DependenciaNombre(
            nombre="Instituto de la Mujer Fresnillense", desde=date(2024, 9, 15), hasta=date(2026, 2, 15)
        ),
        DependenciaNombre(nombre="Instituto Municipal para las Mujeres", desde=date(2026, 2, 16)),
    ]
    db.session.add(row)
    db.session.commit()
    assert queries.dependencia_nombre("UR-061", date(2026, 1, 8)) == "Instituto de la Mujer Fresnillense"
    assert queries.dependencia_nombre("UR-061", date(2026, 2, 16)) == "Instituto Municipal para las Mujeres"


def test_una_persona_usuaria_va_con_la_ultima_curul_que_se_dijo_y_deja_la_anterior(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    builders_sesiones.load_organs(cast, ahora)
    for curul in ("C04", "C10"):
        service.link_member(curul, cast.regidora.usuario_id, actor=cast.administradora, ahora=ahora)
    titulares = db.session.execute(
        select(Curul.clave)
        .join(Ocupacion, Ocupacion.curul_id == Curul.id)
        .join(Persona, Persona.id == Ocupacion.persona_id)
        .where(Persona.usuario_id == cast.regidora.usuario_id)
    )
    assert [clave for (clave,) in titulares] == ["C10"]
