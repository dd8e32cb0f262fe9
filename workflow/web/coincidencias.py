"""/coincidencias: possible duplicates to decide, keys of one person, and lists that padrones are crossed with."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.padron.cifrado import Llavero, llavero
from workflow.padron.coincidencias import service
from workflow.padron.coincidencias.clases import CAPTURAN, CLASES, ESTADOS, MIRAN, PENDIENTE, PLANEACION
from workflow.padron.coincidencias.listas import CLASES_LISTA
from workflow.padron.coincidencias.personas import CAUSAS
from workflow.padron.coincidencias.queries import listas as consulta_listas
from workflow.padron.coincidencias.queries import personas as consulta_personas
from workflow.padron.coincidencias.queries import vistas
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.numeros import entero

bp = Blueprint("coincidencias", __name__, url_prefix="/coincidencias")


def _llaves() -> Llavero:
    return llavero(current_app.config["RUTA"].padron_keys)


@bp.get("")
@guard.roles(*CAPTURAN, *MIRAN)
def lista() -> str:
    """Of one padrón, or of all that this person may see. A dependencia sees its own; Planeación, every one."""
    actor = guard.actor()
    clase = request.args.get("clase", "")
    estado = request.args.get("estado", PENDIENTE)
    programa = request.args.get("programa", "")
    expediente_id = request.args.get("expediente", type=entero)
    pagina = vistas.lista(
        actor,
        expediente_id=expediente_id,
        clase=clase if clase in CLASES else None,
        estado=estado if estado in ESTADOS else None,
        programa=programa or None,
        despues_de=request.args.get("despues", 0, type=entero) or 0,
    )
    return render_template(
        "coincidencias/lista.html",
        pagina=pagina,
        filtro={"clase": clase, "estado": estado, "programa": programa, "expediente": expediente_id},
        programas=vistas.programas(actor),
        clases=[(uno, rotulo("clase_coincidencia", uno)) for uno in CLASES],
        estados=[(uno, rotulo("estado_coincidencia", uno)) for uno in ESTADOS],
        miran=actor.has(*MIRAN),
    )


@bp.get("/<int:ticket_id>")
@guard.roles(*CAPTURAN, *MIRAN)
def ver(ticket_id: int) -> str:
    return _detalle(ticket_id, ())


def _detalle(ticket_id: int, motivos: Any) -> str:
    return render_template(
        "coincidencias/ver.html",
        detalle=vistas.ver(ticket_id, guard.actor(), _llaves()),
        motivos=motivos,
        escrito=request.form,
        miran=guard.actor().has(*MIRAN),
    )


@bp.post("/<int:ticket_id>/decidir")
@guard.roles(*CAPTURAN, *PLANEACION)
def decidir(ticket_id: int) -> Any:
    decision = request.form.get("decision", "")
    try:
        service.decidir(
            ticket_id,
            decision,
            request.form.get("motivo", ""),
            sobre=request.form.get("sobre") or None,
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _detalle(ticket_id, refusal.reasons), refusal.status
    flashes.done("La coincidencia se volvió a abrir." if decision == "reabierto" else "La decisión quedó registrada.")
    return redirect(url_for(".ver", ticket_id=ticket_id))


@bp.get("/vinculos")
@guard.roles(*MIRAN)
def vinculos() -> str:
    return _vinculos(())


def _vinculos(motivos: Any) -> str:
    return render_template(
        "coincidencias/vinculos.html",
        vinculos=consulta_personas.vinculos(),
        causas=[("", "Elija una")] + [(causa, rotulo("causa_vinculo", causa)) for causa in CAUSAS],
        motivos=motivos,
        escrito=request.form,
        puede=guard.actor().has(*PLANEACION),
    )


@bp.post("/vinculos")
@guard.roles(*PLANEACION)
def vincular() -> Any:
    form, quien = request.form, {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}
    evidencia = request.files.get("evidencia")
    claves = (form.get("anterior", ""), form.get("vigente", ""))
    try:
        if form.get("hecho") == "desvincula":
            service.desvincular(*claves, motivo=form.get("motivo", ""), llavero=_llaves(), **quien)
        else:
            service.vincular(
                *claves,
                causa=form.get("causa", ""),
                motivo=form.get("motivo", ""),
                llavero=_llaves(),
                evidencia=(evidencia.filename, evidencia.stream) if evidencia and evidencia.filename else None,
                **quien,
            )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _vinculos(refusal.reasons), refusal.status
    flashes.done("Quedó registrado. Los cruces se volverán a hacer con lo que acaba de decir.")
    return redirect(url_for(".vinculos"))


@bp.get("/listas")
@guard.roles(*MIRAN)
def listas() -> str:
    return _listas(())


def _listas(motivos: Any) -> str:
    hallazgos = consulta_listas.hallazgos_vigentes(despues_de=request.args.get("despues", 0, type=entero) or 0)
    quienes = sorted({uno.inscripcion_id for uno in hallazgos})
    siguiente = quienes[consulta_listas.POR_PAGINA - 1] if len(quienes) > consulta_listas.POR_PAGINA else None
    return render_template(
        "coincidencias/listas.html",
        listas=consulta_listas.listas(_llaves().actual),
        hallazgos=[uno for uno in hallazgos if siguiente is None or uno.inscripcion_id <= siguiente],
        siguiente=siguiente,
        clases=[("", "Elija una")] + [(clase, rotulo("clase_lista", clase)) for clase in CLASES_LISTA],
        motivos=motivos,
        escrito=request.form,
        puede=guard.actor().has(*PLANEACION),
    )


@bp.post("/listas")
@guard.roles(*PLANEACION)
def importar() -> Any:
    archivo = request.files.get("archivo")
    try:
        if archivo is None or not archivo.filename:
            raise Invalid("ARCHIVO_FALTANTE")
        service.importar(
            request.form.get("clase", ""),
            archivo.stream.read(),
            fuente=request.form.get("fuente", ""),
            corte=_day(request.form.get("corte")),
            llavero=_llaves(),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _listas(refusal.reasons), refusal.status
    flashes.done("La lista se leyó. El archivo no se guardó; abajo está a quiénes encontró.")
    return redirect(url_for(".listas"))


@bp.post("/listas/<int:lista_id>/retirar")
@guard.roles(*PLANEACION)
def retirar(lista_id: int) -> Any:
    try:
        service.retirar(lista_id, actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave"))
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _listas(refusal.reasons), refusal.status
    flashes.done("La lista ya no cuenta. Que se importó y se retiró queda en la bitácora.")
    return redirect(url_for(".listas"))


def _day(typed: str | None) -> date | None:
    try:
        return date.fromisoformat(typed or "")
    except ValueError:
        return None
