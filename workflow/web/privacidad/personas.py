"""The people of a padrón, masked; one of them in clear with a reason; and who has seen whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template, request, url_for

from workflow.expedientes.queries import Ficha
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason
from workflow.padron import queries as padron
from workflow.padron.identidad import leer_curp
from workflow.padron.limpieza import texto as en_texto
from workflow.padron.privacidad.accesos import ATIENDE_ARCO, LEEN, motivos_de
from workflow.padron.privacidad.queries import accesos
from workflow.padron.privacidad.service.accesos import EnClaro, consultar_persona, ver_fila
from workflow.web import guard
from workflow.web.extensions import limiter
from workflow.web.filters import fecha
from workflow.web.numeros import entero
from workflow.web.privacidad.comun import (
    POR_HORA,
    POR_MINUTO,
    bp,
    cuenta,
    ficha_padron,
    intentar,
    llaves,
    opciones,
    quien,
    texto,
)

POR_PAGINA = 25


def _con_motivos(expediente_id: int) -> tuple[Ficha, tuple[str, ...]]:
    """The dossier, and the reasons that this person may give. Raises NotAllowed when there are none."""
    ficha = ficha_padron(expediente_id)
    motivos = motivos_de(guard.actor(), ficha.cabeza.dependencia)
    if not motivos:
        raise NotAllowed("ACCESO_NO_PERMITIDO")
    return ficha, motivos


@bp.get("/expedientes/<int:expediente_id>/padron/personas")
@guard.roles(*LEEN)
def personas(expediente_id: int) -> str:
    """The rows of the latest upload, masked, in pages."""
    ficha, _ = _con_motivos(expediente_id)
    carga = padron.ultima_carga(expediente_id)
    leida = carga is not None and carga.estado in ("revisada", "confirmada")
    despues = request.args.get("despues", default=0, type=entero) or 0
    filas = []
    if carga is not None and leida:
        filas = padron.filas_a_la_vista(carga.id, llaves(), despues_de=despues, limite=POR_PAGINA + 1)
    mas = len(filas) > POR_PAGINA
    filas = filas[:POR_PAGINA]
    return render_template(
        "privacidad/personas.html",
        ficha=ficha,
        fila=ficha.cabeza,
        carga=carga if leida else None,
        filas=filas,
        total=accesos.cuantas(carga.id) if carga is not None and leida else 0,
        url_siguiente=url_for(".personas", expediente_id=expediente_id, despues=filas[-1].numero) if mas else None,
        url_inicio=url_for(".personas", expediente_id=expediente_id) if despues else None,
    )


@bp.get("/expedientes/<int:expediente_id>/padron/personas/<int:carga_id>/<int:numero>")
@guard.roles(*LEEN)
def persona(expediente_id: int, carga_id: int, numero: int) -> str:
    return _persona(expediente_id, carga_id, numero)


@bp.post("/expedientes/<int:expediente_id>/padron/personas/<int:carga_id>/<int:numero>")
@guard.roles(*LEEN)
@limiter.limit(POR_MINUTO, key_func=cuenta)
@limiter.limit(POR_HORA, key_func=cuenta)
def ver_en_claro(expediente_id: int, carga_id: int, numero: int) -> Any:
    """What was asked for, in the answer to the form and nowhere else: no address leads to it."""
    _con_motivos(expediente_id)
    return intentar(
        lambda: _persona(
            expediente_id,
            carga_id,
            numero,
            claro=ver_fila(
                expediente_id,
                carga_id,
                numero,
                _pedidos(expediente_id, carga_id, numero),
                motivo=request.form.get("motivo", ""),
                detalle=texto("detalle"),
                llavero=llaves(),
                **quien(),
            ),
        ),
        lambda motivos: _persona(expediente_id, carga_id, numero, motivos=motivos),
    )


def _pedidos(expediente_id: int, carga_id: int, numero: int) -> list[str]:
    """The titles of the columns that were ticked (they come by their place, so that no title is trusted)."""
    cubierta = _cubierta(expediente_id, carga_id, numero)
    elegidas = {place for place in request.form.getlist("campo") if place.isascii() and place.isdigit()}
    return [titulo for place, (titulo, _) in enumerate(cubierta.datos) if str(place) in elegidas]


def _cubierta(expediente_id: int, carga_id: int, numero: int) -> accesos.FilaCubierta:
    found = accesos.fila_cubierta(expediente_id, carga_id, numero, llaves())
    if found is None:
        raise NotFound("FILA_NO_EXISTE")
    return found


def _persona(
    expediente_id: int, carga_id: int, numero: int, *, claro: EnClaro | None = None, motivos: tuple[Reason, ...] = ()
) -> str:
    ficha, permitidos = _con_motivos(expediente_id)
    cubierta = _cubierta(expediente_id, carga_id, numero)
    abiertos = {titulo: _escrito(valor) for titulo, valor in claro.datos} if claro else {}
    elegidos = request.form.getlist("campo") if motivos else []
    return render_template(
        "privacidad/persona.html",
        ficha=ficha,
        fila=ficha.cabeza,
        numero=numero,
        carga_id=carga_id,
        estado=cubierta.estado,
        datos=[
            (place, titulo, abiertos.get(titulo, cubierto), titulo in abiertos, str(place) in elegidos)
            for place, (titulo, cubierto) in enumerate(cubierta.datos)
        ],
        en_claro=claro is not None,
        motivos=motivos,
        opciones=opciones("motivo_acceso", permitidos),
        motivo=request.form.get("motivo", ""),
        detalle=request.form.get("detalle", ""),
    )


def _escrito(valor: Any) -> str:
    return fecha(valor) if isinstance(valor, date) else en_texto(valor)


@bp.get("/expedientes/<int:expediente_id>/padron/accesos")
@guard.roles("dependencia_titular", "planeacion_titular", "transparencia", "auditoria")
def accesos_del_padron(expediente_id: int) -> str:
    """Who has seen people of this padrón in clear."""
    ficha, _ = _con_motivos(expediente_id)
    antes = request.args.get("antes", type=entero)
    found = accesos.accesos_del_expediente(expediente_id, antes_de=antes)
    mas = len(found) == accesos.A_LA_VISTA
    return render_template(
        "privacidad/accesos.html",
        ficha=ficha,
        fila=ficha.cabeza,
        accesos=found,
        url_siguiente=url_for(".accesos_del_padron", expediente_id=expediente_id, antes=found[-1].id) if mas else None,
        url_inicio=url_for(".accesos_del_padron", expediente_id=expediente_id) if antes else None,
    )


@bp.get("/datos-personales/persona")
@guard.roles(*ATIENDE_ARCO)
def buscar_persona() -> str:
    return _buscar()


@bp.post("/datos-personales/persona")
@guard.roles(*ATIENDE_ARCO)
@limiter.limit(POR_MINUTO, key_func=cuenta)
@limiter.limit(POR_HORA, key_func=cuenta)
def quien_ha_visto() -> Any:
    """Where a person is and who has seen her data. The CURP goes in the form, never in an address."""

    def acto() -> str:
        leida = leer_curp(request.form.get("curp", ""))
        if not leida.curp:
            raise Invalid("PERSONA_CURP_INVALIDA")
        filas = consultar_persona(
            leida.curp,
            motivo=request.form.get("motivo", ""),
            detalle=texto("detalle"),
            llavero=llaves(),
            actor=guard.actor(),
            ahora=guard.now(),
        )
        return _buscar(buscada=True, apariciones=filas, accesos_=accesos.accesos_a(filas))

    return intentar(acto, lambda motivos: _buscar(motivos=motivos))


def _buscar(
    *,
    motivos: tuple[Reason, ...] = (),
    buscada: bool = False,
    apariciones: list[accesos.Aparicion] | None = None,
    accesos_: list[accesos.AccesoVista] | None = None,
) -> str:
    return render_template(
        "privacidad/buscar.html",
        motivos=motivos,
        buscada=buscada,
        apariciones=apariciones or [],
        accesos=accesos_ or [],
        opciones=opciones("motivo_acceso", motivos_de(guard.actor(), "")),
        motivo=request.form.get("motivo", ""),
        detalle=request.form.get("detalle", ""),
    )
