"""ARCO requests: the list with what each waits for, one of them with its acts, and handing over the data."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, request, url_for

from workflow.kernel.refusals import Reason
from workflow.padron.privacidad.accesos import ATIENDE_ARCO
from workflow.padron.privacidad.arco import MEDIOS, SENTIDOS, TIPOS, Hecho
from workflow.padron.privacidad.bloqueo import SERIE, plazo
from workflow.padron.privacidad.queries import arco as queries
from workflow.padron.privacidad.queries.accesos import apariciones
from workflow.padron.privacidad.queries.arco import Solicitante
from workflow.padron.privacidad.queries.registros import parametro
from workflow.padron.privacidad.service.arco import Nueva, entregar, escribir, recibir, ver_solicitante
from workflow.padron.privacidad.service.bloqueo import Orden, decidir_de_persona
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.extensions import limiter
from workflow.web.privacidad.comun import POR_HORA, bp, cuenta, dia, hoy, intentar, llaves, opciones, quien, texto

LEEN = (*ATIENDE_ARCO, "auditoria")


@bp.get("/datos-personales/solicitudes")
@guard.roles(*LEEN)
def solicitudes() -> str:
    return render_template("privacidad/solicitudes.html", solicitudes=queries.solicitudes(hoy()))


@bp.get("/datos-personales/solicitudes/nueva")
@guard.roles(*ATIENDE_ARCO)
def nueva_solicitud() -> str:
    return _nueva()


@bp.post("/datos-personales/solicitudes/nueva")
@guard.roles(*ATIENDE_ARCO)
def recibir_solicitud() -> Any:
    def acto() -> Any:
        form = request.form
        nueva = Nueva(
            form.get("tipo", ""), form.get("medio", ""), texto("nombre"), form.get("curp", ""), texto("contacto"),
            texto("representante"), dia("recibida"),
        )  # fmt: skip
        solicitud_id = recibir(nueva, llavero=llaves(), **quien())
        flashes.done("La solicitud quedó registrada.")
        return redirect(url_for(".solicitud", solicitud_id=solicitud_id))

    return intentar(acto, _nueva)


def _nueva(motivos: tuple[Reason, ...] = ()) -> str:
    return render_template(
        "privacidad/solicitud_nueva.html",
        tipos=opciones("tipo_arco", TIPOS),
        medios=opciones("medio_arco", MEDIOS),
        motivos=motivos,
        dias=parametro("arco_respuesta", hoy()),
        escrito=request.form if motivos else {"recibida": hoy().isoformat()},
    )


@bp.get("/datos-personales/solicitudes/<int:solicitud_id>")
@guard.roles(*LEEN)
def solicitud(solicitud_id: int) -> str:
    return _solicitud(solicitud_id)


def _solicitud(solicitud_id: int, motivos: tuple[Reason, ...] = (), quien_pide: Solicitante | None = None) -> str:
    vista = queries.solicitud(solicitud_id, hoy())
    return render_template(
        "privacidad/solicitud.html",
        solicitud=vista,
        quien_pide=quien_pide,
        atiende=guard.actor().has(*ATIENDE_ARCO),
        actos=[("", "Elija un acto"), *((h, rotulo("hecho_arco", h)) for h in vista.siguientes if h != "entrega")],
        sentidos=opciones("sentido_arco", SENTIDOS),
        entrega="entrega" in vista.siguientes,
        suprime=vista.tipo in ("cancelacion", "oposicion") and vista.procede,
        entregas=sum(one.hecho == "entrega" for one in vista.hechos),
        serie=SERIE,
        motivos=motivos,
        escrito=request.form if motivos else {"dia": hoy().isoformat()},
    )


@bp.post("/datos-personales/solicitudes/<int:solicitud_id>/actos")
@guard.roles(*ATIENDE_ARCO)
def acto_de_solicitud(solicitud_id: int) -> Any:
    def acto() -> Any:
        dicho = request.form.get("hecho", "")
        sentido = request.form.get("sentido") or None
        hecho = Hecho(dicho, dia("dia") or hoy(), sentido if dicho == "respuesta" else None)
        escribir(solicitud_id, hecho, texto("detalle"), **quien())
        flashes.done("El acto quedó escrito.")
        return redirect(url_for(".solicitud", solicitud_id=solicitud_id))

    return intentar(acto, lambda motivos: _solicitud(solicitud_id, motivos))


@bp.post("/datos-personales/solicitudes/<int:solicitud_id>/quien")
@guard.roles(*ATIENDE_ARCO)
@limiter.limit(POR_HORA, key_func=cuenta)
def quien_solicita(solicitud_id: int) -> Any:
    """Who asks, in clear: in this answer and nowhere else; that it was seen is written."""
    found = ver_solicitante(solicitud_id, llavero=llaves(), actor=guard.actor(), ahora=guard.now())
    return _solicitud(solicitud_id, quien_pide=found)


@bp.post("/datos-personales/solicitudes/<int:solicitud_id>/entrega")
@guard.roles(*ATIENDE_ARCO)
@limiter.limit(POR_HORA, key_func=cuenta)
def entregar_datos(solicitud_id: int) -> Any:
    def acto() -> Any:
        nombre, paquete = entregar(solicitud_id, texto("detalle"), llavero=llaves(), **quien())
        headers = {"Content-Disposition": f'attachment; filename="{nombre}"', "Cache-Control": "no-store"}
        return Response(paquete, content_type="application/zip", headers=headers)

    return intentar(acto, lambda motivos: _solicitud(solicitud_id, motivos))


@bp.post("/datos-personales/solicitudes/<int:solicitud_id>/bloqueo")
@guard.roles(*ATIENDE_ARCO)
def bloquear_persona(solicitud_id: int) -> Any:
    """Because of a request that was granted: every row of the person, blocked or deleted."""

    def acto() -> Any:
        who = ver_solicitante(solicitud_id, llavero=llaves(), actor=guard.actor(), ahora=guard.now())
        accion = "suprimir" if request.form.get("accion") == "suprimir" else "bloquear"
        wanted = "bloqueada" if accion == "suprimir" else None
        lugares = [(one.carga_id, one.numero) for one in apariciones(who.curp, llaves()) if one.bloqueo == wanted]
        hasta = plazo(hoy(), parametro("conservacion_anios", hoy()).entero)
        orden = Orden(texto("fundamento"), texto("serie"), hasta if accion == "bloquear" else None, solicitud_id)
        cuantas = decidir_de_persona(accion, lugares, orden, actor=guard.actor(), ahora=guard.now())
        hecho = "suprimió" if accion == "suprimir" else "bloqueó"
        flashes.done(f"Se {hecho} lo que había de la persona: {cuantas} filas." if cuantas != 1
                     else f"Se {hecho} la única fila que había de la persona.")  # fmt: skip
        return redirect(url_for(".solicitud", solicitud_id=solicitud_id))

    return intentar(acto, lambda motivos: _solicitud(solicitud_id, motivos))
