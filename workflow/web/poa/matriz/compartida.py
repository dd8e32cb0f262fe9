"""The MIR that the lead of a programme captures, as the units that take part in it read it, and what they propose."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.poa.matriz import arbol
from workflow.poa.matriz import queries as compartidas
from workflow.poa.matriz.fichas import of_document
from workflow.poa.matriz.propuestas import DATOS
from workflow.poa.service import matriz as service
from workflow.web import flashes, guard
from workflow.web.poa.comun import CAPTURAN, bp, capturan, open_ficha
from workflow.web.poa.matriz.comun import Abierta, open_matrix, typed


def page(abierta: Abierta, motivos: tuple[Reason, ...] = ()) -> str:
    """Only of the programmes in which the unit takes part: the rest of the lead's POA is not shown here."""
    found = []
    for programa in abierta.ajenas():
        matriz = compartidas.shared(abierta.ficha.cabeza.ejercicio, programa.clave, programa.ur_lider)
        document = matriz.documento if matriz else {}
        own = arbol.pointing(abierta.documento, programa.clave)
        found.append(
            {
                "programa": programa,
                "matriz": matriz,
                "arbol": arbol.tree(document),
                "fichas": of_document(document),
                "apuntan": own,
                "huerfanas": arbol.orphans(document, own) if matriz else [],
            }
        )
    return render_template(
        "poa/matriz/compartida.html",
        fila=abierta.ficha.cabeza,
        edita=abierta.edita,
        matrices=found,
        propone=abierta.ur in guard.actor().dependencias(*CAPTURAN),
        propuestas=compartidas.propuestas(de_id=abierta.id),
        datos=DATOS,
        escrito=typed() if motivos else {},
        motivos=motivos,
    )


@bp.get("/matriz/ajena")
@guard.signed_in
def matriz_ajena(expediente_id: int) -> str:
    """The matrices of the other programmes in which a unit that leads its own also takes part."""
    return page(open_matrix(expediente_id))


@bp.post("/matriz/propuestas")
@capturan
def matriz_proponer(expediente_id: int) -> Any:
    abierta = open_matrix(expediente_id)
    form = request.form
    try:
        service.proponer(
            expediente_id,
            form.get("programa", ""),
            form.get("clave", ""),
            form.get("dato", ""),
            form.get("propone", ""),
            form.get("motivo", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return page(abierta, refusal.reasons), refusal.status
    flashes.done("La propuesta se envió a la unidad líder. Aquí verá qué respondió.")
    return redirect(url_for(".matriz_ajena", expediente_id=expediente_id, _anchor="propuestas"))


@bp.post("/matriz/propuestas/<int:propuesta_id>")
@capturan
def matriz_responder(expediente_id: int, propuesta_id: int) -> Any:
    """The lead accepts or refuses; who made it may withdraw it."""
    open_ficha(expediente_id)
    asked = compartidas.propuesta(propuesta_id)
    if expediente_id not in (asked.lider_id, asked.de_id):
        raise NotFound("PROPUESTA_INEXISTENTE")
    decision = request.form.get("decision", "")
    if (decision == "retirada") != (expediente_id == asked.de_id):
        raise NotFound("PROPUESTA_INEXISTENTE")
    service.responder(
        propuesta_id,
        decision,
        request.form.get("texto", ""),
        actor=guard.actor(),
        ahora=guard.now(),
        llave=request.form.get("llave"),
    )
    flashes.done({"aceptada": "La propuesta se aceptó.", "retirada": "La propuesta se retiró."}.get(decision, "La "
                 "propuesta no se aceptó; la otra unidad ya puede leer por qué."))  # fmt: skip
    endpoint = ".matriz_ajena" if decision == "retirada" else ".matriz"
    return redirect(url_for(endpoint, expediente_id=expediente_id, _anchor="propuestas"))
