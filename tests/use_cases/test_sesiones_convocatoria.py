"""A convocatoria: actas to approve, second call, corrections of the agenda, answers; and the data of an organ."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas import queries as libros
from workflow.actas import service as actas
from workflow.actas.models import Acta
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.jobs import tasks
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.people.service import link_member
from workflow.sesiones import queries, service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.models import Confirmacion, Convocatoria, Organo, OrganoRegla, Punto, Sesion
from workflow.sesiones.queries import convocatorias

TODOS = b.CURULES


@pytest.fixture
def organos(app: Flask, cast: Cast, ahora: datetime) -> dict[str, int]:
    return b.load_organs(cast, ahora)


def held(cast: Cast, ahora: datetime, dia: datetime, **cambios: Any) -> int:
    """A session of the Cabildo convened, held and closed that day."""
    sesion = b.convene("CAB", cast.gobierno, ahora, programada_para=dia, **cambios)
    b.open_with_agenda(sesion, TODOS, cast.gobierno, dia)
    service.clausurar(sesion, actor=cast.gobierno, ahora=dia + timedelta(hours=1))
    return sesion


def failed(cast: Cast, ahora: datetime, dia: datetime, **cambios: Any) -> int:
    """A session of the Cabildo to which eight of sixteen came."""
    sesion = b.convene("CAB", cast.gobierno, ahora, programada_para=dia, **cambios)
    assert service.abrir(sesion, presentes=TODOS[:8], actor=cast.gobierno, ahora=dia) == "no_verificada"
    return sesion


def titles(sesion: int) -> list[tuple[int | None, str, str]]:
    filas = db.session.query(Punto).filter_by(sesion_id=sesion).order_by(Punto.orden)
    return [(p.num_convocado, p.tipo, p.estado) for p in filas]


class TestActas:
    def test_el_acta_elegida_va_despues_del_orden_del_dia_y_la_votacion_la_aprueba(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        primera = held(cast, ahora, ahora + timedelta(days=3))
        segunda = held(cast, ahora, ahora + timedelta(days=4))
        tasks.drain()
        dia = ahora + timedelta(days=7)
        otros = [PuntoNuevo("Convenio"), PuntoNuevo("Informe", "informativo")]
        sesion = b.convene(
            "CAB", cast.gobierno, ahora, programada_para=dia, actas_de=[primera], otros=otros, expedientes_ids=[]
        )
        assert [tipo for _, tipo, _ in titles(sesion)] == [
            "lista", "orden", "acta_anterior", "votable", "informativo", "asuntos_generales", "clausura",
        ]  # fmt: skip
        b.open_with_agenda(sesion, TODOS, cast.gobierno, dia)
        punto = b.items(sesion)["acta_anterior"]
        service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
        service.votar(punto, votos=b.all_in_favour(), actor=cast.gobierno, ahora=dia)
        tasks.drain()
        estados = {a.sesion_id: a.estado for a in db.session.query(Acta)}
        assert estados == {primera: "aprobada", segunda: "proyecto"}

    def test_un_acta_no_va_en_dos_ordenes_del_dia_ni_la_de_otro_organo(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        previa = held(cast, ahora, ahora + timedelta(days=3))
        b.convene("CAB", cast.gobierno, ahora, programada_para=ahora + timedelta(days=6), actas_de=[previa])
        for organo, actor in (("CAB", cast.gobierno), ("COM-01", cast.comisiones)):
            with pytest.raises(Refused) as error:
                b.convene(organo, actor, ahora, programada_para=ahora + timedelta(days=7), actas_de=[previa])
            assert error.value.codes == ["ACTA_NO_PENDIENTE"]

    def test_el_orden_de_los_asuntos_es_el_que_configuro_el_organo(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        previa = held(cast, ahora, ahora + timedelta(days=3))
        fila = db.session.query(OrganoRegla).filter_by(organo_id=organos["CAB"]).one()
        reglas = {
            **fila.reglas,
            "orden_secciones": ["informativos", "votables", "expedientes", "pendientes", "acta_anterior"],
        }
        service.registrar_reglas(
            "CAB", reglas=reglas, fundamento="Reglamento, art. 9", vigente_desde=date(2026, 2, 16),
            actor=cast.gobierno, ahora=ahora,
        )  # fmt: skip
        sesion = b.convene(
            "CAB", cast.gobierno, ahora, programada_para=ahora + timedelta(days=7), actas_de=[previa],
            otros=[PuntoNuevo("Convenio"), PuntoNuevo("Informe", "informativo")],
        )  # fmt: skip
        assert [tipo for _, tipo, _ in titles(sesion)][2:5] == ["informativo", "votable", "acta_anterior"]


class TestSegundaConvocatoria:
    def test_antes_de_las_veinticuatro_horas_se_niega_y_dice_desde_cuando(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        dia = ahora + timedelta(days=3)
        primera = failed(cast, ahora, dia)
        with pytest.raises(Refused) as error:
            b.convene(
                "CAB", cast.gobierno, dia, programada_para=dia + timedelta(hours=23, minutes=59), segunda_de=primera
            )
        (razon,) = error.value.reasons
        assert (razon.code, razon.facts["desde"]) == ("SEGUNDA_ANTES_DE_TIEMPO", "14/02/2026, 10:00 h")
        assert razon.facts["espera"] == "24 horas"
        segunda = b.convene("CAB", cast.gobierno, dia, programada_para=dia + timedelta(hours=24), segunda_de=primera)
        assert db.session.get_one(Sesion, segunda).segunda_de_id == primera
        assert queries.relato(primera).sesion.segunda_convocada == segunda

    def test_con_quienes_asistan_se_instala_la_segunda_y_toma_lo_pendiente(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        fila = db.session.query(OrganoRegla).filter_by(organo_id=organos["CAB"]).one()
        segunda_regla = {
            "espera_minutos": 30, "texto": "media hora después", "quorum": {"regla": "con_los_que_asistan", "numero": 1}
        }  # fmt: skip
        service.registrar_reglas(
            "CAB", reglas={**fila.reglas, "segunda_convocatoria": segunda_regla}, fundamento="Reglamento, art. 30",
            vigente_desde=date(2026, 2, 12), actor=cast.gobierno, ahora=ahora,
        )  # fmt: skip
        dia = ahora + timedelta(days=3)
        primera = failed(cast, ahora, dia, otros=[PuntoNuevo("Convenio")])
        despues = dia + timedelta(minutes=30)
        segunda = b.convene("CAB", cast.gobierno, dia, programada_para=despues, segunda_de=primera)
        punto = db.session.get_one(Punto, b.items(segunda)["votable"])
        assert (punto.titulo, punto.viene_de_id) == ("Convenio", b.items(primera)["votable"])
        assert service.abrir(segunda, presentes=TODOS[:3], actor=cast.gobierno, ahora=despues) == "en_curso"


class TestFeDeErratas:
    def test_retirar_antes_de_la_sesion_conserva_el_renglon_y_suelta_el_expediente(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        expediente = b.dictaminated(cast, ahora)
        sesion = b.convene("CAB", cast.gobierno, ahora)
        punto = b.items(sesion)["votable"]
        service.rectificar(
            sesion, retiros={punto: "Falta el oficio"}, motivo="Se retira", actor=cast.gobierno, ahora=ahora
        )
        fila = db.session.get_one(Punto, punto)
        assert (fila.estado, fila.num_convocado) == ("retirado", 3)
        assert fila.nota == "Retirado antes de la sesión: Falta el oficio"
        assert db.session.get_one(Expediente, expediente).etapa == "retirado"
        ultima = db.session.query(Convocatoria).filter_by(sesion_id=sesion, version=2).one()
        assert [c["campo"] for c in ultima.cambios] == ["punto_retirado.3"] and not ultima.reinicia
        assert ultima.contenido["anexos"] == []
        cuando = ahora + timedelta(days=5)
        assert [e.id for e in queries.waiting_for(b.organ("CAB"), cuando.date(), retirados=True)] == [expediente]
        otra = b.convene("CAB", cast.gobierno, ahora, programada_para=cuando, expedientes_ids=[expediente])
        assert db.session.get_one(Punto, b.items(otra)["votable"]).expediente_id == expediente

    def test_agregar_un_punto_numera_de_nuevo_y_reinicia_el_plazo_si_asi_se_configuro(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        sesion = b.convene("CAB", cast.gobierno, ahora, otros=[PuntoNuevo("Convenio")])
        expediente = b.dictaminated(cast, ahora)
        service.rectificar(
            sesion, altas=[PuntoNuevo("", "votable", expediente)], motivo="Llegó un dictamen", actor=cast.gobierno,
            ahora=ahora + timedelta(hours=1),
        )  # fmt: skip
        assert titles(sesion) == [
            (1, "lista", "pendiente"), (2, "orden", "pendiente"), (3, "votable", "pendiente"),
            (4, "votable", "pendiente"), (5, "asuntos_generales", "pendiente"), (6, "clausura", "pendiente"),
        ]  # fmt: skip
        assert db.session.get_one(Expediente, expediente).etapa == "en_cabildo"
        ultima = db.session.query(Convocatoria).filter_by(sesion_id=sesion, version=2).one()
        assert [c["campo"] for c in ultima.cambios] == ["punto_adicionado.4"] and ultima.reinicia
        assert len(ultima.contenido["anexos"]) == 1

    def test_si_la_regla_no_lo_dice_agregar_no_reinicia_salvo_en_extraordinaria(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        fila = db.session.query(OrganoRegla).filter_by(organo_id=organos["CAB"]).one()
        service.registrar_reglas(
            "CAB", reglas={**fila.reglas, "reinician_plazo": []}, fundamento="Reglamento, art. 12",
            vigente_desde=date(2026, 2, 11), actor=cast.gobierno, ahora=ahora,
        )  # fmt: skip
        reinician = {}
        for tipo in ("ordinaria", "extraordinaria"):
            sesion = b.convene("CAB", cast.gobierno, ahora, tipo=tipo, otros=[PuntoNuevo("Convenio")])
            service.rectificar(
                sesion, altas=[PuntoNuevo("Otro convenio")], motivo="Se agrega", actor=cast.gobierno, ahora=ahora
            )
            reinician[tipo] = db.session.query(Convocatoria).filter_by(sesion_id=sesion, version=2).one().reinicia
        assert reinician == {"ordinaria": False, "extraordinaria": True}

    def test_lo_que_no_procede_se_dice_todo_y_nada_cambia(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        sesion = b.convene("CAB", cast.gobierno, ahora, tipo="solemne", otros=[PuntoNuevo("Mensaje", "informativo")])
        puntos = b.items(sesion)
        with pytest.raises(Refused) as error:
            service.rectificar(
                sesion, retiros={puntos["lista"]: "x", puntos["informativo"]: " "}, motivo="y",
                actor=cast.gobierno, ahora=ahora,
            )  # fmt: skip
        assert error.value.codes == ["PUNTO_ESTRUCTURAL", "RETIRO_SIN_MOTIVO"]
        with pytest.raises(Refused) as error:
            service.rectificar(sesion, altas=[PuntoNuevo("Convenio")], motivo="y", actor=cast.gobierno, ahora=ahora)
        assert error.value.codes == ["SOLEMNE_SIN_VOTACIONES"]
        assert db.session.query(Convocatoria).filter_by(sesion_id=sesion).count() == 1


class TestRespuestas:
    def test_la_ultima_respuesta_cuenta_y_la_ausencia_dice_por_que(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        link_member("C04", cast.regidora.usuario_id, actor=cast.administradora, ahora=ahora)
        sesion = b.convene("CAB", cast.gobierno, ahora)
        service.confirmar_asistencia(sesion, asiste=True, actor=cast.regidora, ahora=ahora)
        with pytest.raises(Invalid) as error:
            service.confirmar_asistencia(sesion, asiste=False, motivo=" ", actor=cast.regidora, ahora=ahora)
        assert error.value.codes == ["AUSENCIA_SIN_MOTIVO"]
        service.confirmar_asistencia(sesion, asiste=False, motivo="Comisión oficial", actor=cast.regidora, ahora=ahora)
        vista = convocatorias.notificacion(sesion, ahora)
        assert vista is not None
        (suya,) = [n.confirmacion for n in vista.notificados if n.clave == "C04"]
        assert suya is not None and (suya.asiste, suya.motivo) == (False, "Comisión oficial")
        assert db.session.query(Confirmacion).count() == 2
        assert not any(n.acuse for n in vista.notificados)

    def test_nadie_contesta_por_otra_persona_salvo_quien_conduce_y_solo_antes_de_abrir(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        sesion = b.convene("CAB", cast.gobierno, ahora)
        with pytest.raises(NotAllowed):
            service.confirmar_asistencia(sesion, asiste=True, actor=cast.auditor, ahora=ahora)
        with pytest.raises(NotAllowed):
            service.confirmar_asistencia(sesion, asiste=True, integrante="C05", actor=cast.regidora, ahora=ahora)
        service.confirmar_asistencia(sesion, asiste=True, integrante="C05", actor=cast.gobierno, ahora=ahora)
        service.cancelar(sesion, motivo="Feria", actor=cast.gobierno, ahora=ahora)
        with pytest.raises(Refused) as error:
            service.confirmar_asistencia(sesion, asiste=True, integrante="C05", actor=cast.gobierno, ahora=ahora)
        assert error.value.codes == ["CONFIRMACION_TARDE"]

    def test_el_ensayo_dice_en_que_comision_falta_quorum_y_que_no_se_trataria(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        b.turned(cast, ahora)
        sesion = b.convene("CU-DEDS", cast.comisiones, ahora)
        # Development Economic has three of five; Social, only the shared member C10 and C04: two of the three needed.
        visto = queries.ensayo(sesion, ["C03", "C06", "C10", "C04"])
        assert [(i.codigo, i.faltan) for i in visto.impedimentos] == [("SIN_QUORUM", 1)]
        assert "Desarrollo Social" in visto.impedimentos[0].frase
        assert len(visto.sin_tratar) == 2 and visto.sin_tratar[1].startswith("Análisis, discusión")


class TestOrganos:
    def test_la_sesion_pasada_conserva_el_nombre_que_tenia_el_organo(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        antes = b.convene("COM-01", cast.comisiones, ahora)
        service.cambiar_nombre(
            "COM-01", nombre="Comisión Edilicia de Economía y Empleo", desde=date(2026, 2, 10),
            fundamento="Acuerdo AHC/020/2026", actor=cast.gobierno, ahora=ahora,
        )  # fmt: skip
        despues = b.convene("COM-01", cast.comisiones, ahora)
        nombres = [queries.relato(s).sesion.organo for s in (antes, despues)]
        assert nombres == ["Comisión Edilicia de Desarrollo Económico", "Comisión Edilicia de Economía y Empleo"]

    def test_un_nombre_no_rige_antes_que_el_anterior_ni_desde_un_dia_que_no_llega(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        def rename(nombre: str, desde: date) -> None:
            service.cambiar_nombre(
                "COM-01", nombre=nombre, desde=desde, fundamento="Acuerdo", actor=cast.gobierno, ahora=ahora
            )

        rename("Comisión de Economía", date(2026, 2, 9))
        for nombre, desde, codigo in (
            ("Comisión de Empleo", date(2026, 2, 11), "ORGANO_NOMBRE_FUTURO"),
            ("Comisión de Empleo", date(2026, 2, 9), "ORGANO_NOMBRE_ANTERIOR"),
            ("Comisión de Economía", date(2026, 2, 10), "ORGANO_NOMBRE_IGUAL"),
        ):
            with pytest.raises(Refused) as error:
                rename(nombre, desde)
            assert error.value.codes == [codigo]

    def test_conduce_el_cargo_que_se_registro_y_certifica_quien_se_nombro(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        with pytest.raises(NotAllowed):
            b.convene("COPLADEMUN", cast.transparencia, ahora)
        service.cambiar_conduccion(
            "COM-02", conduce="transparencia",
            secretario={"nombre": "Irma Cid Valdez", "cargo": "Secretaria Técnica", "genero": "M"},
            fundamento="Acuerdo AHC/021/2026", actor=cast.gobierno, ahora=ahora,
        )  # fmt: skip
        with pytest.raises(NotAllowed):
            b.convene("COM-02", cast.comisiones, ahora)
        sesion = b.convene("COM-02", cast.transparencia, ahora)
        assert db.session.get_one(Sesion, sesion).secretario["cargo"] == "Secretaria Técnica"

    def test_quien_certifica_se_registra_completo_y_con_fundamento(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        with pytest.raises(Invalid) as error:
            service.cambiar_conduccion(
                "COM-02", conduce="alcaldia", secretario={"nombre": "Irma Cid"}, fundamento=" ",
                actor=cast.gobierno, ahora=ahora,
            )  # fmt: skip
        assert error.value.codes == [
            "ORGANO_SIN_QUIEN_CONDUCE", "ORGANO_SECRETARIO_INCOMPLETO", "REGLA_SIN_FUNDAMENTO",
        ]  # fmt: skip
        assert db.session.get_one(Organo, organos["COM-02"]).conduce == "comisiones_secretaria"


class TestConstancia:
    def test_la_constancia_se_asienta_en_el_libro_sin_votarse_y_las_fojas_siguen(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        dia = ahora + timedelta(days=3)
        primera = failed(cast, ahora, dia)
        celebrada = held(cast, ahora, dia + timedelta(days=1))
        tasks.drain()
        with pytest.raises(Refused) as error:
            actas.asentar_constancia(celebrada, actor=cast.gobierno, ahora=dia + timedelta(days=1))
        assert error.value.codes == ["ACTA_NO_ES_CONSTANCIA"]
        actas.asentar_constancia(primera, actor=cast.gobierno, ahora=dia + timedelta(days=2))
        tasks.drain()
        libro = libros.libro("CAB")
        assert [(a.tipo, a.folio.split("-")[0], a.foja_inicial) for a in libro.asientos] == [("constancia", "CNV", 1)]
        assert [p.tipo for p in libro.por_asentar] == ["acta"] and libro.roturas == ()
        with pytest.raises(Refused) as error:
            actas.asentar_constancia(primera, actor=cast.gobierno, ahora=dia + timedelta(days=3))
        assert error.value.codes == ["CONSTANCIA_YA_ASENTADA"]
