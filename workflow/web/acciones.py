"""Doing one action of the route from a page: its form, its refusal with what was typed, and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.expedientes import kinds, queries, service
from workflow.expedientes.modificacion import cambios_de
from workflow.expedientes.observaciones import CALIFICACIONES
from workflow.expedientes.queries import Ficha
from workflow.expedientes.route import BY_ACTION, DE_OBSERVACION
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, NotFound, Reason, Refused
from workflow.textos import razon, rotulo
from workflow.web import camino, fichas, flashes, guard
from workflow.web.filters import dato
from workflow.web.forms import acciones as formas
from workflow.web.numeros import entero

CAMPOS_MOSTRADOS = 400
# Where the work continues after an act, when it is not the page of the dossier: (dossier) -> address.
DESPUES: dict[str, Callable[[int], str]] = {}
# Pages from which an observation is moved, and where each one continues: (dossier, anchor of it) -> address.
VUELTAS: dict[str, Callable[[int, str], str]] = {}
# Acts that say more than the route knows: who does them, and what their form asks with. Each room adds its own.
CASOS: dict[str, Callable[..., service.Resultado]] = {}
OPCIONES: dict[str, Callable[[Ficha, Mapping[str, str]], dict[str, Any]]] = {}


def ask(expediente_id: int, accion: str) -> str:
    """The page of an action, before it is done."""
    known(accion)
    return form_page(expediente_id, accion, formas.typed(accion, request.args), ())


def do(expediente_id: int, accion: str) -> Any:
    """One use case, then the page where its effect is seen. A refusal keeps what was typed."""
    known(accion)
    escrito = formas.typed(accion, request.form)
    try:
        result = _perform(expediente_id, accion, escrito)
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return form_page(expediente_id, accion, escrito, refusal.reasons), refusal.status
    flashes.done(camino.HECHO.get(accion, "Listo."))
    for aviso in result.avisos:
        flashes.notice(razon(aviso))
    if result.observacion:
        anchor = f"obs-{result.observacion}"
        if request.form.get("desde") in VUELTAS:
            return redirect(VUELTAS[request.form["desde"]](expediente_id, anchor))
        return redirect(url_for("expedientes.observaciones", expediente_id=expediente_id, _anchor=anchor))
    if accion in DESPUES:
        return redirect(DESPUES[accion](expediente_id))
    return redirect(url_for("expedientes.ver", expediente_id=expediente_id))


def _perform(expediente_id: int, accion: str, escrito: Mapping[str, str]) -> service.Resultado:
    comunes: dict[str, Any] = {
        "actor": guard.actor(),
        "ahora": guard.now(),
        "llave": request.form.get("llave"),
        "revision": request.form.get("revision", type=entero),
    }
    if accion in CASOS:
        return CASOS[accion](expediente_id, **formas.parameters(accion, escrito), **comunes)
    return service.actuar(expediente_id, accion, parametros=formas.parameters(accion, escrito), **comunes)


def known(accion: str) -> None:
    """A page for an action that the route does not have is a page that does not exist."""
    if accion not in BY_ACTION:
        raise NotFound("ACCION_DESCONOCIDA", accion=accion[:40])


def form_page(expediente_id: int, accion: str, escrito: Mapping[str, str], motivos: tuple[Reason, ...]) -> str:
    ficha = queries.ficha(expediente_id, guard.actor(), local_date(guard.now()))
    forma = formas.FORMAS.get(accion)
    oculto = {"revision": ficha.revision} if accion not in DE_OBSERVACION and accion != "observar" else {}
    if "obs" in escrito:
        oculto["obs"] = escrito["obs"]
    return render_template(
        "expedientes/accion.html",
        ficha=ficha,
        fila=ficha.cabeza,
        accion=accion,
        nombre=rotulo("accion", accion),
        icono_accion=formas.ICONOS.get(accion, "punto"),
        forma=forma.plantilla if forma else "confirmar",
        explicacion=formas.CONFIRMAR.get(accion, ""),
        url=url_for("expedientes.accion", expediente_id=expediente_id, accion=accion),
        escrito=escrito,
        oculto=oculto,
        motivos=[fichas.motivo_in_place(ficha, motivo) for motivo in motivos],
        errores=formas.beside(motivos),
        **_extra(ficha, accion, escrito, forma),
    )


def _extra(ficha: Ficha, accion: str, escrito: Mapping[str, str], forma: formas.Forma | None) -> dict[str, Any]:
    """What the form of this action asks with."""
    if accion in OPCIONES:
        return OPCIONES[accion](ficha, escrito)
    if accion == "observar":
        return _observed(ficha, escrito.get("campo", ""))
    if accion == "abrir_modificacion":
        return {"tipos_cambio": [(code, rotulo("tipo_cambio", code)) for code in cambios_de(ficha.cabeza.tipo)]}
    if accion == "publicar":
        approved = next((envio.sha256 for envio in ficha.envios if envio.id == ficha.v_aprobada_id), None)
        return {"sha_aprobada": approved}
    if forma is not None and forma.plantilla == "texto":
        seen = next((o for o in ficha.observaciones if o.clave == escrito.get("obs")), None)
        grades = [(code, rotulo("estado_observacion", code)) for code in CALIFICACIONES]
        return {
            "rotulo_texto": forma.rotulo,
            "ayuda_texto": forma.ayuda,
            "observacion": fichas.cell(seen) if seen else None,
            "calificaciones": grades if accion == "calificar" else None,
        }
    return {}


def _observed(ficha: Ficha, campo: str) -> dict[str, Any]:
    kind = kinds.of(ficha.cabeza.tipo)
    if campo:
        value = dato(kind.value(ficha.contenido, campo))
        return {"rotulo_campo": kind.label(campo), "valor_campo": value, "campos": []}
    addresses = kind.changed_fields(kind.empty(), ficha.contenido)[:CAMPOS_MOSTRADOS]
    return {"rotulo_campo": None, "valor_campo": None, "campos": [(one, kind.label(one)) for one in addresses]}
