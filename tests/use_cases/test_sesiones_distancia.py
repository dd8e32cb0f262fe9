"""A hybrid session: each member in the room or at a distance, and what follows from it in the quórum and the votes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.db import db
from workflow.kernel.refusals import Invalid, Refused
from workflow.people.service import link_member
from workflow.sesiones import service
from workflow.sesiones.conteo import Captura, Cedulas
from workflow.sesiones.models import AsistenciaEvento, Incidencia, Organo, OrganoRegla, Sesion, Votacion
from workflow.sesiones.queries import carga, convocatorias, publicos
from workflow.sesiones.queries.relato import relato, tablero
from workflow.sesiones.service import Propuesta
from workflow.sesiones.service import voto_movil as urnas

NUEVE = b.CURULES[:9]


def with_rules(organo: str, **cambios: Any) -> None:
    """The rules of an organ as if they had been registered so before convening."""
    fila = db.session.query(OrganoRegla).join(Organo, Organo.id == OrganoRegla.organo_id).filter_by(clave=organo).one()
    fila.reglas = {**fila.reglas, **cambios}
    db.session.commit()


@pytest.fixture
def hibrida(expediente: int, cast: Cast, ahora: datetime) -> int:
    return b.convene("CAB", cast.gobierno, ahora, modalidad="hibrida", enlace="https://video.example.mx/cabildo")


def opened(sesion: int, cast: Cast, dia: datetime, *lejos: str, presentes: tuple[str, ...] = NUEVE) -> None:
    en_sala = [c for c in presentes if c not in lejos]
    service.abrir(sesion, presentes=en_sala, a_distancia=lejos, actor=cast.gobierno, ahora=dia)


def on_the_floor(sesion: int, cast: Cast, dia: datetime) -> int:
    orden, punto = b.items(sesion)["orden"], b.items(sesion)["votable"]
    service.abrir_punto(orden, actor=cast.gobierno, ahora=dia)
    service.votar(orden, votos=b.all_in_favour(), actor=cast.gobierno, ahora=dia)
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    return punto


def test_cada_hecho_de_asistencia_dice_como_asiste(hibrida: int, cast: Cast, dia: datetime) -> None:
    opened(hibrida, cast, dia, "C08", "C09")
    modos = {e.integrante_id: e.modo for e in db.session.query(AsistenciaEvento).filter_by(sesion_id=hibrida)}
    assert sorted(modos.values()) == ["a_distancia"] * 2 + ["presencial"] * 7
    assert {m.persona.clave for m in tablero(hibrida, dia).sala if m.remoto} == {"C08", "C09"}


def test_en_una_sesion_presencial_nadie_asiste_a_distancia(sesion: int, cast: Cast, dia: datetime) -> None:
    with pytest.raises(Refused) as error:
        opened(sesion, cast, dia, "C09")
    assert error.value.codes == ["DISTANCIA_NO_CONVOCADA"]
    assert db.session.get_one(Sesion, sesion).estado == "convocada"


def test_un_organo_que_no_lo_permite_no_convoca_hibrida(expediente: int, cast: Cast, ahora: datetime) -> None:
    with_rules("CAB", distancia_permitida=False)
    with pytest.raises(Refused) as error:
        b.convene("CAB", cast.gobierno, ahora, modalidad="hibrida")
    assert error.value.codes == ["DISTANCIA_SIN_REGLA"]


def test_en_una_sesion_toda_a_distancia_asi_asisten_mientras_no_se_diga_otra_cosa(
    expediente: int, cast: Cast, ahora: datetime, dia: datetime
) -> None:
    sesion = b.convene("CAB", cast.gobierno, ahora, modalidad="a_distancia")
    service.abrir(sesion, presentes=NUEVE, actor=cast.gobierno, ahora=dia)
    assert all(m.remoto for m in tablero(sesion, dia).sala if m.presente)


def test_si_la_regla_no_los_cuenta_ocho_en_la_sala_y_uno_lejos_no_instalan(
    expediente: int, cast: Cast, ahora: datetime, dia: datetime
) -> None:
    with_rules("CAB", distancia_cuenta_quorum=False)
    sesion = b.convene("CAB", cast.gobierno, ahora, modalidad="hibrida")
    opened(sesion, cast, dia, "C09")
    assert db.session.get_one(Sesion, sesion).estado == "no_verificada"


def test_pasar_a_distancia_puede_perder_el_quorum_y_queda_como_incidencia(
    expediente: int, cast: Cast, ahora: datetime, dia: datetime
) -> None:
    with_rules("CAB", distancia_cuenta_quorum=False)
    sesion = b.convene("CAB", cast.gobierno, ahora, modalidad="hibrida")
    opened(sesion, cast, dia)
    cambio = {"persona": "C05", "evento": "cambia_modo", "actor": cast.gobierno}
    quorums = service.registrar_asistencia(sesion, modo="a_distancia", ahora=dia + timedelta(minutes=5), **cambio)
    assert (quorums[""].presentes, quorums[""].hay) == (8, False)
    service.registrar_asistencia(sesion, modo="presencial", ahora=dia + timedelta(minutes=9), **cambio)
    clases = [i.clase for i in db.session.query(Incidencia).filter_by(sesion_id=sesion).order_by(Incidencia.id)]
    assert clases == ["quorum_perdido", "quorum_restablecido"]


def test_no_se_cambia_a_como_ya_se_asiste_ni_quien_no_esta(hibrida: int, cast: Cast, dia: datetime) -> None:
    opened(hibrida, cast, dia, "C09")
    for persona, modo in (("C09", "a_distancia"), ("C05", "presencial"), ("C12", "a_distancia"), ("C05", None)):
        with pytest.raises(Invalid) as error:
            service.registrar_asistencia(
                hibrida, persona=persona, evento="cambia_modo", modo=modo, actor=cast.gobierno, ahora=dia
            )
        assert error.value.codes == ["EVENTO_IMPOSIBLE"]


def test_quien_esta_a_distancia_vota_de_viva_voz_y_queda_dicho(hibrida: int, cast: Cast, dia: datetime) -> None:
    opened(hibrida, cast, dia, "C09")
    punto = on_the_floor(hibrida, cast, dia)
    service.votar(punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia)
    contada = db.session.query(Votacion).filter_by(punto_id=punto).one()
    assert (contada.electorado, contada.cuerpo["a_distancia"], contada.cuerpo["sin_voto"]) == (9, ["C09"], [])
    vista = next(p for p in relato(hibrida).puntos if p.id == punto).votaciones[0]
    assert vista.nombres_a_distancia == (next(m.nombre for m in _people(hibrida) if m.clave == "C09"),)


def test_por_cedula_no_vota_y_la_cuenta_cuadra(hibrida: int, cast: Cast, dia: datetime) -> None:
    opened(hibrida, cast, dia, "C09")
    punto = on_the_floor(hibrida, cast, dia)
    service.votar(punto, votos=Cedulas(8, a_favor=8), tipo="cedula", actor=cast.gobierno, ahora=dia)
    contada = db.session.query(Votacion).filter_by(punto_id=punto).one()
    assert (contada.electorado, contada.quorum_presentes, contada.cuerpo["sin_voto"]) == (8, 9, ["C09"])
    vista = next(p for p in relato(hibrida).puntos if p.id == punto).votaciones[0]
    assert (vista.ausentes, len(vista.nombres_sin_voto)) == (7, 1)


def test_por_telefono_tampoco_vota_si_las_reglas_no_dejan(
    expediente: int, cast: Cast, ahora: datetime, dia: datetime
) -> None:
    with_rules("CAB", distancia_vota=["economica"])
    link_member("C04", cast.regidora.usuario_id, actor=cast.administradora, ahora=ahora)
    sesion = b.convene("CAB", cast.gobierno, ahora, modalidad="hibrida")
    opened(sesion, cast, dia, "C04")
    punto = on_the_floor(sesion, cast, dia)
    urna = urnas.abrir_urna(punto, propuesta=Propuesta("aprobado"), actor=cast.gobierno, ahora=dia)
    with pytest.raises(Refused) as error:
        urnas.emitir_voto(urna, sentido="a_favor", actor=cast.regidora, ahora=dia)
    assert error.value.codes == ["VOTA_A_DISTANCIA"]
    declarados = {"": dict.fromkeys([c for c in NUEVE if c != "C04"], "a_favor")}
    contado = urnas.cerrar_urna(punto, declarados=declarados, actor=cast.gobierno, ahora=dia)
    assert contado.resultado == "aprobado"


def test_en_unidas_los_de_lejos_votan_en_su_comision(
    organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
) -> None:
    b.turned(cast, ahora)
    sesion = b.convene("CU-DEDS", cast.comisiones, ahora, modalidad="hibrida")
    lejos = ("C10",)  # belongs to both
    en_sala = [c for c in b.UNIDAS if c not in lejos]
    service.abrir(sesion, presentes=en_sala, a_distancia=lejos, actor=cast.comisiones, ahora=dia)
    orden = b.items(sesion)["orden"]
    service.abrir_punto(orden, actor=cast.comisiones, ahora=dia)
    service.votar(orden, votos=b.all_in_favour(unidas=True), actor=cast.comisiones, ahora=dia)
    cuerpos = [v.cuerpo["a_distancia"] for v in db.session.query(Votacion).filter_by(punto_id=orden)]
    assert cuerpos == [["C10"], ["C10"]]


def test_la_asistencia_a_distancia_anotada_por_error_se_corrige(hibrida: int, cast: Cast, dia: datetime) -> None:
    opened(hibrida, cast, dia, "C09")
    hecho = next(e for e in tablero(hibrida, dia).eventos if e.modo == "a_distancia")
    service.corregir_asistencia(
        hecho.id, motivo="Estaba en la sala", evento="presente", modo="presencial", actor=cast.gobierno, ahora=dia
    )
    sala = {m.persona.clave: m for m in tablero(hibrida, dia).sala}
    assert sala["C09"].presente and not sala["C09"].remoto


def test_al_reanudar_se_pasa_lista_con_la_forma_de_asistir(hibrida: int, cast: Cast, dia: datetime) -> None:
    opened(hibrida, cast, dia, "C09")
    args = {"actor": cast.gobierno, "ahora": dia + timedelta(minutes=10)}
    service.registrar_incidencia(hibrida, clase="receso", texto="Receso", **args)
    args["ahora"] = dia + timedelta(minutes=20)
    service.registrar_incidencia(
        hibrida, clase="reanudacion", texto="Se reanuda", presentes=("C09", *NUEVE[1:8]), a_distancia=("C01",), **args
    )
    sala = {m.persona.clave: m for m in tablero(hibrida, args["ahora"]).sala if m.presente}
    assert len(sala) == 9 and sala["C01"].remoto and not sala["C09"].remoto


def test_el_relato_y_los_datos_publicos_dicen_como_asistio_cada_quien(hibrida: int, cast: Cast, dia: datetime) -> None:
    opened(hibrida, cast, dia, "C09", "C08")
    despues = dia + timedelta(minutes=5)
    service.registrar_asistencia(
        hibrida, persona="C08", evento="cambia_modo", modo="presencial", actor=cast.gobierno, ahora=despues
    )
    service.registrar_asistencia(
        hibrida, persona="C12", evento="retardo", modo="a_distancia", actor=cast.gobierno, ahora=despues
    )
    service.clausurar(hibrida, actor=cast.gobierno, ahora=dia + timedelta(hours=1))
    listas = {a.persona.clave: a for a in relato(hibrida).listas[0].asistencias}
    assert [listas[c].modo for c in ("C01", "C08", "C09", "C12", "C16")] == [
        "presencial", "mixta", "a_distancia", "a_distancia", "",
    ]  # fmt: skip
    assert [(m.tipo, m.remoto) for m in listas["C12"].movimientos] == [("integra", True)]
    (sesion,) = publicos.sesiones_publicas()
    assert (sesion["asistentes"], sesion["a_distancia"], sesion["modalidad"]) == (10, 3, "hibrida")
    assert [f["modo"] for f in publicos.asistencias_publicas()].count("a_distancia") == 2


def test_el_aviso_de_que_no_asistira_llega_al_pase_y_no_marca_a_nadie(sesion: int, cast: Cast, dia: datetime) -> None:
    service.confirmar_asistencia(
        sesion, asiste=False, motivo="Comisión oficial", integrante="C16", actor=cast.gobierno, ahora=dia
    )
    avisos = {m.persona.clave: m.aviso for m in tablero(sesion, dia).sala if m.aviso}
    assert avisos == {"C16": "Comisión oficial"}
    service.abrir(sesion, presentes=b.CURULES, actor=cast.gobierno, ahora=dia)  # came after all
    assert next(m for m in tablero(sesion, dia).sala if m.persona.clave == "C16").presente
    assert convocatorias.confirmations(sesion)


def test_el_suplente_contesta_la_lista_por_su_titular_si_las_reglas_lo_dejan(
    organos: dict[str, int], expediente: int, cast: Cast, ahora: datetime, dia: datetime
) -> None:
    con_suplente = _with_suplente("CAB", ahora)
    sin_regla = b.convene("CAB", cast.gobierno, ahora)
    presentes = [c for c in b.CURULES if c != con_suplente] + [f"{con_suplente}s"]
    with pytest.raises(Invalid) as error:
        service.abrir(sin_regla, presentes=presentes, actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["INTEGRANTE_DESCONOCIDO"]
    service.cancelar(sin_regla, motivo="Se convoca de nuevo", actor=cast.gobierno, ahora=ahora)
    with_rules("CAB", suplente_por_ausencia=True)
    sesion = b.convene("CAB", cast.gobierno, ahora)
    with pytest.raises(Invalid) as error:
        service.abrir(sesion, presentes=[*presentes, con_suplente], actor=cast.gobierno, ahora=dia)
    assert error.value.codes == ["SUPLENTE_CON_TITULAR"]
    service.abrir(sesion, presentes=presentes, justificados={con_suplente: "Comisión"}, actor=cast.gobierno, ahora=dia)
    assert db.session.get_one(Sesion, sesion).quorum_inicial == {"": {"requerido": 9, "presentes": 16, "hay": True}}
    listas = {a.persona.clave: a for a in relato(sesion).listas[0].asistencias}
    suplente = listas[f"{con_suplente}s"]
    assert (suplente.estado, suplente.movimientos, suplente.suplente_en_funciones) == ("presente", (), True)
    assert listas[con_suplente].estado == "ausente_justificado"


def _people(sesion: int) -> list[Any]:
    return carga.members_of(sesion)


def _with_suplente(organo: str, dia: datetime) -> str:
    """A seat whose suplente is available."""
    fila = carga.organ_by_key(organo)
    assert fila is not None
    return next(e.asiento for e in carga.roster(fila, dia.date()) if e.situacion == "disponible")
