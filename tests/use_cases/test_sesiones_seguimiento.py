"""Acuerdos followed until they are fulfilled, and the rehearsal of a session."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.db import db
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.sesiones import queries, service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Acuerdo, AcuerdoSeguimiento


@pytest.fixture
def dia(ahora: datetime) -> datetime:
    return ahora + timedelta(days=3)


@pytest.fixture
def organos(app: Flask, cast: Cast, ahora: datetime) -> dict[str, int]:
    return b.load_organs(cast, ahora)


@pytest.fixture
def sesion(organos: dict[str, int], cast: Cast, ahora: datetime) -> int:
    inmueble = PuntoNuevo("Enajenar un inmueble", mayoria="calificada_2_3_integrantes")
    return b.convene("CAB", cast.gobierno, ahora, otros=[PuntoNuevo("Autorizar un convenio"), inmueble])


@pytest.fixture
def acuerdo(sesion: int, cast: Cast, dia: datetime) -> int:
    b.open_with_agenda(sesion, b.CURULES[:15], cast.gobierno, dia)
    punto = b.items(sesion)["votable"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    service.votar(punto, votos=Captura(todos="a_favor", abstencion=("C05",)), actor=cast.gobierno, ahora=dia)
    return int(db.session.query(Acuerdo).one().id)


class TestSeguimiento:
    def test_un_acuerdo_sin_responsable_esta_entre_los_pendientes_para_que_alguien_lo_encargue(
        self, acuerdo: int, dia: datetime
    ) -> None:
        (visto,) = queries.acuerdos_seguidos(dia.date(), solo_pendientes=True)
        assert (visto.id, visto.estado, visto.responsable) == (acuerdo, "sin_asignar", None)
        assert queries.pendientes_de_informar("CAB", dia.date()) == []  # nobody answers for it yet

    def test_un_acuerdo_se_encarga_se_informa_y_se_da_por_cumplido_con_su_evidencia(
        self, acuerdo: int, cast: Cast, dia: datetime
    ) -> None:
        vence = dia.date() + timedelta(days=30)
        service.encargar_acuerdo(acuerdo, responsable="UR-050", vence=vence, actor=cast.gobierno, ahora=dia)
        service.anotar_acuerdo(acuerdo, estado="en_proceso", nota="Firmado", actor=cast.titular, ahora=dia)
        hoy = vence + timedelta(days=1)
        (pendiente,) = queries.pendientes_de_informar("CAB", hoy)
        assert (pendiente.estado, pendiente.responsable_clave, pendiente.vencido) == ("en_proceso", "UR-050", True)
        with pytest.raises(Invalid) as error:
            service.anotar_acuerdo(acuerdo, estado="cumplido", actor=cast.titular, ahora=dia)
        assert error.value.codes == ["SEGUIMIENTO_SIN_EVIDENCIA"]
        service.anotar_acuerdo(acuerdo, estado="cumplido", nota="Oficio 12/2026", actor=cast.titular, ahora=dia)
        assert queries.pendientes_de_informar("CAB", hoy) == []
        visto = queries.acuerdo_seguido(acuerdo, hoy)
        assert visto is not None
        assert [n.estado for n in visto.notas] == ["asignado", "en_proceso", "cumplido"]
        with pytest.raises(Refused) as tarde:
            service.anotar_acuerdo(acuerdo, estado="en_proceso", nota="x", actor=cast.titular, ahora=dia)
        assert tarde.value.codes == ["ACUERDO_YA_ATENDIDO"]

    def test_las_notas_del_seguimiento_no_se_cambian(self, acuerdo: int, cast: Cast, dia: datetime) -> None:
        service.encargar_acuerdo(acuerdo, responsable="UR-050", vence=None, actor=cast.gobierno, ahora=dia)
        with pytest.raises(DBAPIError):
            db.session.query(AcuerdoSeguimiento).update({"nota": "otra"})
        db.session.rollback()

    def test_otra_dependencia_no_anota_en_un_acuerdo_ajeno(self, acuerdo: int, cast: Cast, dia: datetime) -> None:
        service.encargar_acuerdo(acuerdo, responsable="UR-036", vence=None, actor=cast.gobierno, ahora=dia)
        with pytest.raises(NotAllowed):
            service.anotar_acuerdo(acuerdo, estado="en_proceso", nota="x", actor=cast.titular, ahora=dia)
        with pytest.raises(NotAllowed):
            service.encargar_acuerdo(acuerdo, responsable="UR-050", vence=None, actor=cast.titular, ahora=dia)

    def test_un_acuerdo_no_vence_antes_de_tomarse(self, acuerdo: int, cast: Cast, dia: datetime) -> None:
        with pytest.raises(Invalid) as error:
            service.encargar_acuerdo(
                acuerdo, responsable="UR-050", vence=date(2026, 1, 1), actor=cast.gobierno, ahora=dia
            )
        assert error.value.codes == ["SEGUIMIENTO_VENCE_ANTES"]


class TestEnsayo:
    def test_ocho_confirmados_no_instalan_la_sesion(self, sesion: int) -> None:
        ensayo = queries.ensayo(sesion, b.CURULES[:8])
        (unico,) = ensayo.impedimentos
        assert (unico.punto_id, unico.codigo, unico.faltan) == (None, "SIN_QUORUM", 1)
        assert unico.frase == (
            "La sesión no podría instalarse: faltaría quórum, con 8 presentes de 9 que se requieren."
        )

    def test_diez_confirmados_instalan_pero_no_alcanzan_dos_tercios_de_los_integrantes(self, sesion: int) -> None:
        ensayo = queries.ensayo(sesion, b.CURULES[:10])
        (unico,) = ensayo.impedimentos
        assert (unico.punto_id, unico.codigo, unico.faltan) == (b.items(sesion)["votable2"], "SIN_MAYORIA", 1)
        assert unico.frase == (
            "«Enajenar un inmueble» no podría aprobarse: exige dos terceras partes de los integrantes, 11 votos a "
            "favor, y con lo confirmado votarían 10 personas."
        )

    def test_con_once_no_hay_impedimento(self, sesion: int) -> None:
        assert queries.ensayo(sesion, b.CURULES[:11]).impedimentos == ()

    def test_en_comisiones_unidas_falta_el_quorum_de_una(
        self, organos: dict[str, int], cast: Cast, ahora: datetime
    ) -> None:
        sesion = b.convene("CU-DEDS", cast.comisiones, ahora)
        ensayo = queries.ensayo(sesion, (*b.ECONOMICO, "C04"))
        (unico,) = ensayo.impedimentos
        assert unico.frase == (
            "La sesión no podría instalarse: faltaría quórum en Comisión Edilicia de Desarrollo Social, con 2 "
            "presentes de 3 que se requieren."
        )

    def test_una_clave_ajena_se_rechaza(self, sesion: int) -> None:
        with pytest.raises(Invalid):
            queries.ensayo(sesion, ["C99"])
