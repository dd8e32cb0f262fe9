"""The matrix as a tree: its boxes written in place, added, moved and removed, with what follows told before."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.kernel.refusals import Refused
from workflow.poa import campos, formas
from workflow.poa import textos as palabras
from workflow.poa.esquema import MIR
from workflow.poa.matriz import arbol
from workflow.poa.matriz import queries as compartidas
from workflow.poa.matriz.arbol import Apunta, Cambio
from workflow.poa.matriz.fichas import of_document
from workflow.poa.matriz.sintaxis import hints
from workflow.web import flashes, guard
from workflow.web.poa.comun import bp, capturan
from workflow.web.poa.guardado import Escrito
from workflow.web.poa.matriz import compartida
from workflow.web.poa.matriz.comun import (
    Abierta,
    findings,
    linked,
    open_edited,
    open_matrix,
    save,
    structure_mark,
    typed,
)

NADA = Escrito({}, {}, "")


@bp.get("/matriz")
@guard.signed_in
def matriz(expediente_id: int) -> Any:
    abierta = open_matrix(expediente_id)
    if not abierta.propia:
        return compartida.page(abierta)
    return _page(abierta)


def _page(abierta: Abierta, escrito: Escrito = NADA) -> str:
    document, ejercicio = abierta.documento, abierta.ficha.cabeza.ejercicio
    found = linked(abierta.id, findings(document, ejercicio))
    apuntan = abierta.apuntan()
    tree = arbol.tree(document)
    return render_template(
        "poa/matriz/ver.html",
        fila=abierta.ficha.cabeza,
        edita=abierta.edita,
        seguida=abierta.seguida,
        programa=abierta.catalogos.programas.get(abierta.programa),
        arbol=tree,
        fichas=of_document(document),
        hallazgos=found,
        apuntan=apuntan,
        huerfanas=arbol.orphans(document, apuntan),
        propuestas=compartidas.propuestas(lider_id=abierta.id),
        ajenas=abierta.ajenas(),
        marcas={nivel.clave: box_mark(abierta, nivel.clave) for nivel in tree.todos()},
        revision=abierta.ficha.borrador_revision,
        abrir=escrito.valores.get("clave") or request.args.get("abrir", ""),
        escrito=escrito,
        pistas_de=pistas_de,
    )


def box_mark(abierta: Abierta, clave: str) -> str:
    rows = campos.rows_of(abierta.documento, "mir")
    return formas.mark([(row.get("resumen"), row.get("supuesto")) for row in rows if row.get("clave") == clave])


@bp.post("/matriz/nivel")
@capturan
def matriz_nivel(expediente_id: int) -> Any:
    """Save the narrative and the supuesto of a box."""
    abierta = open_edited(expediente_id)
    clave = request.form.get("clave", "")
    errors: dict[str, str] = {}
    values: dict[str, Any] = {}
    for name in ("resumen", "supuesto"):
        try:
            values[name] = formas.parse(MIR.campo(name), [request.form.get(name, "")])
        except ValueError as error:
            errors[name] = str(error)
    if errors:
        return _page(abierta, Escrito(typed(), errors, request.form.get("marca", ""))), 422
    document = arbol.write(abierta.documento, clave, values["resumen"], values["supuesto"])
    refused = save(abierta, document, box_mark(abierta, clave), typed())
    if refused is not None:
        return _page(abierta, refused), 409
    flashes.done(f"{clave} se guardó.")
    return redirect(url_for(".matriz", expediente_id=expediente_id, _anchor=f"nivel-{clave}"))


@bp.post("/matriz/agregar")
@capturan
def matriz_agregar(expediente_id: int) -> Any:
    abierta = open_edited(expediente_id)
    document, clave = arbol.add(
        abierta.documento, request.form.get("nivel", ""), request.form.get("padre", ""), abierta.apuntan()
    )
    _saved(abierta, document)
    flashes.done(f"Se agregó {clave}. Escriba su resumen y su supuesto.")
    return redirect(url_for(".matriz", expediente_id=expediente_id, abrir=clave, _anchor=f"nivel-{clave}"))


@bp.route("/matriz/cambio", methods=["GET", "POST"])
@capturan
def matriz_cambio(expediente_id: int) -> Any:
    """Move or remove a box: first what follows, then it is done."""
    abierta = open_edited(expediente_id)
    hacer, clave = request.values.get("hacer", ""), request.values.get("clave", "")
    apuntan = abierta.apuntan()
    cambio = _change(abierta, hacer, clave, apuntan)
    mark = structure_mark(abierta, apuntan)
    told = request.form.get("marca") == mark or (
        request.form.get("marca") == "directo" and not arbol.effects(cambio, apuntan)
    )
    if request.method == "POST" and told:
        _saved(abierta, cambio.documento)
        new = cambio.claves.get(clave, clave)
        flashes.done(f"{clave} se quitó." if clave in cambio.quitadas else f"{clave} ahora es {new}.")
        anchor = None if clave in cambio.quitadas else f"nivel-{new}"
        return redirect(url_for(".matriz", expediente_id=expediente_id, _anchor=anchor))
    page = _told(abierta, hacer, clave, cambio, apuntan, mark)
    return (page, 409) if request.method == "POST" else page


def _change(abierta: Abierta, hacer: str, clave: str, apuntan: list[Apunta]) -> Cambio:
    """What would be done. Keys to which other units point, or that are already followed, are not given to others."""
    if hacer == "quitar":
        cambio = arbol.remove(abierta.documento, clave, renumera=not abierta.seguida)
        if arbol.of_others(arbol.effects(cambio, apuntan)):
            cambio = arbol.remove(abierta.documento, clave, renumera=False)
        return cambio
    if abierta.seguida:
        raise Refused("MATRIZ_YA_SE_SIGUE")
    cambio = arbol.move(abierta.documento, clave, "arriba" if hacer == "subir" else "abajo")
    theirs = [efecto.actividad for efecto in arbol.of_others(arbol.effects(cambio, apuntan))]
    if theirs:
        raise Refused("MATRIZ_LA_USAN_OTRAS", cuales=[f"{one.ur} {one.clave} ({one.componente})" for one in theirs])
    return cambio


def _told(abierta: Abierta, hacer: str, clave: str, cambio: Cambio, apuntan: list[Apunta], mark: str) -> str:
    touched = {*cambio.claves, *cambio.quitadas}
    return render_template(
        "poa/matriz/cambio.html",
        fila=abierta.ficha.cabeza,
        hacer=hacer,
        clave=clave,
        nivel=arbol.tree(abierta.documento).get(clave),
        cambio=cambio,
        conserva=hacer == "quitar" and not cambio.claves and not abierta.seguida,
        efectos=arbol.effects(cambio, apuntan),
        fichas=[ficha for ficha in of_document(abierta.documento).values() if ficha.fila["clave"] in cambio.quitadas],
        observaciones=[o for o in abierta.ficha.observaciones if any(f"[{clave}#" in o.campo for clave in touched)],
        marca=mark,
        avisado=request.method == "POST",
    )


def _saved(abierta: Abierta, document: dict[str, Any]) -> None:
    refused = save(abierta, document, request.form.get("marca", ""))
    if refused is not None:
        raise Refused(refused.motivos)


@bp.post("/matriz/pistas")
@guard.signed_in
def matriz_pistas(expediente_id: int) -> str:
    """The hints of a narrative while it is written: a piece of the page, nothing is saved."""
    return render_template(
        "poa/matriz/_pistas.html",
        pistas=pistas_de(request.form.get("nivel", ""), request.form.get("resumen", "")[: formas.MAS_LARGO]),
        escrito=bool(request.form.get("resumen", "").strip()),
    )


def pistas_de(nivel: str, resumen: str) -> list[str]:
    return [palabras.HALLAZGOS[pista.codigo].format(**pista.hechos) for pista in hints(nivel, resumen)]
