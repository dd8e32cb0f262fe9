"""What happens while a session runs: items added and put off, recesses, corrections, annulled votes, elections."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import Invalid, Refused
from workflow.sesiones import queries, service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.conteo import Captura, Cedulas
from workflow.sesiones.models import Acuerdo, AsistenciaEvento, Punto, Sesion, SesionIntegrante, Votacion
from workflow.sesiones.service import Propuesta

FAVOR = Captura(todos="a_favor")
LUMINARIAS = PuntoNuevo("Autorizar la reparación urgente de luminarias")


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    return ahora + timedelta(days=3)


@pytest.fixture
def organos(app: Flask, cast: Cast, ahora: datetime) -> dict[str, int]:
    return b.load_organs(cast, ahora)


@pytest.fixture
def sesion(organos: dict[str, int], cast: Cast, ahora: datetime) -> int:
    otro = PuntoNuevo("Designar a quien responda el informe")
    return b.convene("CAB", cast.gobierno, ahora, otros=[LUMINARIAS, otro])


def minutes(dia: datetime, n: int) -> datetime:
    return dia + timedelta(minutes=n)


def floor(sesion: int, cast: Cast, dia: datetime, presentes: tuple[str, ...] = b.CURULES) -> int:
    b.open_with_agenda(sesion, presentes, cast.gobierno, dia)
    punto = b.items(sesion)["votable"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    return punto


def event(sesion: int, clave: str, evento: str) -> int:
    integrante = db.session.query(SesionIntegrante).filter_by(sesion_id=sesion, clave=clave).one()
    fila = db.session.query(AsistenciaEvento).filter_by(integrante_id=integrante.id, evento=evento).one()
    return int(fila.id)


class TestOrdenDelDia:
    def test_lo_urgente_se_incorpora_con_dos_tercios_de_los_presentes(
        self, sesion: int, cast: Cast, ahora: datetime, dia: datetime
    ) -> None:
        expediente = b.dictaminated(cast, ahora)
        service.abrir(sesion, presentes=b.CURULES, actor=cast.gobierno, ahora=dia)
        votos = Captura(b.CURULES[:11], b.CURULES[11:])
        punto = service.adicionar_punto(
            sesion,
            nuevo=PuntoNuevo("", expediente_id=expediente),
            urgencia="Vence el plazo para ejercer el recurso",
            votos=votos,
            actor=cast.gobierno,
            ahora=dia,
        )
        assert punto is not None
        fila = db.session.get_one(Punto, punto)
        assert (fila.num_convocado, fila.estado, fila.adicion) == (
            None, "pendiente", "Vence el plazo para ejercer el recurso",
        )  # fmt: skip
        assert db.session.get_one(Expediente, expediente).etapa == "en_cabildo"
        orden = [p.tipo for p in queries.relato(sesion).puntos]
        assert orden == ["lista", "orden", "votable", "votable", "votable", "asuntos_generales", "clausura"]

    def test_diez_de_dieciseis_no_bastan_para_incorporar_un_punto(
        self, sesion: int, cast: Cast, ahora: datetime, dia: datetime
    ) -> None:
        expediente = b.dictaminated(cast, ahora)
        service.abrir(sesion, presentes=b.CURULES, actor=cast.gobierno, ahora=dia)
        punto = service.adicionar_punto(
            sesion,
            nuevo=PuntoNuevo("", expediente_id=expediente),
            urgencia="Vence el plazo",
            votos=Captura(b.CURULES[:10], b.CURULES[10:]),
            actor=cast.gobierno,
            ahora=dia,
        )
        assert punto is None
        assert db.session.get_one(Expediente, expediente).etapa == "dictaminado"
        fila = db.session.query(Punto).filter_by(sesion_id=sesion, expediente_id=expediente).one()
        assert fila.estado == "no_desahogado"
        votaciones = db.session.query(Votacion).filter_by(punto_id=fila.id).all()
        assert [(v.asunto, v.resultado) for v in votaciones] == [("adicion", "rechazado")]

    def test_en_una_extraordinaria_solo_se_trata_lo_convocado(
        self, organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
    ) -> None:
        sesion = b.convene("CAB", cast.gobierno, ahora, tipo="extraordinaria", otros=[LUMINARIAS])
        service.abrir(sesion, presentes=b.CURULES, actor=cast.gobierno, ahora=dia)
        with pytest.raises(Refused) as error:
            service.adicionar_punto(
                sesion, nuevo=PuntoNuevo("Otro"), urgencia="Urge", votos=FAVOR, actor=cast.gobierno, ahora=dia
            )
        assert error.value.codes == ["EXTRAORDINARIA_SOLO_LISTADOS"]

    def test_todo_lo_que_impide_incorporar_se_dice_junto(self, sesion: int, cast: Cast, dia: datetime) -> None:
        b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
        with pytest.raises(Refused) as error:
            service.adicionar_punto(
                sesion, nuevo=PuntoNuevo(" "), urgencia=" ", votos=FAVOR, actor=cast.gobierno, ahora=dia
            )
        assert error.value.codes == ["ORDEN_YA_APROBADO", "ADICION_SIN_URGENCIA", "PUNTO_INVALIDO"]

    def test_se_reordena_antes_de_aprobar_y_conserva_el_numero_convocado(
        self, sesion: int, cast: Cast, dia: datetime
    ) -> None:
        puntos = b.items(sesion)
        service.reordenar(sesion, puntos=[puntos["votable2"], puntos["votable"]], actor=cast.gobierno, ahora=dia)
        vistos = queries.relato(sesion).puntos
        assert [(p.id, p.num_convocado) for p in vistos[2:4]] == [(puntos["votable2"], 4), (puntos["votable"], 3)]
        with pytest.raises(Invalid) as error:
            service.reordenar(sesion, puntos=[puntos["votable"]], actor=cast.gobierno, ahora=dia)
        assert error.value.codes == ["ORDEN_INCOMPLETO"]
        b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
        with pytest.raises(Refused) as tarde:
            service.reordenar(sesion, puntos=[puntos["votable"], puntos["votable2"]], actor=cast.gobierno, ahora=dia)
        assert tarde.value.codes == ["ORDEN_YA_APROBADO"]

    def test_lo_diferido_pasa_a_la_siguiente_sesion_una_sola_vez(self, sesion: int, cast: Cast, dia: datetime) -> None:
        b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
        punto = b.items(sesion)["votable2"]
        assert service.diferir_punto(punto, motivo="Falta el presupuesto", votos=FAVOR, actor=cast.gobierno, ahora=dia)
        with pytest.raises(Refused):
            service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
        primero = b.items(sesion)["votable"]
        service.abrir_punto(primero, actor=cast.gobierno, ahora=dia)
        service.votar(primero, votos=FAVOR, actor=cast.gobierno, ahora=dia)
        service.clausurar(sesion, actor=cast.gobierno, ahora=dia)
        siguiente = b.convene("CAB", cast.gobierno, dia)
        retomados = db.session.query(Punto).filter_by(sesion_id=siguiente, tipo="votable").all()
        assert [(p.titulo, p.viene_de_id) for p in retomados] == [("Designar a quien responda el informe", punto)]
        otra = b.convene("CAB", cast.gobierno, dia)
        assert db.session.query(Punto).filter_by(sesion_id=otra, tipo="votable").count() == 0


class TestQuorumYRecesos:
    def test_sin_quorum_no_se_abre_un_punto(self, sesion: int, cast: Cast, dia: datetime) -> None:
        b.open_with_agenda(sesion, b.CURULES[:9], cast.gobierno, dia)
        service.registrar_asistencia(sesion, persona="C09", evento="sale", actor=cast.gobierno, ahora=minutes(dia, 5))
        with pytest.raises(Refused) as error:
            service.abrir_punto(b.items(sesion)["votable"], actor=cast.gobierno, ahora=minutes(dia, 6))
        assert error.value.codes == ["SIN_QUORUM"]

    def test_el_quorum_que_vuelve_despues_de_quince_minutos_ya_no_sirve(
        self, sesion: int, cast: Cast, dia: datetime
    ) -> None:
        punto = floor(sesion, cast, dia, b.CURULES[:9])
        service.registrar_asistencia(sesion, persona="C09", evento="sale", actor=cast.gobierno, ahora=minutes(dia, 5))
        service.registrar_asistencia(sesion, persona="C09", evento="entra", actor=cast.gobierno, ahora=minutes(dia, 21))
        with pytest.raises(Refused) as error:
            service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=minutes(dia, 22))
        assert error.value.codes == ["QUORUM_VENCIDO"]
        service.clausurar(sesion, motivo="quorum_perdido", actor=cast.gobierno, ahora=minutes(dia, 22))
        assert db.session.get_one(Sesion, sesion).motivo_cierre == "quorum_perdido"

    def test_a_los_quince_minutos_justos_todavia_se_recupera(self, sesion: int, cast: Cast, dia: datetime) -> None:
        punto = floor(sesion, cast, dia, b.CURULES[:9])
        service.registrar_asistencia(sesion, persona="C09", evento="sale", actor=cast.gobierno, ahora=minutes(dia, 5))
        service.registrar_asistencia(sesion, persona="C09", evento="entra", actor=cast.gobierno, ahora=minutes(dia, 20))
        contado = service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=minutes(dia, 22))
        assert contado.resultado == "aprobado"

    def test_en_receso_no_se_vota_y_salir_no_rompe_el_quorum(self, sesion: int, cast: Cast, dia: datetime) -> None:
        punto = floor(sesion, cast, dia, b.CURULES[:9])
        who = {"actor": cast.gobierno}
        service.registrar_incidencia(sesion, clase="receso", texto="Receso", ahora=minutes(dia, 5), **who)
        service.registrar_asistencia(sesion, persona="C09", evento="sale", ahora=minutes(dia, 6), **who)
        with pytest.raises(Refused) as error:
            service.votar(punto, votos=FAVOR, ahora=minutes(dia, 7), **who)
        assert error.value.codes == ["EN_RECESO"]
        with pytest.raises(Refused) as sin:
            service.registrar_incidencia(sesion, clase="reanudacion", texto="Se reanuda", ahora=minutes(dia, 30), **who)
        assert sin.value.codes == ["SIN_QUORUM"]
        service.registrar_asistencia(sesion, persona="C09", evento="entra", ahora=minutes(dia, 60), **who)
        service.registrar_incidencia(sesion, clase="reanudacion", texto="Se reanuda", ahora=minutes(dia, 61), **who)
        assert service.votar(punto, votos=FAVOR, ahora=minutes(dia, 62), **who).resultado == "aprobado"

    def test_un_receso_a_otro_dia_se_reanuda_con_nuevo_pase_de_lista(
        self, sesion: int, cast: Cast, dia: datetime
    ) -> None:
        punto = floor(sesion, cast, dia, b.CURULES[:12])
        who = {"actor": cast.gobierno}
        manana = dia + timedelta(days=1)
        service.registrar_incidencia(
            sesion, clase="receso", texto="Se declara receso", hasta=manana, ahora=minutes(dia, 5), **who
        )
        with pytest.raises(Refused) as antes:
            service.registrar_incidencia(
                sesion, clase="reanudacion", texto="x", presentes=b.CURULES[:9], ahora=minutes(dia, 90), **who
            )
        assert antes.value.codes == ["RECESO_ANTES_DE_HORA"]
        segundo = ("C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C13", "C14")
        service.registrar_incidencia(
            sesion, clase="reanudacion", texto="Se reanuda", presentes=segundo, ahora=manana, **who
        )
        contado = service.votar(punto, votos=FAVOR, ahora=minutes(manana, 5), **who)
        fila = db.session.get_one(Votacion, contado.votaciones[0])
        assert (fila.electorado, fila.a_favor, fila.preside) == (10, 10, "C02")
        service.clausurar(sesion, ahora=minutes(manana, 10), **who)
        row = db.session.get_one(Sesion, sesion)
        assert (row.numero, row.acta_numero, row.quorum_inicial) == (
            1, 1, {"": {"requerido": 9, "presentes": 12, "hay": True}},
        )  # fmt: skip

    def test_una_sesion_que_pasa_de_medianoche_es_una_sola(self, sesion: int, cast: Cast, dia: datetime) -> None:
        noche = dia.replace(hour=0, minute=0) + timedelta(days=1)  # 18:00 of that day in Fresnillo
        punto = floor(sesion, cast, noche)
        despues = noche + timedelta(hours=6, minutes=20)  # 00:20 of the next day
        service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=despues)
        service.clausurar(sesion, actor=cast.gobierno, ahora=despues)
        row = db.session.get_one(Sesion, sesion)
        assert (row.apertura, row.clausura) == (noche, despues)


class TestCorrecciones:
    def test_una_salida_mal_anotada_se_anula_y_queda_su_registro(self, sesion: int, cast: Cast, dia: datetime) -> None:
        punto = floor(sesion, cast, dia, b.CURULES[:9])
        service.registrar_asistencia(sesion, persona="C09", evento="sale", actor=cast.gobierno, ahora=minutes(dia, 5))
        service.corregir_asistencia(
            event(sesion, "C09", "sale"), motivo="Solo fue a la puerta", actor=cast.gobierno, ahora=minutes(dia, 30)
        )
        contado = service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=minutes(dia, 31))
        assert contado.resultado == "aprobado"
        assert event(sesion, "C09", "sale")
        with pytest.raises(DBAPIError):
            db.session.query(AsistenciaEvento).delete()
        db.session.rollback()

    def test_no_se_corrige_la_asistencia_con_la_que_ya_se_voto(self, sesion: int, cast: Cast, dia: datetime) -> None:
        punto = floor(sesion, cast, dia)
        service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=minutes(dia, 5))
        with pytest.raises(Refused) as error:
            service.corregir_asistencia(
                event(sesion, "C09", "presente"), motivo="No estaba", actor=cast.gobierno, ahora=minutes(dia, 6)
            )
        assert error.value.codes == ["ASISTENCIA_YA_VOTADA"]

    def test_una_correccion_que_deja_sin_quorum_inicial_se_rechaza(
        self, sesion: int, cast: Cast, dia: datetime
    ) -> None:
        service.abrir(sesion, presentes=b.CURULES[:9], actor=cast.gobierno, ahora=dia)
        with pytest.raises(Refused) as error:
            service.corregir_asistencia(
                event(sesion, "C09", "presente"), motivo="No estaba", actor=cast.gobierno, ahora=minutes(dia, 6)
            )
        assert error.value.codes == ["CORRECCION_SIN_QUORUM_INICIAL"]

    def test_la_hora_de_una_llegada_se_corrige_sin_borrar_la_primera(
        self, sesion: int, cast: Cast, dia: datetime
    ) -> None:
        service.abrir(sesion, presentes=b.CURULES[:9], actor=cast.gobierno, ahora=dia)
        who = {"actor": cast.gobierno}
        service.registrar_asistencia(sesion, persona="C10", evento="retardo", ahora=minutes(dia, 20), **who)
        service.corregir_asistencia(
            event(sesion, "C10", "retardo"),
            motivo="Llegó antes",
            evento="retardo",
            hora=minutes(dia, 4),
            ahora=minutes(dia, 25),
            **who,
        )
        fila = next(a for a in queries.relato(sesion).listas[0].asistencias if a.persona.clave == "C10")
        assert [m.hora for m in fila.movimientos] == [minutes(dia, 4)]

    def test_una_votacion_dudosa_se_anula_y_se_repite_nominal(self, sesion: int, cast: Cast, dia: datetime) -> None:
        punto = floor(sesion, cast, dia)
        primera = service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
        service.anular_votacion(
            primera.votaciones[0], motivo="No se contó a una persona", actor=cast.gobierno, ahora=dia
        )
        assert db.session.get_one(Punto, punto).estado == "en_desahogo"
        segunda = service.votar(
            punto, votos=Captura(b.CURULES[:7], b.CURULES[7:]), tipo="nominal", actor=cast.gobierno, ahora=dia
        )
        assert segunda.resultado == "rechazado"
        filas = db.session.query(Votacion).filter_by(punto_id=punto).order_by(Votacion.id).all()
        assert [(f.serie, f.resultado, f.anulada is not None) for f in filas] == [
            (1, "aprobado", True),
            (2, "rechazado", False),
        ]
        assert db.session.query(Acuerdo).one().consecutivo == 1


class TestElecciones:
    def test_gana_quien_reune_mas_votos_y_el_acuerdo_lo_dice(self, sesion: int, cast: Cast, dia: datetime) -> None:
        punto = floor(sesion, cast, dia)
        cedulas = Cedulas(16, candidaturas={"Ana": 9, "Beto": 5}, nulos=2)
        contado = service.votar(punto, votos=cedulas, tipo="cedula", actor=cast.gobierno, ahora=dia)
        fila = db.session.get_one(Votacion, contado.votaciones[0])
        assert (contado.resultado, fila.electo, fila.requeridos) == ("electo", "Ana", 6)
        assert (fila.validos_candidatura, fila.nulos, fila.electorado) == (14, 2, 16)
        assert len(fila.cuerpo["electores"]) == 16
        assert fila.votos == []
        acuerdo = db.session.query(Acuerdo).one()
        assert "Ana" in acuerdo.texto

    def test_el_empate_va_a_segunda_vuelta_y_solo_pasan_quienes_empataron(
        self, sesion: int, cast: Cast, dia: datetime
    ) -> None:
        punto = floor(sesion, cast, dia)
        who = {"tipo": "cedula", "actor": cast.gobierno, "ahora": dia}
        primera = service.votar(punto, votos=Cedulas(16, candidaturas={"Ana": 7, "Beto": 7, "Clara": 2}), **who)
        assert primera.resultado == "segunda_vuelta"
        with pytest.raises(Invalid) as error:
            service.votar(punto, votos=Cedulas(16, candidaturas={"Ana": 8, "Clara": 8}), **who)
        assert error.value.codes == ["CANDIDATURA_NO_PASA"]
        with pytest.raises(Invalid) as otra:
            service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
        assert otra.value.codes == ["SEGUNDA_VUELTA_DE_OTRA_CLASE"]
        segunda = service.votar(punto, votos=Cedulas(16, candidaturas={"Ana": 8, "Beto": 7}, abstencion=1), **who)
        assert segunda.resultado == "electo"
        assert db.session.get_one(Punto, punto).estado == "aprobado"

    def test_las_cedulas_entregadas_son_tantas_como_electores(self, sesion: int, cast: Cast, dia: datetime) -> None:
        punto = floor(sesion, cast, dia)
        with pytest.raises(Invalid) as error:
            service.votar(
                punto, votos=Cedulas(15, candidaturas={"Ana": 15}), tipo="cedula", actor=cast.gobierno, ahora=dia
            )
        assert error.value.codes == ["CEDULAS_NO_CUADRAN"]


class TestMayoriasYExcusas:
    def test_un_punto_con_mayoria_propia_guarda_su_fundamento_y_no_lo_salva_la_calidad(
        self, organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
    ) -> None:
        inmueble = PuntoNuevo(
            "Enajenar un inmueble", mayoria="calificada_2_3_integrantes", fundamento="CPEUM 115, fracción II, inciso b)"
        )
        sesion = b.convene("CAB", cast.gobierno, ahora, otros=[inmueble])
        punto = floor(sesion, cast, dia)
        contado = service.votar(punto, votos=Captura(b.CURULES[:10], b.CURULES[10:]), actor=cast.gobierno, ahora=dia)
        fila = db.session.get_one(Votacion, contado.votaciones[0])
        assert (fila.resultado, fila.requeridos, fila.base_valor) == ("rechazado", 11, 16)
        assert fila.fundamento == "CPEUM 115, fracción II, inciso b)"

    def test_quien_se_excuso_vota_en_el_siguiente_punto(self, sesion: int, cast: Cast, dia: datetime) -> None:
        punto = floor(sesion, cast, dia)
        service.excusar(punto, persona="C05", causa="Conflicto de interés", actor=cast.gobierno, ahora=dia)
        primera = service.votar(punto, votos=FAVOR, actor=cast.gobierno, ahora=dia)
        siguiente = b.items(sesion)["votable2"]
        service.abrir_punto(siguiente, actor=cast.gobierno, ahora=dia)
        segunda = service.votar(siguiente, votos=FAVOR, actor=cast.gobierno, ahora=dia)
        electorados = [db.session.get_one(Votacion, c.votaciones[0]).electorado for c in (primera, segunda)]
        assert electorados == [15, 16]

    def test_lo_aprobado_con_modificaciones_deja_el_documento_como_lo_cambio_el_cabildo(
        self, organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
    ) -> None:
        expediente = b.dictaminated(cast, ahora)
        sesion = b.convene("CAB", cast.gobierno, ahora)
        punto = floor(sesion, cast, dia)
        contenido = {"identificacion": {"problema_central": "Otro"}, "actividades": []}
        propuesta = Propuesta("aprobado_con_modificaciones", modificaciones=("Dice, debe decir",), contenido=contenido)
        service.votar(punto, votos=FAVOR, propuesta=propuesta, actor=cast.gobierno, ahora=dia)
        fila = db.session.get_one(Expediente, expediente)
        assert fila.v_aprobada_id != fila.v_presentada_id
