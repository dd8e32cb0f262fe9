"""The oficios of Planeación: one for each round notified and one for the validation, with what was true that day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from tests.builders_expedientes import Camino
from tests.cast import Cast
from workflow.actas.impresion import pdf, word
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import texto_de
from workflow.actas.models import Oficio
from workflow.actas.queries import documentos_of_expediente
from workflow.actas.service import Instalacion, guardar
from workflow.actas.service.oficios import emitir_oficio
from workflow.db import db
from workflow.expedientes.models import Paso
from workflow.kernel.actor import SISTEMA, Asignacion
from workflow.kernel.refusals import NotFound
from workflow.outbox.models import Trabajo

FRESNILLO = Instalacion("Fresnillo, Zacatecas", "https://ruta.fresnillo.gob.mx")


@pytest.fixture
def camino(cast: Cast, ahora: datetime) -> Camino:
    return Camino(cast, ahora).to_review()


def observed(camino: Camino) -> Camino:
    camino.observe("identificacion.problema_central")
    camino.observe("identificacion.poblacion", tipo="recomendacion")
    camino.do("revisora", "notificar_observaciones")
    return camino


def steps(camino: Camino, etapa: str) -> list[int]:
    statement = select(Paso.id).where(Paso.expediente_id == camino.id, Paso.etapa == etapa).order_by(Paso.id)
    return list(db.session.scalars(statement))


def oficio(camino: Camino, paso: int) -> Any:
    return emitir_oficio(paso, instalacion=FRESNILLO, actor=SISTEMA, ahora=camino.tick())


def said(frozen: Any) -> str:
    return " ".join(texto_de(componer(frozen.snapshot)).split())


def test_notificar_y_validar_dejan_cada_uno_su_oficio_por_hacer(camino: Camino) -> None:
    observed(camino)
    (paso,) = steps(camino, "con_observaciones")
    work = db.session.scalars(select(Trabajo).where(Trabajo.tipo == "oficio.generar")).all()
    assert [one.payload for one in work] == [{"paso_id": paso}]


def test_el_oficio_de_observaciones_dice_a_quien_que_y_hasta_cuando(camino: Camino) -> None:
    observed(camino)
    frozen = oficio(camino, steps(camino, "con_observaciones")[0])
    text = said(frozen)
    assert "Oficio SPE/2026/0001" in text
    assert camino.cast.titular.nombre in text and camino.cast.planeacion.nombre in text
    assert "se notifican dos observaciones: una impide validar y una es recomendación" in text
    assert "O1" in text and "Calles sin pavimento" in text and "Explique la cifra." in text
    # Tuesday 10 February + 5 business days, to the closing of the office of Tuesday 17.
    assert "El plazo para atenderlas es de cinco días hábiles: vence el" in text
    assert "diecisiete de febrero de dos mil veintiséis" in text or "17 de febrero de 2026" in text


def test_repetir_el_trabajo_no_gasta_otro_folio(camino: Camino) -> None:
    observed(camino)
    (paso,) = steps(camino, "con_observaciones")
    assert oficio(camino, paso).id == oficio(camino, paso).id
    assert db.session.query(Oficio).count() == 1


def test_la_segunda_ronda_tiene_su_oficio_y_la_primera_sigue_diciendo_lo_suyo(camino: Camino) -> None:
    observed(camino)
    primero = oficio(camino, steps(camino, "con_observaciones")[0])
    camino.answer("O1")
    camino.answer("O2")
    camino.do("titular", "enviar")
    camino.do("revisora", "tomar_revision")
    camino.grade("O1", "no_solventada")
    camino.grade("O2", "solventada")
    camino.do("revisora", "notificar_observaciones")
    segundo = oficio(camino, steps(camino, "con_observaciones")[1])
    assert (primero.snapshot.folio, segundo.snapshot.folio) == ("SPE/2026/0001", "SPE/2026/0002")
    assert [one.clave for one in segundo.snapshot.observaciones] == ["O1"]
    assert "ronda 2" in said(segundo) and "De la ronda 1; sigue sin solventarse." in said(segundo)
    assert oficio(camino, steps(camino, "con_observaciones")[0]).snapshot == primero.snapshot


def test_el_oficio_de_validacion_dice_como_concluyo_cada_observacion_y_la_huella(camino: Camino) -> None:
    observed(camino)
    camino.answer("O1")
    camino.do("titular", "enviar")
    camino.do("revisora", "tomar_revision")
    camino.grade("O1", "solventada")
    camino.do("planeacion", "validar")
    frozen = oficio(camino, steps(camino, "validado")[0])
    text = said(frozen)
    assert "VALIDA" in text and "en dos rondas" in text
    assert re.search(r"O1 .*Solventada", text) and re.search(r"O2 .*Abierta", text)
    assert frozen.snapshot.expediente.sha256 in text


def test_el_de_validacion_sin_observaciones_tambien_se_imprime(camino: Camino) -> None:
    """A heading that skips a level is refused by the compiler of accessible PDF."""
    camino.do("planeacion", "validar")
    frozen = oficio(camino, steps(camino, "validado")[0])
    assert "No se hicieron observaciones." in said(frozen)
    assert pdf.to_pdf(componer(frozen.snapshot)).startswith(b"%PDF")


def test_se_imprime_y_lo_ve_su_dependencia_y_no_otra(camino: Camino) -> None:
    observed(camino)
    frozen = oficio(camino, steps(camino, "con_observaciones")[0])
    documento = componer(frozen.snapshot)
    files = {"pdf": pdf.to_pdf(documento), "docx": word.to_docx(documento)}
    guardar(frozen.id, files, actor=SISTEMA, ahora=camino.tick())
    mine = documentos_of_expediente(camino.id, camino.cast.enlace)
    assert [(one.clase, one.formato) for one in mine] == [("oficio", "pdf"), ("oficio", "docx")]
    assert (
        documentos_of_expediente(
            camino.id, replace(camino.cast.enlace, asignaciones=(Asignacion("dependencia_captura", "UR-043"),))
        )
        == []
    )


def test_de_otra_etapa_no_hay_oficio(camino: Camino) -> None:
    with pytest.raises(NotFound):
        oficio(camino, steps(camino, "en_revision")[0])
