"""The Libro de Actas tells when an acta was changed, taken out or put in between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workflow.actas.libro import GENESIS, Asiento, breaks, entry_hash


def book(*fojas: int) -> list[Asiento]:
    found: list[Asiento] = []
    foja, previous = 1, GENESIS
    for orden, cuantas in enumerate(fojas, start=1):
        one = Asiento(
            "CAB", "2024-2027", orden, f"ACTA-{orden}", "a" * 64, "b" * 64, foja, foja + cuantas - 1, previous
        )
        one = replace(one, hash=entry_hash(one))
        found.append(one)
        foja, previous = one.foja_final + 1, one.hash
    return found


def test_un_libro_bien_llevado_no_tiene_roturas() -> None:
    entries = book(12, 3, 40)
    assert breaks(entries) == []
    assert [(one.foja_inicial, one.foja_final) for one in entries] == [(1, 12), (13, 15), (16, 55)]


def test_cambiar_un_acta_se_nota_en_ella() -> None:
    entries = book(12, 3)
    entries[0] = replace(entries[0], archivo_sha256="c" * 64)
    assert [(one.folio, one.motivo) for one in breaks(entries)] == [("ACTA-1", "contenido")]


def test_cambiarla_y_recalcular_su_huella_se_nota_en_la_siguiente() -> None:
    entries = book(12, 3)
    forged = replace(entries[0], archivo_sha256="c" * 64)
    entries[0] = replace(forged, hash=entry_hash(forged))
    assert [(one.folio, one.motivo) for one in breaks(entries)] == [("ACTA-2", "cadena")]


@pytest.mark.parametrize("quitada", [0, 1])
def test_quitar_un_acta_de_en_medio_se_nota(quitada: int) -> None:
    entries = book(12, 3, 4)
    del entries[quitada]
    assert {"orden", "fojas", "cadena"} <= {one.motivo for one in breaks(entries)}
