"""The turn names its commissions: only those are offered the dossier; it changes by a new fact, with a reason."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests import builders_sesiones as b
from tests.builders_expedientes import Camino
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.sesiones import queries, service
from workflow.sesiones.configuracion import SUPUESTOS
from workflow.sesiones.models import OrganoRegla, Punto, Turno
from workflow.sesiones.queries import turnos

OTRAS = "CU-GOB"


@pytest.fixture
def otras(organos: dict[str, int], cast: Cast, ahora: datetime) -> str:
    """Another pair of joint commissions, with the rules of the ones of the sample."""
    reglas = db.session.query(OrganoRegla).filter_by(organo_id=organos["CU-DEDS"]).one().reglas
    service.registrar_organo(
        OTRAS,
        nombre="Comisiones Unidas de Gobernación y de Desarrollo Social",
        tipo="comisiones_unidas",
        prefijo_acuerdo="CUGDS/{consec:03d}/{anio}",
        reglas={**reglas, **SUPUESTOS},
        fundamento="Reglamento interior",
        vigente_desde=ahora.date(),
        componentes=("COM-03", "COM-02"),
        actor=cast.gobierno,
        ahora=ahora,
    )
    return OTRAS


def validated(cast: Cast, ahora: datetime, programa: str = "PP-20") -> int:
    return Camino(cast, ahora - timedelta(days=2), programa=programa).to_validated().id


def waiting(organo: str, ahora: datetime) -> list[int]:
    return [e.id for e in queries.waiting_for(b.organ(organo), ahora.date())]


def test_cada_comisiones_unidas_ve_solo_lo_que_se_le_turno(otras: str, cast: Cast, ahora: datetime) -> None:
    suyo, ajeno = validated(cast, ahora), validated(cast, ahora, "PP-21")
    service.turnar(suyo, organo="CU-DEDS", actor=cast.planeacion, ahora=ahora)
    service.turnar(ajeno, organo=otras, actor=cast.planeacion, ahora=ahora)
    assert (waiting("CU-DEDS", ahora), waiting(otras, ahora)) == ([suyo], [ajeno])
    turno = turnos.history(suyo)[0]
    assert [nombre for _, nombre in turno.comisiones] == [
        "Comisión Edilicia de Desarrollo Económico",
        "Comisión Edilicia de Desarrollo Social",
    ]
    with pytest.raises(Refused) as error:
        b.convene(otras, cast.comisiones, ahora, expedientes_ids=[suyo])
    assert error.value.codes == ["EXPEDIENTE_TURNADO_A_OTRAS"]


def test_lo_turnado_antes_de_nombrar_comisiones_espera_a_cualquiera(otras: str, cast: Cast, ahora: datetime) -> None:
    viejo = b.turned(cast, ahora)
    assert waiting("CU-DEDS", ahora) == waiting(otras, ahora) == [viejo]


def test_si_solo_hay_unas_comisiones_unidas_se_turna_a_esas(
    organos: dict[str, int], cast: Cast, ahora: datetime
) -> None:
    expediente = validated(cast, ahora)
    service.turnar(expediente, actor=cast.planeacion, ahora=ahora)
    assert db.session.query(Turno).one().organo_id == organos["CU-DEDS"]


def test_con_varias_y_sin_regla_hay_que_elegir_y_nada_se_turna(otras: str, cast: Cast, ahora: datetime) -> None:
    expediente = validated(cast, ahora)
    for organo in ("", "CAB"):
        with pytest.raises(Invalid) as error:
            service.turnar(expediente, organo=organo, actor=cast.planeacion, ahora=ahora)
        assert error.value.codes == ["TURNO_SIN_COMISIONES"]
    assert db.session.get_one(Expediente, expediente).etapa == "validado"


def test_la_regla_de_la_dependencia_propone_desde_su_dia(otras: str, cast: Cast, ahora: datetime) -> None:
    hoy = ahora.date()
    comun = {"actor": cast.planeacion, "ahora": ahora, "fundamento": "Acuerdo AHC/3/2026"}
    service.registrar_regla(organo="CU-DEDS", vigente_desde=hoy, **comun)
    service.registrar_regla(organo=otras, dependencia="UR-050", vigente_desde=hoy + timedelta(days=5), **comun)
    expediente = db.session.get_one(Expediente, validated(cast, ahora))
    propuestas = [turnos.proposed(expediente, hoy + timedelta(days=n)).unidas for n in (0, 5)]
    assert [u.clave for u in propuestas if u] == ["CU-DEDS", otras]
    service.turnar(expediente.id, actor=cast.planeacion, ahora=ahora)
    assert waiting("CU-DEDS", ahora) == [expediente.id]


def test_una_regla_necesita_fundamento_y_no_va_hacia_atras(otras: str, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(Invalid) as error:
        service.registrar_regla(
            organo="CAB",
            tipo="oficio",
            vigente_desde=ahora.date() - timedelta(days=1),
            fundamento=" ",
            actor=cast.planeacion,
            ahora=ahora,
        )
    assert error.value.codes == [
        "TURNO_SIN_COMISIONES", "TURNO_REGLA_DE_QUE", "REGLA_SIN_FUNDAMENTO", "REGLAS_RETROACTIVAS",
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        service.registrar_regla(
            organo=otras, vigente_desde=ahora.date(), fundamento="x", actor=cast.comisiones, ahora=ahora
        )


def test_el_turno_cambia_con_motivo_y_el_anterior_queda(otras: str, cast: Cast, ahora: datetime) -> None:
    expediente = validated(cast, ahora)
    service.turnar(expediente, organo="CU-DEDS", actor=cast.planeacion, ahora=ahora)
    with pytest.raises(Refused) as error:
        service.cambiar_turno(expediente, organo="CU-DEDS", motivo="", actor=cast.planeacion, ahora=ahora)
    assert error.value.codes == ["FALTA_MOTIVO", "TURNO_IGUAL"]
    service.cambiar_turno(expediente, organo=otras, motivo="Es materia de ellas", actor=cast.planeacion, ahora=ahora)
    assert (waiting("CU-DEDS", ahora), waiting(otras, ahora)) == ([], [expediente])
    assert [(t.cambio, t.motivo) for t in turnos.history(expediente)] == [(True, "Es materia de ellas"), (False, "")]


def test_lo_que_esta_en_un_orden_del_dia_o_ya_se_dictamino_no_cambia_de_turno(
    otras: str, cast: Cast, ahora: datetime
) -> None:
    enlistado = validated(cast, ahora)
    service.turnar(enlistado, organo="CU-DEDS", actor=cast.planeacion, ahora=ahora)
    b.convene("CU-DEDS", cast.comisiones, ahora)
    dictaminado = b.dictaminated(cast, ahora, "PP-21")
    cambio = {"organo": otras, "motivo": "Otra materia", "actor": cast.planeacion, "ahora": ahora}
    for expediente, codigo in ((enlistado, "TURNO_ENLISTADO"), (dictaminado, "TURNO_FUERA_DE_COMISIONES")):
        with pytest.raises(Refused) as error:
            service.cambiar_turno(expediente, **cambio)
        assert error.value.codes == [codigo]


def test_si_una_comision_no_reune_quorum_no_hay_dictamen_y_la_otra_cumplio(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    expediente = validated(cast, ahora)
    service.turnar(expediente, actor=cast.planeacion, ahora=ahora)
    assert [c.cuando for c in turnos.fulfilment(expediente)] == [None, None]
    sesion = b.convene("CU-DEDS", cast.comisiones, ahora)
    estado = service.abrir(sesion, presentes=b.ECONOMICO, actor=cast.comisiones, ahora=dia)
    assert estado == "no_verificada"
    leido = [(c.clave, c.cumplio, c.cuando) for c in turnos.fulfilment(expediente)]
    assert leido == [("COM-01", True, dia), ("COM-02", False, dia)]
    assert db.session.get_one(Expediente, expediente).etapa == "en_comisiones"
    assert waiting("CU-DEDS", dia) == [expediente]  # it waits first in line for the next joint meeting
    assert db.session.query(Punto).filter_by(expediente_id=expediente).one().estado == "pendiente"
