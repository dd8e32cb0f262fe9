"""`flask firmas`: authorities by console, and the judgement of a PDF that somebody brings."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from flask import Flask

from tests import builders_firma_actas as b
from tests import builders_firmas as f
from tests.cast import Cast
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.archivos.queries import get
from workflow.cli.firmas import firmas


def test_se_registra_una_autoridad_y_repetirla_dice_por_que_no(sqlite_app: Flask, tmp_path: Path) -> None:
    (tmp_path / "ac.cer").write_bytes(f.autoridad().cer)
    run = sqlite_app.test_cli_runner().invoke
    words = ["autoridad", str(tmp_path / "ac.cer"), "--fundamento", "Convenio con el SAT"]
    done = run(firmas, words)
    assert done.exit_code == 0 and "Registrada: AC de prueba" in done.output
    again = run(firmas, words)
    assert again.exit_code == 1 and "ya está registrada" in again.output


def test_un_pdf_firmado_se_comprueba_y_uno_tocado_no_pasa(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, tmp_path: Path
) -> None:
    acta = b.begun(sqlite_cast, ahora)
    b.sign(acta, "0", sqlite_cast.gobierno, ahora)
    proceso = consultas.open_process(acta)
    assert proceso is not None
    stages = [get(one.archivo_id).path.read_bytes() for one in consultas.stages(proceso.id)]
    run = sqlite_app.test_cli_runner().invoke
    (tmp_path / "firmado.pdf").write_bytes(stages[1])
    done = run(firmas, ["verificar", str(tmp_path / "firmado.pdf")])
    assert done.exit_code == 0 and "Firma-01: Válida" in done.output
    touched = bytearray(stages[1])
    touched[len(touched) // 3] ^= 1
    (tmp_path / "tocado.pdf").write_bytes(bytes(touched))
    assert run(firmas, ["verificar", str(tmp_path / "tocado.pdf")]).exit_code == 1
    (tmp_path / "sin.pdf").write_bytes(stages[0])
    none = run(firmas, ["verificar", str(tmp_path / "sin.pdf")])
    assert none.exit_code == 1 and "no tiene firmas" in none.output


def test_los_ejemplos_solo_se_hacen_en_la_demostracion(sqlite_app: Flask, tmp_path: Path) -> None:
    done = sqlite_app.test_cli_runner().invoke(firmas, ["ejemplos", str(tmp_path / "llaves")])
    assert done.exit_code == 1 and "demostración" in done.output
    assert not (tmp_path / "llaves").exists()
