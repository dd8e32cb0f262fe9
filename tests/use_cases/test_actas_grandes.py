"""The actas of the sessions that a municipality remembers: made, opened by other programs, and read."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from tests import builders_actas_grandes as grandes
from tests import builders_documentos as d
from tests import machine
from tests.cast import Cast
from workflow.actas.impresion import pdf, word
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import Documento, texto_de
from workflow.actas.instantanea import InstantaneaActa


def made(sala: grandes.Sala) -> tuple[InstantaneaActa, Documento]:
    snapshot = d.raised(sala.sesion, sala.dia).snapshot
    assert isinstance(snapshot, InstantaneaActa)
    return snapshot, componer(snapshot)


@pytest.mark.usefixtures("app")
def test_el_acta_de_cuatro_horas_con_67_poa_dice_reservas_quorum_perdido_y_voto_de_calidad(
    cast: Cast, ahora: datetime
) -> None:
    sala, _ = grandes.cabildo_de_cuatro_horas(cast, ahora)
    snapshot, document = made(sala)
    text = texto_de(document)
    for part in (
        "asistencia de catorce de dieciséis integrantes con derecho a voz y voto, siendo el quórum requerido de nueve",
        "se integra a las 10:25 horas",
        "presenta justificante de inasistencia (Comisión oficial en la capital)",
        "Héctor Iván Félix de la Cruz, Regidor, solicita que conste en acta: «Solicito que conste",
        "se aprueba por mayoría, con catorce votos a favor, cero en contra y una abstención",
        "Con siete votos a favor, siete en contra y una abstención",
        "ejerce voto de calidad a favor, adicional al voto ya emitido; los totales no se modifican",
        "por voto de calidad de quien preside, con siete votos a favor, siete en contra y una abstención",
        "se rechaza por mayoría, con cuatro votos a favor, once en contra y cero abstenciones",
        "A las once horas con cincuenta y ocho minutos: Se pierde el quórum",
        "se encuentran presentes ocho integrantes: no existe quórum legal",
        "A las doce horas con diez minutos: Se reanuda la sesión. Verificada la asistencia, se encuentran presentes "
        "once integrantes: existe quórum legal",
        "con quórum de once integrantes (requerido: nueve)",
        "de sesenta y siete, sesenta y seis expedientes con acuerdo",
        "No habiendo otro asunto que tratar, y siendo las catorce horas",
        "No se registraron asuntos generales",
    ):
        assert part in text, part
    (bloque,) = [one for one in snapshot.puntos if one.clase == "bloque"]
    estados = [one.estado for one in bloque.asuntos]
    assert (estados[1], estados[20], estados[44]) == ("aprobado", "rechazado", "aprobado_con_modificaciones")
    assert estados.count("aprobado") == 65
    folios = sorted(one.acuerdo for one in bloque.asuntos if one.acuerdo)
    assert folios == [f"AHC/{n:03d}/2026" for n in range(1, 67)]  # none missing, none twice


@pytest.mark.usefixtures("app")
def test_el_acta_del_copladem_pasa_lista_por_sector(cast: Cast, ahora: datetime) -> None:
    _, document = made(grandes.copladem_de_treinta_y_dos(cast, ahora))
    text = texto_de(document)
    for part in (
        "Presidente del Comité de Planeación para el Desarrollo Municipal",
        "Por sector, al iniciar se encuentran presentes: Ayuntamiento, uno de uno; Gobierno del Estado, siete de "
        "siete; Cámaras empresariales, seis de seis; Colegios de profesionistas, seis de seis; "
        "Universidades, cinco de cinco; Sociedad civil, siete de ocho.",
        "dos de treinta y tres integrantes con derecho a voz y voto, siendo el quórum requerido de diecisiete",
        "con veintiocho votos a favor, cuatro en contra y cero abstenciones",
    ):
        assert part in text, part


@pytest.mark.usefixtures("app")
def test_el_acta_de_unidas_cuenta_a_quien_esta_en_las_dos_comisiones(cast: Cast, ahora: datetime) -> None:
    sala, dictamen = grandes.unidas_con_integrante_compartida(cast, ahora)
    _, document = made(sala)
    text = texto_de(document)
    for part in (
        "Griselda Saucedo del Río forma parte de más de una de las comisiones",
        "De la Comisión Edilicia de Desarrollo Económico se encuentran presentes cuatro de cinco integrantes",
        "De la Comisión Edilicia de Desarrollo Social se encuentran presentes cuatro de cinco integrantes",
        "con tres votos a favor, uno en contra y cero abstenciones",
        "con cuatro votos a favor, cero en contra y cero abstenciones",
        f"Dictamen {dictamen.folio}",
    ):
        assert part in text, part


@pytest.mark.lenta
def test_el_acta_grande_se_abre_en_otros_programas_y_dice_lo_mismo(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, tmp_path: Path
) -> None:
    machine.need("libreoffice")
    machine.need("pdftotext")
    _, document = made(grandes.cabildo_de_cuatro_horas(sqlite_cast, ahora)[0])
    (tmp_path / "acta.pdf").write_bytes(pdf.to_pdf(document))
    (tmp_path / "palabra.docx").write_bytes(word.to_docx(document))
    perfil = f"-env:UserInstallation=file://{tmp_path}/perfil"
    orden = ["libreoffice", perfil, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "palabra.docx"]
    subprocess.run(orden, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    for name in ("acta.pdf", "palabra.pdf"):
        read = subprocess.run(
            ["pdftotext", "-raw", str(tmp_path / name), "-"], check=True, capture_output=True, text=True
        )
        flat = " ".join(read.stdout.split())
        assert "ACTA NÚMERO UNO" in flat
        assert "por voto de calidad de quien preside, con siete votos a favor" in flat
        assert flat.count("AHC/0") == 66
        assert "POA/2026/UR-050/067" in flat
