"""Who stands behind a POA, on its page and on paper."""

from __future__ import annotations

from datetime import UTC, datetime

from workflow.poa.contenido import empty
from workflow.poa.firmas import Persona, signatures
from workflow.poa.impresion import Impreso, data_of

EN = datetime(2026, 1, 31, 5, 0, tzinfo=UTC)  # 30 January, 23:00 in Fresnillo
PERSONAS = {"autorizo": Persona("Martín Zesati Rueda", "Director de Obras Públicas", EN)}
DOCUMENTO = empty(2026) | {
    "identificacion": {**empty(2026)["identificacion"], "elaboro": "Enlace", "autorizo": "Director/a"}
}


def test_cada_firma_dice_su_cargo_y_quien_consta_en_el_sistema() -> None:
    found = [(f.titulo, f.cargo, f.persona.nombre if f.persona else None) for f in signatures(DOCUMENTO, PERSONAS)]
    assert found == [
        ("Elaboró", "Enlace", None),
        ("Revisó", "", None),
        ("Autorizó", "Director/a", "Martín Zesati Rueda"),
        ("Visto bueno de suficiencia", "", None),
    ]


def test_en_papel_van_las_que_tienen_cargo_o_persona_con_la_fecha_local() -> None:
    one = Impreso("POA/2026/0050", "POA", "Obras", 2026, "Enviado", "0" * 64, DOCUMENTO, PERSONAS)
    assert data_of(one)["firmas"] == [
        ["Elaboró", "Enlace", ""],
        ["Autorizó", "Director/a", "Martín Zesati Rueda, 30/01/2026"],
    ]
