"""The fichas técnicas as they are read and printed: one per sheet."""

from __future__ import annotations

from flask import render_template, request

from workflow.kernel.refusals import NotFound
from workflow.poa import formas
from workflow.poa.esquema import FICHAS, METAS, MIR
from workflow.poa.matriz import fichas
from workflow.poa.matriz.fichas import CREMAA
from workflow.web import guard
from workflow.web.forms.matriz import DE_FICHA, SEMAFORO
from workflow.web.poa.comun import bp
from workflow.web.poa.matriz.comun import open_matrix
from workflow.web.poa.matriz.ficha import thresholds


@bp.get("/matriz/fichas")
@guard.signed_in
def matriz_fichas(expediente_id: int) -> str:
    """All of them, or only the one of `llave`."""
    abierta = open_matrix(expediente_id)
    found = list(fichas.of_document(abierta.documento).values())
    llave = request.args.get("llave")
    if llave:
        found = [ficha for ficha in found if ficha.llave == llave]
    if not found:
        raise NotFound("INDICADOR_INEXISTENTE")
    data = abierta.documento["identificacion"]
    return render_template(
        "poa/matriz/fichas.html",
        fila=abierta.ficha.cabeza,
        programa=abierta.catalogos.programas.get(abierta.programa),
        lider=abierta.catalogos.dependencias.get(str(data.get("ur_lider") or "")),
        alineacion=abierta.documento["alineacion"],
        fichas=found,
        unidades=abierta.catalogos.dependencias,
        una=bool(llave),
        titulos={campo.clave: campo.titulo for campo in (*MIR.campos, *FICHAS.campos)},
        de_ficha=DE_FICHA,
        cremaa=CREMAA,
        metas=METAS,
        umbrales={
            ficha.llave: thresholds({name: formas.text_of(MIR.campo(name), ficha.fila[name]) for name in SEMAFORO})
            for ficha in found
        },
    )
