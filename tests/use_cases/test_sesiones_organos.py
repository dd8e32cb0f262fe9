"""Organs as data: rules dated, members by sector, seats whose people change, and what a past session keeps."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.db import db
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.people import service as people
from workflow.sesiones import queries, service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import OrganoRegla, Sesion, SesionIntegrante, Votacion
from workflow.sesiones.queries.paginas import members_of
from workflow.sesiones.reglas_validas import problems

FAVOR = Captura(todos="a_favor")
SECTORES = {"gobierno_estatal": 7, "camaras": 6, "colegios": 6, "universidades": 5, "sociedad_civil": 8}


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    return ahora + timedelta(days=3)


@pytest.fixture
def organos(app: Flask, cast: Cast, ahora: datetime) -> dict[str, int]:
    claves = b.load_organs(cast, ahora)
    service.cargar_miembros(b.rows("miembros.csv"), actor=cast.administradora, ahora=ahora)
    return claves


def rules_of(organo_id: int) -> dict[str, Any]:
    return dict(db.session.query(OrganoRegla).filter_by(organo_id=organo_id).one().reglas)


class TestCopladem:
    def test_los_treinta_y_dos_representantes_se_cargan_por_sector_una_sola_vez(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        assert service.cargar_miembros(b.rows("miembros.csv"), actor=cast.administradora, ahora=ahora) == 0
        sectores = [m.sector for m in members_of("COPLADEMUN", local_date(ahora)) if m.sector]
        assert {s: sectores.count(s) for s in SECTORES} == SECTORES
        assert len(sectores) == 32

    def test_con_treinta_y_dos_asistentes_se_instala_se_vota_y_se_lee_por_sector(
        self, organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
    ) -> None:
        informe = PuntoNuevo("Informe consolidado de evaluación del desempeño", presenta="Planeación")
        sesion = b.convene("COPLADEMUN", cast.planeacion, ahora, otros=[informe])
        claves = tuple(b.roll(sesion))
        assert len(claves) == 33
        b.open_with_agenda(sesion, claves[:32], cast.planeacion, dia)
        row = db.session.get_one(Sesion, sesion)
        assert row.quorum_inicial == {"": {"requerido": 17, "presentes": 32, "hay": True}}
        assert row.preside == "C01"
        punto = b.items(sesion)["votable"]
        service.abrir_punto(punto, actor=cast.planeacion, ahora=dia)
        contado = service.votar(
            punto, votos=Captura(todos="a_favor", en_contra=claves[20:24]), actor=cast.planeacion, ahora=dia
        )
        fila = db.session.get_one(Votacion, contado.votaciones[0])
        assert (fila.resultado, fila.a_favor, fila.en_contra, fila.electorado) == ("aprobado", 28, 4, 32)
        service.clausurar(sesion, actor=cast.planeacion, ahora=dia)
        roll = queries.relato(sesion).listas[0]
        presentes = [a.sector for a in roll.asistencias if a.estado == "presente"]
        assert {s: presentes.count(s) for s in SECTORES} == {**SECTORES, "sociedad_civil": 7}


class TestComiteDeTransparencia:
    def test_tres_integrantes_con_sus_suplentes_y_voto_de_calidad(
        self, organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
    ) -> None:
        sesion = b.convene("CT", cast.transparencia, ahora, otros=[PuntoNuevo("Confirmar la clasificación")])
        assert b.roll(sesion) == ["CT-01", "CT-02", "CT-03"]
        b.open_with_agenda(sesion, ("CT-01", "CT-02"), cast.transparencia, dia)
        punto = b.items(sesion)["votable"]
        service.abrir_punto(punto, actor=cast.transparencia, ahora=dia)
        empate = Captura(("CT-01",), ("CT-02",))
        contado = service.votar(punto, votos=empate, actor=cast.transparencia, ahora=dia)
        assert contado.resultado == "pendiente_voto_calidad"
        final = service.ejercer_voto_calidad(
            contado.votaciones[0], sentido="a_favor", actor=cast.transparencia, ahora=dia
        )
        assert final.resultado == "aprobado"

    def test_con_un_numero_par_de_integrantes_no_se_convoca(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        service.registrar_miembro(
            "CT", "CT-04", nombre="Una Persona Más", genero="M", sector="ayuntamiento",
            representa="Titular de otra área", desde=date(2026, 1, 1), actor=cast.administradora, ahora=ahora,
        )  # fmt: skip
        with pytest.raises(Refused) as error:
            b.convene("CT", cast.transparencia, ahora)
        assert error.value.codes == ["ORGANO_DEBE_SER_IMPAR"]

    def test_quien_releva_a_un_integrante_no_cambia_la_sesion_pasada(
        self, organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
    ) -> None:
        sesion = b.convene("CT", cast.transparencia, ahora)
        service.registrar_miembro(
            "CT", "CT-02", nombre="Nueva Contralora", genero="M", sector="ayuntamiento",
            representa="Titular de la Contraloría Municipal", desde=date(2026, 3, 1), actor=cast.administradora,
            ahora=ahora,
        )  # fmt: skip
        vieja = db.session.query(SesionIntegrante).filter_by(sesion_id=sesion, clave="CT-02").one()
        assert vieja.nombre == "Octavio Zúñiga Frías"
        en_marzo = b.convene("CT", cast.transparencia, ahora, programada_para=dia + timedelta(days=30))
        nueva = db.session.query(SesionIntegrante).filter_by(sesion_id=en_marzo, clave="CT-02").one()
        assert nueva.nombre == "Nueva Contralora"


class TestCurulNoEsPersona:
    def test_con_licencia_entra_la_suplente_y_al_volver_la_titular_se_reincorpora(
        self, organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
    ) -> None:
        antes = b.convene("CAB", cast.gobierno, ahora)
        people.take_leave("C04", desde=date(2026, 2, 12), actor=cast.gobierno, ahora=ahora)
        durante = b.convene("CAB", cast.gobierno, ahora)
        people.return_to_seat("C04", desde=date(2026, 2, 20), actor=cast.gobierno, ahora=ahora)
        despues = b.convene("CAB", cast.gobierno, ahora, programada_para=dia + timedelta(days=10))

        def seat(sesion: int) -> dict[str, str]:
            filas = db.session.query(SesionIntegrante).filter_by(sesion_id=sesion, asiento="C04")
            return {f.clave: f.situacion for f in filas}

        assert seat(antes) == {"C04": "titular", "C04s": "disponible"}
        assert seat(durante) == {"C04": "licencia", "C04s": "suplente"}
        assert seat(despues) == {"C04": "titular", "C04s": "disponible"}
        presentes = tuple("C04s" if clave == "C04" else clave for clave in b.CURULES)
        service.abrir(durante, presentes=presentes, actor=cast.gobierno, ahora=dia)
        assert db.session.get_one(Sesion, durante).quorum_inicial == {
            "": {"requerido": 9, "presentes": 16, "hay": True}
        }

    def test_sin_titular_ni_suplente_la_curul_queda_vacante(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        for calidad in ("titular", "suplente"):
            people.vacate("C14", calidad=calidad, desde=date(2026, 2, 12), actor=cast.gobierno, ahora=ahora)
        sesion = b.convene("CAB", cast.gobierno, ahora)
        fila = db.session.query(SesionIntegrante).filter_by(sesion_id=sesion, asiento="C14").one()
        assert (fila.situacion, fila.persona_id) == ("vacante", None)
        with pytest.raises(Refused) as error:
            people.seat_substitute("C14", desde=date(2026, 2, 13), actor=cast.gobierno, ahora=ahora)
        assert error.value.codes == ["CURUL_SIN_SUPLENTE"]

    def test_dos_cambios_el_mismo_dia_no_se_encinan(self, organos: dict[str, int], cast: Cast, ahora: datetime) -> None:
        people.take_leave("C04", desde=date(2026, 2, 12), actor=cast.gobierno, ahora=ahora)
        with pytest.raises(Invalid) as error:
            people.return_to_seat("C04", desde=date(2026, 2, 12), actor=cast.gobierno, ahora=ahora)
        assert error.value.codes == ["OCUPACION_MISMO_DIA"]


class TestReglas:
    def test_las_reglas_nuevas_no_tocan_la_sesion_ya_convocada(
        self, organos: dict[str, int], cast: Cast, ahora: datetime, dia: datetime
    ) -> None:
        sesion = b.convene("CAB", cast.gobierno, ahora)
        nuevas = {**rules_of(organos["CAB"]), "mayoria": "absoluta_integrantes"}
        afectadas = service.registrar_reglas(
            "CAB", reglas=nuevas, fundamento="Reglamento interior, artículo 40", vigente_desde=local_date(ahora),
            actor=cast.gobierno, ahora=ahora,
        )  # fmt: skip
        assert afectadas == [sesion]
        assert db.session.get_one(Sesion, sesion).reglas["mayoria"] == "simple"
        otra = b.convene("CAB", cast.gobierno, ahora)
        row = db.session.get_one(Sesion, otra)
        assert (row.reglas["mayoria"], row.fundamento) == ("absoluta_integrantes", "Reglamento interior, artículo 40")

    def test_las_reglas_no_se_aplican_hacia_atras(self, organos: dict[str, int], cast: Cast, ahora: datetime) -> None:
        with pytest.raises(Refused) as error:
            service.registrar_reglas(
                "CAB", reglas=rules_of(organos["CAB"]), fundamento="x",
                vigente_desde=local_date(ahora) - timedelta(days=1), actor=cast.gobierno, ahora=ahora,
            )  # fmt: skip
        assert error.value.codes == ["REGLAS_RETROACTIVAS"]

    def test_todo_lo_que_falta_a_unas_reglas_se_dice_junto(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        malas = {
            **rules_of(organos["CAB"]),
            "mayoria": "mucha",
            "quorum": {"regla": "fijo"},
            "empate_aplica_a": ["calificada_2_3_integrantes"],
            "firmantes_acta": [],
        }
        with pytest.raises(Invalid) as error:
            service.registrar_reglas(
                "CAB", reglas=malas, fundamento=" ", vigente_desde=local_date(ahora), actor=cast.gobierno, ahora=ahora
            )
        assert error.value.codes == [
            "REGLA_INVALIDA", "REGLA_INVALIDA", "REGLA_EMPATE_CALIFICADA", "REGLA_SIN_FIRMANTES",
            "REGLA_SIN_FUNDAMENTO",
        ]  # fmt: skip

    def test_las_reglas_del_catalogo_son_validas(self, organos: dict[str, int]) -> None:
        tipos = {o.clave: o.tipo for o in queries.organos(date(2026, 2, 1))}
        for clave, organo_id in organos.items():
            assert problems(tipos[clave], rules_of(organo_id)) == []

    def test_tres_comisiones_se_unen_y_la_primera_conduce(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        datos: dict[str, Any] = {
            "nombre": "Comisiones Unidas de Hacienda, de Obras y de Agua",
            "tipo": "comisiones_unidas",
            "prefijo_acuerdo": "CUHOA/{consec:03d}/{anio}",
            "reglas": rules_of(organos["CU-DEDS"]),
            "fundamento": "Acuerdo de turno",
            "vigente_desde": date(2026, 1, 1),
            "actor": cast.gobierno,
            "ahora": ahora,
        }
        with pytest.raises(Invalid) as error:
            service.registrar_organo("CU-HOA", componentes=["COM-06"], **datos)
        assert "UNIDAS_SIN_COMISIONES" in error.value.codes
        service.registrar_organo("CU-HOA", componentes=["COM-06", "COM-08", "COM-15"], **datos)
        sesion = b.convene("CU-HOA", cast.comisiones, ahora)
        primera = db.session.query(SesionIntegrante).filter_by(sesion_id=sesion, orden=1).one()
        assert primera.comisiones[0] == {"clave": "COM-06", "cargo": "presidencia"}

    def test_solo_quien_lleva_las_reglas_las_cambia(self, organos: dict[str, int], cast: Cast, ahora: datetime) -> None:
        for ajeno in (cast.comisiones, cast.regidora, cast.planeacion):
            with pytest.raises(NotAllowed):
                service.registrar_reglas(
                    "CAB", reglas={}, fundamento="x", vigente_desde=local_date(ahora), actor=ajeno, ahora=ahora
                )
