"""Who signs the acta, as the page of the rules says it and reads it back."""

from __future__ import annotations

import csv
from pathlib import Path

from workflow.sesiones.firmantes import PALABRAS, as_kept, in_words

ORGANOS = Path(__file__).parents[2] / "workflow" / "demo" / "fresnillo" / "catalogos" / "organos.csv"


def test_todo_firmante_de_los_organos_de_la_muestra_se_dice_en_palabras() -> None:
    with ORGANOS.open(encoding="utf-8", newline="") as archivo:
        for fila in csv.DictReader(archivo):
            codigos = [one.strip() for one in fila["firmantes_acta"].split(";")]
            assert not set(in_words(codigos)) & set(codigos), fila["clave"]
            assert as_kept(in_words(codigos)) == codigos


def test_no_se_ve_ningun_codigo() -> None:
    assert [words for words in PALABRAS.values() if "_" in words or words.islower()] == []


def test_se_leen_sin_importar_mayusculas_acentos_ni_punto() -> None:
    assert as_kept(["  quien preside. ", "LAS VOCALIAS"]) == ["presidencia", "vocalias"]


def test_lo_que_alguien_escribe_con_sus_palabras_se_conserva() -> None:
    propio = "El Contralor Municipal, como testigo"
    assert as_kept([propio]) == [propio]
    assert in_words([propio]) == [propio]
