"""The acta of a block: each dossier with its own result and acuerdo, and who reserved what, on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_documentos as d
from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import texto_de
from workflow.actas.instantanea import InstantaneaActa, Punto
from workflow.sesiones import service
from workflow.sesiones.conteo import Captura


@pytest.fixture
def acta(app: Flask, cast: Cast, ahora: datetime) -> InstantaneaActa:
    """Five POA in a block: one reserved and rejected, one reserved and left pending, three approved in general."""
    dia = ahora + timedelta(days=3)
    b.load_organs(cast, ahora)
    ids = b.many_dictaminated(cast, ahora, 5)
    sesion = b.convene("CAB", cast.gobierno, ahora, en_bloque=True, secretario=d.SECRETARIO)
    b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
    punto = b.items(sesion)["bloque"]
    service.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    service.reservar(punto, expedientes_ids=[ids[1], ids[4]], persona="C05", actor=cast.gobierno, ahora=dia)
    service.votar_bloque(punto, votos=Captura(todos="a_favor"), actor=cast.gobierno, ahora=dia)
    contra = Captura(todos="en_contra", a_favor=("C05",))
    service.votar_reserva(punto, expediente_id=ids[1], votos=contra, actor=cast.gobierno, ahora=dia)
    service.clausurar(sesion, actor=cast.gobierno, ahora=dia + timedelta(minutes=30))
    snapshot = d.raised(sesion, dia).snapshot
    assert isinstance(snapshot, InstantaneaActa)
    return snapshot


def block(acta: InstantaneaActa) -> Punto:
    (found,) = [one for one in acta.puntos if one.clase == "bloque"]
    return found


def test_cada_expediente_del_bloque_lleva_su_resultado_y_su_acuerdo(acta: InstantaneaActa) -> None:
    asuntos = block(acta).asuntos
    assert [one.estado for one in asuntos] == ["aprobado", "rechazado", "aprobado", "aprobado", "pendiente"]
    folios = ["AHC/001/2026", "", "AHC/002/2026", "AHC/003/2026", ""]
    assert [one.acuerdo for one in asuntos] == folios
    assert [bool(one.reservado_por) for one in asuntos] == [False, True, False, False, True]
    assert block(acta).acuerdo is None


def test_el_acta_narra_reservas_votos_y_acuerdos_del_bloque(acta: InstantaneaActa) -> None:
    text = texto_de(componer(acta))
    for part in (
        "para su votación en lo particular",
        "Se somete a votación en lo general el conjunto de los expedientes que no se reservaron",
        "en lo particular el expediente",
        "con un voto a favor, quince en contra y cero abstenciones",
        "de cinco, tres expedientes con acuerdo.",
        "No aprobado (reservado)",
        "Pendiente para la siguiente sesión (reservado)",
        "AHC/003/2026",
    ):
        assert part in text, part


def test_los_cinco_expedientes_son_anexos_con_su_huella(acta: InstantaneaActa) -> None:
    hashes = [one.sha256 for one in acta.anexos if one.sha256]
    assert len(hashes) == 5
