"""The consolidated report: from the corte alone, text kept, versions and states, and to the COPLADEMUN."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.builders_indicadores import A01, ABRIL, Publicado, contenido, linea
from tests.cast import Cast
from tests.use_cases.test_financiero import GASOLINA, presupuesto
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import texto_de
from workflow.actas.instantanea_consolidado import InstantaneaConsolidado
from workflow.actas.models import Documento, Instantanea
from workflow.actas.queries import frozen
from workflow.actas.queries.convocatorias import snapshot_of_convocatoria
from workflow.actas.queries.verificacion import verificable
from workflow.actas.service import Instalacion
from workflow.archivos import queries as archivos
from workflow.asm import service as asm
from workflow.asm.reglas import Nuevo
from workflow.db import db
from workflow.indicadores.financiero import Gasto
from workflow.indicadores.service import hacer_corte, reportar_gasto
from workflow.informes import queries, service
from workflow.informes.clases import Trimestre
from workflow.jobs.handlers import JobContext
from workflow.jobs.informes import generar
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.sesiones import service as sesiones
from workflow.sesiones.models import Convocatoria, SesionDocumento

T1 = Trimestre(2026, 1)
FRESNILLO = Instalacion("Fresnillo, Zacatecas", "https://ruta.fresnillo.gob.mx")
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
DESPUES = ABRIL + timedelta(days=2)


@pytest.fixture
def poa(cast: Cast, ahora: datetime) -> Publicado:
    """10 of 10 reported in January, 900.00 of 1,000.00 spent in January."""
    found = Publicado(cast, ahora, contenido(presupuesto=presupuesto()))
    found.report("2026-01", linea(A01, "10"))
    reportar_gasto(found.id, "2026-01", [Gasto(GASOLINA, 900_00)], actor=cast.enlace, ahora=ABRIL)
    return found


def cut(cast: Cast) -> int:
    return hacer_corte("2026-T1", actor=cast.planeacion, ahora=ABRIL)


def elaborate(cast: Cast, **more: Any) -> int:
    more = {"actor": cast.revisora, "ahora": ABRIL, **more}
    return service.elaborar(T1, instalacion=FRESNILLO, clase="consolidado", **more)


def last() -> InstantaneaConsolidado:
    row = db.session.query(Instantanea).filter_by(clase="informe").order_by(Instantanea.version.desc()).first()
    assert row is not None
    found = frozen(row.id)
    assert isinstance(found, InstantaneaConsolidado)
    return found


def published(cast: Cast, version: int = 1) -> None:
    service.guardar_firmado(T1, version, PDF + b"x" * version, actor=cast.planeacion, ahora=ABRIL, clase="consolidado")
    service.publicar(T1, version, actor=cast.planeacion, ahora=ABRIL, clase="consolidado")


def test_sin_corte_no_hay_informe_y_se_dice_que_hacer(poa: Publicado) -> None:
    with pytest.raises(Refused) as refusal:
        elaborate(poa.cast)
    assert refusal.value.codes == ["CONSOLIDADO_SIN_CORTE"]
    assert db.session.query(Instantanea).filter_by(clase="informe").count() == 0


def test_todo_sale_del_corte_y_lo_que_se_reporta_despues_no_entra(poa: Publicado) -> None:
    cut(poa.cast)
    assert elaborate(poa.cast) == 1
    one = last()
    assert one.folio == "ICED-2026-T1"
    assert (one.total.metas, one.total.of("verde"), one.total.programado, one.total.ejercido) == (
        4, 0, 3_000_00 + 500_000_50, 900_00,
    )  # fmt: skip
    [eje] = one.ejes
    assert (eje.nombre, eje.gasto_faltan) == ("Eje 2", 3)
    poa.report("2026-02", linea(A01, "10"), ahora=DESPUES)
    reportar_gasto(poa.id, "2026-02", [Gasto(GASOLINA, 5)], actor=poa.cast.enlace, ahora=DESPUES)
    with pytest.raises(Refused) as refusal:
        elaborate(poa.cast, ahora=DESPUES)
    assert refusal.value.codes == ["INFORME_SIN_CAMBIOS"]


def test_lo_escrito_y_los_aspectos_de_mejora_entran_y_lo_escrito_se_conserva(poa: Publicado) -> None:
    cut(poa.cast)
    elaborate(poa.cast)
    service.guardar_texto(
        T1, "conclusiones", "Se avanzó.", vista=0, actor=poa.cast.revisora, ahora=ABRIL, clase="consolidado"
    )
    with pytest.raises(Invalid):
        service.guardar_texto(
            T1, "vinculacion", "No es de este informe", vista=0, actor=poa.cast.revisora, ahora=ABRIL,
            clase="consolidado",
        )  # fmt: skip
    assert elaborate(poa.cast) == 2
    nuevo = Nuevo("Sin padrón", "Hacerlo", "UR-050", "informe", "ICED-2026-T1")
    asm.registrar(nuevo, ejercicio=2026, actor=poa.cast.revisora, ahora=ABRIL)
    assert elaborate(poa.cast) == 3
    one = last()
    assert [(m.folio, m.estado) for m in one.mejoras] == [("ASM-2026-001", "por_comprometer")]
    assert next(a.texto for a in one.apartados if a.clave == "conclusiones") == "Se avanzó."


def test_es_otro_que_el_trimestral_y_cada_uno_lleva_sus_versiones(poa: Publicado) -> None:
    cut(poa.cast)
    elaborate(poa.cast)
    service.elaborar(T1, instalacion=FRESNILLO, actor=poa.cast.revisora, ahora=ABRIL)
    published(poa.cast)
    pagina = {"municipio": FRESNILLO.municipio, "base_url": FRESNILLO.base_url, "ahora": ABRIL}
    consolidado = queries.informacion(T1, **pagina, clase="consolidado")
    trimestral = queries.informacion(T1, **pagina)
    assert (consolidado.folio, consolidado.estado) == ("ICED-2026-T1", "publicado")
    assert (trimestral.folio, trimestral.estado) == ("INF-SPE-2026-T1", "borrador")
    assert queries.ultimos(clase="consolidado") == [(T1, "ICED-2026-T1")] != queries.ultimos()


def test_se_imprime_en_segundo_plano_una_vez_y_se_verifica_por_su_folio(app: Flask, poa: Publicado) -> None:
    cut(poa.cast)
    elaborate(poa.cast)
    row = db.session.query(Instantanea).filter_by(clase="informe").one()
    job = JobContext(1, ABRIL, app.config["RUTA"], lambda hecho, total: None)
    generar({"instantanea_id": row.id}, job)
    primero = {one.formato: one.sha256 for one in db.session.query(Documento)}
    generar({"instantanea_id": row.id}, job)
    assert {one.formato: one.sha256 for one in db.session.query(Documento)} == primero and len(primero) == 2
    texto = texto_de(componer(frozen(row.id)))
    assert "Para el Comité de Planeación para el Desarrollo Municipal (COPLADEMUN)" in texto
    archivo = queries.archivo_de(T1, 1, "docx", "consolidado")
    assert archivos.get(archivo.id).path.is_file()
    found = verificable("ICED-2026-T1")
    assert found is not None and found.versiones[0].estado == "proyecto"


def test_solo_quien_debe_lo_elabora_y_lo_publica(poa: Publicado) -> None:
    cut(poa.cast)
    for quien in ("enlace", "gobierno", "auditor"):
        with pytest.raises(NotAllowed):
            elaborate(poa.cast, actor=getattr(poa.cast, quien))
    elaborate(poa.cast)
    with pytest.raises(NotAllowed):
        service.guardar_firmado(T1, 1, PDF, actor=poa.cast.revisora, ahora=ABRIL, clase="consolidado")


class TestAlCopladem:
    @pytest.fixture
    def sesion(self, poa: Publicado) -> int:
        b.load_organs(poa.cast, ABRIL)
        sesiones.cargar_miembros(b.rows("miembros.csv"), actor=poa.cast.administradora, ahora=ABRIL)
        cut(poa.cast)
        elaborate(poa.cast)
        return b.convene("COPLADEMUN", poa.cast.planeacion, ABRIL)

    @pytest.fixture
    def llevar(self, poa: Publicado, sesion: int) -> Callable[..., int]:
        def act(version: int = 1, sesion_id: int = sesion) -> int:
            return service.llevar_a_sesion(T1, version, sesion_id, actor=poa.cast.planeacion, ahora=ABRIL)

        return act

    def test_publicado_acompana_la_convocatoria_con_su_huella(
        self, poa: Publicado, sesion: int, llevar: Callable[..., int]
    ) -> None:
        with pytest.raises(Refused) as refusal:
            llevar()
        assert refusal.value.codes == ["INFORME_SIN_PUBLICAR"]
        published(poa.cast)
        emision = db.session.get_one(Convocatoria, llevar())
        sha256 = db.session.query(Instantanea.sha256).filter_by(clase="informe").scalar()
        assert [(a["folio"], a["version"], a["sha256"]) for a in emision.contenido["anexos"]] == [
            ("ICED-2026-T1", 1, sha256)
        ]
        papel = snapshot_of_convocatoria(emision, municipio=FRESNILLO.municipio, base_url=FRESNILLO.base_url)
        dice = texto_de(componer(papel))
        assert "Informe consolidado de evaluación del desempeño, folio ICED-2026-T1" in dice and sha256 in dice
        assert "Documento que acompaña, ICED-2026-T1" in dice
        assert (emision.version, emision.reinicia) == (2, False)
        assert [(one.sesion_id, one.version) for one in queries.llevado("ICED-2026-T1")] == [(sesion, 1)]
        with pytest.raises(Refused) as refusal:
            llevar()
        assert refusal.value.codes == ["DOCUMENTO_YA_ACOMPANA"]
        assert db.session.query(SesionDocumento).count() == 1

    def test_solo_a_una_sesion_del_copladem_por_venir(
        self, poa: Publicado, sesion: int, llevar: Callable[..., int]
    ) -> None:
        published(poa.cast)
        cabildo = b.convene("CAB", poa.cast.gobierno, ABRIL)
        for ajena in (cabildo, 999):
            with pytest.raises(Refused) as refusal:
                llevar(sesion_id=ajena)
            assert refusal.value.codes == ["INFORME_SESION_AJENA"]
        with pytest.raises(NotAllowed):
            service.llevar_a_sesion(T1, 1, sesion, actor=poa.cast.revisora, ahora=ABRIL)
        assert [one.id for one in queries.sesiones_por_venir()] == [sesion]


def test_el_corte_del_trimestre_es_el_que_vale_y_no_el_de_un_mes(poa: Publicado) -> None:
    hacer_corte("2026-03", actor=poa.cast.planeacion, ahora=ABRIL)
    with pytest.raises(Refused):
        elaborate(poa.cast)
    cut(poa.cast)
    elaborate(poa.cast)
    assert last().corte.en == ABRIL and last().corte.periodo == "del primer trimestre de 2026"
