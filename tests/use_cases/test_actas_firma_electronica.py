"""Signing an acta with certificates: turns, stages, who refuses, who is told and who may."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_firma_actas as b
from tests import machine
from tests.builders_firma_actas import examined, last_pdf, states
from tests.cast import Cast
from workflow.actas.models import FirmaEtapa, FirmaPreparada
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.service import anotar_firmas
from workflow.archivos.queries import get
from workflow.db import db
from workflow.kernel.refusals import Invalid, Refused
from workflow.outbox.models import Trabajo


def test_dos_personas_firman_en_su_turno_y_las_dos_firmas_valen(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora)
    assert states(acta)[:3] == ["en_turno", "en_espera", "en_espera"]
    b.sign(acta, "0", cast.gobierno, ahora)
    first = last_pdf(acta)
    b.sign(acta, "1", cast.gobierno, ahora + timedelta(minutes=5))
    assert examined(acta, ahora) == [("Firma-01", "valida"), ("Firma-02", "valida")]
    assert last_pdf(acta).startswith(first)
    assert states(acta)[:3] == ["firmada", "firmada", "en_turno"]


def test_cada_etapa_se_conserva_y_ninguna_se_encima(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora)
    for clave in ("0", "1"):
        b.sign(acta, clave, cast.gobierno, ahora)
    rows = db.session.query(FirmaEtapa).order_by(FirmaEtapa.numero).all()
    assert [one.numero for one in rows] == [0, 1, 2]
    for row in rows:
        assert hashlib.sha256(get(row.archivo_id).path.read_bytes()).hexdigest() == row.sha256


def test_fuera_de_turno_se_rechaza_y_dice_quien_va_antes(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    acta = b.begun(sqlite_cast, ahora)
    with pytest.raises(Refused) as refusal:
        b.sign(acta, "2", sqlite_cast.gobierno, ahora)
    first = consultas.places(consultas.open_process(acta))[0].nombre  # type: ignore[arg-type]
    assert refusal.value.codes == ["FIRMA_FUERA_DE_TURNO"]
    assert refusal.value.reasons[0].facts["antes"] == [first]
    assert db.session.query(FirmaPreparada).count() == 0


def test_en_cualquier_orden_la_secretaria_firma_al_final(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    acta = b.begun(sqlite_cast, ahora, orden="fe_al_final")
    assert states(acta) == ["en_turno"] * 16 + ["en_espera"]
    b.sign(acta, "5", sqlite_cast.gobierno, ahora)
    with pytest.raises(Refused):
        b.sign(acta, "16", sqlite_cast.gobierno, ahora)


def test_quien_se_niega_no_detiene_a_los_demas_y_el_documento_lo_hace_constar(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    acta = b.begun(cast, ahora)
    notas = {str(n): ("se_nego", "No está conforme con el punto 5") for n in range(1)}
    notas |= {str(n): ("ausente", "Falleció antes de firmar") for n in range(1, 2)}
    notas |= {str(n): ("ausente", "Está de licencia") for n in range(2, 16)}
    anotar_firmas(acta, notas, actor=cast.gobierno, ahora=ahora)
    assert states(acta)[0] == "se_nego" and states(acta)[-1] == "en_turno"
    b.sign(acta, "16", cast.gobierno, ahora)
    found = consultas.proceso(acta)
    assert found is not None and found.estado == "completo"
    read = _text(last_pdf(acta))
    assert "se negó a firmar. No está conforme con el punto 5" in read
    assert "no pudo firmar. Falleció antes de firmar" in read


def _text(pdf: bytes) -> str:
    """Every text drawn in the seals, through an independent program."""
    machine.need("pdftotext")
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_quien_firmo_con_certificado_no_puede_anotarse_como_ausente(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acta = b.begun(sqlite_cast, ahora)
    b.sign(acta, "0", sqlite_cast.gobierno, ahora)
    for nota in ({"0": ("ausente", "Salió")}, {"1": ("firmo", "")}):
        with pytest.raises(Invalid) as refusal:
            anotar_firmas(acta, nota, actor=sqlite_cast.gobierno, ahora=ahora)
        assert refusal.value.codes == ["FIRMA_ES_ELECTRONICA"]


def test_a_cada_quien_se_le_avisa_una_vez_cuando_le_toca(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora)
    assert _told() == ["0"]
    b.sign(acta, "0", cast.gobierno, ahora)
    anotar_firmas(acta, {"1": ("ausente", "Está de licencia")}, actor=cast.gobierno, ahora=ahora)
    assert _told() == ["0", "1", "2"]


def _told() -> list[str]:
    rows = db.session.query(Trabajo).filter_by(tipo="firma.aviso").order_by(Trabajo.id)
    return [row.payload["clave"] for row in rows]
