"""After approval: what the Cabildo modified is written into the text, and a modification takes effect when it must."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.builders_expedientes import FOLIO
from tests.builders_indicadores import Publicado, actividad, contenido
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes import kinds, queries, service
from workflow.expedientes.models import CambioAprobado, Envio, Expediente, Plazo, Resolucion
from workflow.indicadores import queries as seguimiento
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.poa.kind import KIND

DICE = "Actividad A01, julio: dice «10», debe decir «12»"


class Aprobado(Publicado):
    """A POA that the Cabildo approved with modifications, noted in prose."""

    def to_published(self) -> Aprobado:
        self.to_cabildo()
        service.apply_resolution(
            self.id, votacion="aprobado", resolucion="aprobado_con_modificaciones", modificaciones=[DICE],
            acuerdo_folio=FOLIO, origen=("votacion", 31), actor=self.cast.gobierno, ahora=self.tick(),
        )  # fmt: skip
        return self

    def act(self, who: str, accion: str, **parametros: Any) -> service.Resultado:
        """With the kind of a POA: its content is one."""
        return service.actuar(self.id, accion, actor=getattr(self.cast, who), ahora=self.tick(), parametros=parametros)

    def note(self, campo: str, texto: str, who: str = "revisora", modificacion: str = DICE) -> int:
        return service.anotar_cambio(
            self.id, campo, texto, modificacion, actor=getattr(self.cast, who), ahora=self.tick()
        )

    @property
    def row(self) -> Expediente:
        db.session.expire_all()
        return db.session.get_one(Expediente, self.id)


@pytest.fixture
def sin_revisar() -> Iterator[None]:
    """A POA short of fields may be sent here: what is tested is what its change needs."""
    kinds.register(replace(KIND, problems=lambda _: []))
    yield
    kinds.register(KIND)


@pytest.fixture
def poa(cast: Cast, ahora: Any) -> Aprobado:
    return Aprobado(cast, ahora)


def aprobada(poa: Aprobado) -> dict[str, Any]:
    return db.session.get_one(Envio, poa.row.v_aprobada_id).contenido


def test_lo_modificado_se_anota_se_fija_se_acusa_se_verifica_y_se_publica(poa: Aprobado) -> None:
    presentada = poa.row.v_presentada_id
    with pytest.raises(Refused) as nothing:
        poa.act("revisora", "integrar_modificaciones")
    assert nothing.value.codes == ["SIN_CAMBIOS_ANOTADOS"]
    poa.note("actividades[A01].meses.7", "12")
    with pytest.raises(Refused) as early:
        poa.act("planeacion", "verificar_modificaciones")
    assert early.value.codes == ["TEXTO_SIN_INTEGRAR", "MODIFICACIONES_SIN_ACUSE"]
    poa.act("revisora", "integrar_modificaciones")
    row = poa.row
    assert row.v_presentada_id == presentada != row.v_aprobada_id
    a01 = aprobada(poa)["actividades"][0]
    assert (a01["meses"][6], a01["meses"][5], a01["total"]) == ("12", "10", "122")
    before = db.session.get_one(Envio, presentada)
    assert before.contenido["actividades"][0]["meses"][6] == "10"
    poa.act("titular", "acusar_modificaciones")
    with pytest.raises(Refused) as unverified:
        poa.act("transparencia", "publicar", archivo="v_aprobada")
    assert unverified.value.codes == ["MODIFICACIONES_SIN_VERIFICAR"]
    with pytest.raises(Refused) as own:
        poa.act("revisora", "verificar_modificaciones")
    assert own.value.codes == ["VERIFICA_QUIEN_ESCRIBIO"]
    poa.act("planeacion", "verificar_modificaciones")
    sha = db.session.get_one(Envio, poa.row.v_aprobada_id).sha256
    assert poa.act("transparencia", "publicar", archivo=sha).etapa == "publicado"


def test_el_seguimiento_mide_contra_el_texto_fijado_y_no_contra_el_presentado(poa: Aprobado) -> None:
    poa.note("actividades[A01].meses.7", "12")
    poa.act("revisora", "integrar_modificaciones")
    poa.act("titular", "acusar_modificaciones")
    poa.act("planeacion", "verificar_modificaciones")
    poa.act("transparencia", "publicar", archivo="v_aprobada")
    (vigencia,) = seguimiento.poa(poa.id).vigencias
    filas = seguimiento.hoja(seguimiento.poa(poa.id), "2026-07").filas
    assert next(f.meta for f in filas if f.medida.direccion == "actividades[A01]") == 12
    assert vigencia.numero == 1


def test_volver_a_fijar_pide_otra_vez_acuse_y_verificacion(poa: Aprobado) -> None:
    poa.note("actividades[A01].meses.7", "12")
    poa.act("revisora", "integrar_modificaciones")
    poa.act("titular", "acusar_modificaciones")
    poa.act("planeacion", "verificar_modificaciones")
    poa.note("actividades[A01].meses.8", "11")
    poa.act("revisora", "integrar_modificaciones")
    row = poa.row
    assert (row.acuse, row.verificado_por_id) == (False, None)
    assert aprobada(poa)["actividades"][0]["total"] == "123"
    rows = list(
        db.session.scalars(select(Resolucion).where(Resolucion.expediente_id == poa.id).order_by(Resolucion.id))
    )
    assert [one.integra_id for one in rows] == [None, rows[0].id, rows[0].id]


def test_anotar_otra_vez_el_mismo_dato_reemplaza_y_lo_anterior_queda(poa: Aprobado) -> None:
    poa.note("actividades[A01].meses.7", "12")
    poa.note("actividades[A01].meses.7", "15")
    (note,) = queries.texto_aprobado(poa.id, poa.cast.revisora, local_date(poa.ahora)).cambios
    assert (note.dice, note.debe_decir) == ("10", "15")
    assert db.session.query(CambioAprobado).count() == 3
    service.retirar_cambio(note.id, expediente_id=poa.id, actor=poa.cast.revisora, ahora=poa.tick())
    assert queries.texto_aprobado(poa.id, poa.cast.revisora, local_date(poa.ahora)).cambios == ()


@pytest.mark.parametrize(
    ("campo", "texto", "modificacion", "codigo"),
    [
        ("actividades[A01].meses.7", "doce", DICE, "CAMPO_INVALIDO"),
        ("actividades[A01].meses.7", "10", DICE, "CAMBIO_IGUAL"),
        ("actividades[A01].total", "500", DICE, "CAMPO_NO_SE_MODIFICA"),
        ("actividades[A01].nada", "500", DICE, "CAMPO_NO_SE_MODIFICA"),
        ("actividades[A99].meses.7", "5", DICE, "FILA_INEXISTENTE"),
        ("actividades[A01].meses.7", "12", " ", "MODIFICACION_SIN_DECIR"),
    ],
)
def test_lo_que_no_sirve_se_dice_y_no_cambia_nada(
    poa: Aprobado, campo: str, texto: str, modificacion: str, codigo: str
) -> None:
    with pytest.raises(Refused) as refused:
        poa.note(campo, texto, modificacion=modificacion)
    assert refused.value.codes == [codigo]
    assert db.session.query(CambioAprobado).count() == 0


def test_solo_planeacion_lo_anota_y_solo_cuando_se_aprobo_con_modificaciones(poa: Aprobado) -> None:
    for who in ("enlace", "titular", "gobierno", "transparencia"):
        with pytest.raises(NotAllowed):
            poa.note("actividades[A01].meses.7", "12", who=who)
    with pytest.raises(NotFound):
        queries.campos_por_modificar(poa.id + 1000, "julio")


def test_el_municipio_elige_si_sin_verificar_se_publica(poa: Aprobado) -> None:
    service.registrar_regla(
        "verificar_modificaciones", "avisar", date(2026, 1, 1), "Acuerdo interno",
        actor=poa.cast.gobierno, ahora=poa.tick(),
    )  # fmt: skip
    poa.act("titular", "acusar_modificaciones")
    done = poa.act("transparencia", "publicar", archivo="v_aprobada")
    assert [aviso.code for aviso in done.avisos] == ["MODIFICACIONES_SIN_VERIFICAR"]


class TestModificacion:
    """Version n+1: what it really changes decides its route, and when it takes effect."""

    def abrir(self, cast: Cast, ahora: Any, **more: Any) -> Publicado:
        poa = Publicado(cast, ahora)
        more = {"tipo_cambio": "recalendarizacion", "motivo": "Llegó tarde el recurso", **more}
        poa.do("titular", "abrir_modificacion", **more)
        return poa

    def enviar(self, poa: Publicado, documento: dict[str, Any]) -> service.Resultado:
        poa.capture(documento)
        return service.actuar(poa.id, "enviar", actor=poa.cast.titular, ahora=poa.tick(), parametros={})

    def documento(self, meses: list[str]) -> dict[str, Any]:
        return contenido(actividades=[actividad("A01", meses), actividad("A02", ["0", "5", "5", *["0"] * 9])])

    def test_una_recalendarizacion_de_verdad_se_autoriza_por_delegacion(
        self, cast: Cast, ahora: Any, sin_revisar: None
    ) -> None:
        poa = self.abrir(cast, ahora)
        self.enviar(poa, self.documento(["5", "15", *["10"] * 10]))
        poa.do("revisora", "tomar_revision")
        poa.do("planeacion", "validar")
        assert poa.do("planeacion", "autorizar_delegado").etapa == "aprobado"

    def test_lo_que_se_declara_menor_y_cambia_metas_pasa_por_cabildo(
        self, cast: Cast, ahora: Any, sin_revisar: None
    ) -> None:
        poa = self.abrir(cast, ahora)
        sent = self.enviar(poa, self.documento(["20", *["10"] * 11]))
        assert [aviso.code for aviso in sent.avisos] == ["TIPO_CAMBIO_DISTINTO"]
        poa.do("revisora", "tomar_revision")
        poa.do("planeacion", "validar")
        with pytest.raises(Refused) as refused:
            poa.do("planeacion", "autorizar_delegado")
        assert refused.value.codes == ["REQUIERE_CABILDO"]

    def test_surte_efectos_el_dia_que_dice_y_nunca_antes_de_resolverse(
        self, cast: Cast, ahora: Any, sin_revisar: None
    ) -> None:
        julio = date(2026, 7, 1)
        poa = self.abrir(cast, ahora, tipo_cambio="reprogramacion_metas", surte_efectos=julio)
        poa.capture(self.documento(["10", *["20"] * 11]))
        poa.to_published()
        metas = {
            mes: next(
                f.meta
                for f in seguimiento.hoja(seguimiento.poa(poa.id), mes).filas
                if f.medida.direccion == "actividades[A01]"
            )
            for mes in ("2026-06", "2026-07")
        }
        assert metas == {"2026-06": 10, "2026-07": 20}

    def test_una_fecha_anterior_a_la_resolucion_es_la_de_la_resolucion(self, cast: Cast, ahora: Any) -> None:
        antes = local_date(ahora) - timedelta(days=30)
        poa = self.abrir(cast, ahora, tipo_cambio="reprogramacion_metas", surte_efectos=antes)
        poa.capture(self.documento(["10", *["20"] * 11]))
        poa.to_published()
        last = db.session.scalars(select(Resolucion).order_by(Resolucion.id.desc())).first()
        assert last is not None and last.vigente_desde == last.fecha

    def test_sin_motivo_no_se_abre(self, cast: Cast, ahora: Any) -> None:
        poa = Publicado(cast, ahora)
        with pytest.raises(Invalid) as refused:
            poa.do("titular", "abrir_modificacion", tipo_cambio="recalendarizacion", surte_efectos="mañana")
        assert refused.value.codes == ["MOTIVO_CAMBIO_FALTA", "SURTE_EFECTOS_INVALIDA"]


def test_cada_quien_lo_ve_en_su_bandeja_cuando_le_toca(poa: Aprobado) -> None:
    def waits() -> set[str]:
        people = ("revisora", "planeacion", "titular", "transparencia")
        hoy = local_date(poa.ahora)
        return {who for who in people if poa.id in {f.id for f in queries.bandeja(getattr(poa.cast, who), hoy).me_toca}}

    assert waits() == {"revisora", "planeacion"}
    poa.note("actividades[A01].meses.7", "12")
    poa.act("revisora", "integrar_modificaciones")
    assert waits() == {"titular"}
    poa.act("titular", "acusar_modificaciones")
    assert waits() == {"planeacion"}
    poa.act("planeacion", "verificar_modificaciones")
    assert waits() == {"transparencia"}


def test_el_plazo_corre_a_cargo_de_quien_toca(poa: Aprobado) -> None:
    def side() -> str | None:
        db.session.expire_all()
        return db.session.query(Plazo).filter_by(expediente_id=poa.id, cerrado_en=None).one().lado

    sides = [side()]
    poa.note("actividades[A01].meses.7", "12")
    for who, accion in (
        ("revisora", "integrar_modificaciones"),
        ("titular", "acusar_modificaciones"),
        ("planeacion", "verificar_modificaciones"),
    ):
        poa.act(who, accion)
        sides.append(side())
    assert sides == ["planeacion", "dependencia", "planeacion", "transparencia"]
