"""Where each thing of the matrix is corrected: its box, or the ficha of its indicator."""

from __future__ import annotations

from flask import url_for

from workflow.poa import campos
from workflow.poa.matriz.arbol import level_of

_DEL_NIVEL = frozenset({"clave", "nivel", "resumen", "supuesto"})


def of_matrix(expediente_id: int, campo: str) -> str | None:
    """None for what has no page of its own: a repeated or incomplete key, which is corrected in its row."""
    seccion, key, name, _ = campos.split(campo) or ("", None, None, None)
    if seccion not in campos.DE_INDICADOR:
        return None
    if key is None:
        return url_for("poa.matriz", expediente_id=expediente_id)
    clave, _, rest = key.partition("#")
    numero = rest.partition("|")[0]
    if "~" in key or not numero.isdigit() or level_of(clave) is None:
        return None
    if seccion == "mir" and name in _DEL_NIVEL:
        return url_for("poa.matriz", expediente_id=expediente_id, abrir=clave, _anchor=f"nivel-{clave}")
    anchor = "variables" if seccion == "variables" else name
    return url_for("poa.matriz_ficha", expediente_id=expediente_id, clave=clave, numero=int(numero), _anchor=anchor)
