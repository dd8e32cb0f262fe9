"""The rules of operation: their data and criteria, the checklist of sections, and the localities they cover."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.expedientes.queries import Ficha
from workflow.kernel.refusals import NotAllowed, NotFound, Refused, Stale
from workflow.padron import queries, service
from workflow.padron.apartados import APARTADO_MAXIMO, GRUPOS, TODOS, avance, lista
from workflow.textos import razon
from workflow.web import flashes, guard
from workflow.web.forms.padron import CAMPOS_CRITERIO, JUNTO_A, ReglasForm
from workflow.web.numeros import numero
from workflow.web.padron.comun import CAPTURAN, bp, en_captura, file_of

STALE = "Alguien guardó cambios mientras usted escribía. Lo que escribió sigue aquí: revíselo y guarde."
MAXIMO_A_LA_VISTA = 60


@bp.route("/reglas", methods=["GET", "POST"])
@guard.roles(*CAPTURAN)
def reglas(expediente_id: int) -> Any:
    """The data of the rules, and how far their text is."""
    ficha, form = en_captura(expediente_id), ReglasForm()
    form.con_programas(queries.programas(ficha.cabeza.ejercicio, salvo=ficha.cabeza.programa))
    guardadas = queries.reglas(expediente_id)
    if request.method == "GET" and guardadas is not None:
        _fill(form, guardadas.datos)
    motivos: Any = ()
    if form.validate_on_submit():
        try:
            _guardar(ficha, form, guardadas)
        except NotAllowed:
            raise
        except Refused as refusal:
            motivos = _beside(form, refusal)
            status = refusal.status
        else:
            flashes.done("Las reglas de operación se guardaron.")
            return redirect(url_for(".reglas" if guardadas is None else ".capturar", expediente_id=expediente_id))
    else:
        status = 422 if form.is_submitted() else 200
    pagina = render_template(
        "padron/reglas.html",
        ficha=ficha,
        fila=ficha.cabeza,
        form=form,
        motivos=motivos,
        reglas=guardadas,
        revision=(None if status == 409 else request.form.get("revision")) or queries.borrador_revision(expediente_id),
        **(checklist(guardadas.datos) if guardadas else {}),
    )
    return pagina, status


def checklist(datos: dict[str, Any]) -> dict[str, Any]:
    """The sections of some rules by group, and the progress."""
    renglones = lista(datos["apartados"], datos["modalidad"] or "")
    return {
        "avance": avance(datos["apartados"]),
        "grupos": [
            (codigo, nombre, [renglon for renglon in renglones if renglon.apartado.grupo == codigo])
            for codigo, nombre in GRUPOS.items()
        ],
        "pendientes": [renglon.apartado for renglon in renglones if renglon.exigido and not renglon.escrito],
    }


def _fill(form: ReglasForm, datos: dict[str, Any]) -> None:
    for nombre in ("nombre", "formato", "clave", "edad_min", "edad_max", "edad_en", "pide_tutor"):
        form[nombre].data = datos[nombre]
    form.vigencia_reglas.data = date.fromisoformat(datos["vigencia_reglas"])
    form.vigencia_hasta.data = date.fromisoformat(datos["vigencia_hasta"]) if datos["vigencia_hasta"] else None
    form.fill_criterios(datos["criterios"])


def _guardar(ficha: Ficha, form: ReglasForm, guardadas: queries.ReglasVista | None) -> None:
    archivo = file_of(form.documento.data)
    service.guardar_reglas(
        ficha.cabeza.id,
        form.datos(guardadas.datos["criterios"] if guardadas else {}),
        documento=(archivo.filename or "reglas", archivo.stream) if archivo else None,
        revision=numero(request.form.get("revision", "")),
        actor=guard.actor(),
        ahora=guard.now(),
        llave=form.llave,
    )


def _beside(form: ReglasForm, refusal: Refused) -> list[Any]:
    """Each reason goes beside its field; the rest are told on top."""
    rest = []
    for reason in refusal.reasons:
        field = JUNTO_A.get(reason.code) or CAMPOS_CRITERIO.get(str(reason.facts.get("campo")))
        if field is None:
            rest.append(reason)
        else:
            form[field].errors = [*form[field].errors, razon(reason)]
    if isinstance(refusal, Stale):
        flashes.problem(STALE)
    return rest


@bp.route("/reglas/apartados/<grupo>", methods=["GET", "POST"])
@guard.roles(*CAPTURAN)
def apartados(expediente_id: int, grupo: str) -> Any:
    """The text of the sections of one group."""
    ficha, guardadas = en_captura(expediente_id), queries.reglas(expediente_id)
    if grupo not in GRUPOS:
        raise NotFound("NO_EXISTE")
    if guardadas is None:
        return redirect(url_for(".reglas", expediente_id=expediente_id))
    propios = [apartado for apartado in TODOS.values() if apartado.grupo == grupo]
    textos = {
        apartado.codigo: request.form.get(apartado.codigo, guardadas.datos["apartados"].get(apartado.codigo, ""))
        for apartado in propios
    }
    motivos: Any = ()
    status = 200
    if request.method == "POST":
        try:
            service.guardar_apartados(
                expediente_id,
                textos,
                revision=numero(request.form.get("revision", "")),
                actor=guard.actor(),
                ahora=guard.now(),
                llave=request.form.get("llave"),
            )
        except NotAllowed:
            raise
        except Refused as refusal:
            motivos, status = refusal.reasons, refusal.status
            if isinstance(refusal, Stale):
                flashes.problem(STALE)
        else:
            flashes.done("Los apartados se guardaron.")
            return redirect(_siguiente(expediente_id, grupo))
    stale = status == 409
    pagina = render_template(
        "padron/apartados.html",
        ficha=ficha,
        fila=ficha.cabeza,
        grupo=grupo,
        propios=propios,
        textos=textos,
        motivos=motivos,
        modalidad=guardadas.datos["modalidad"] or "",
        maximo=APARTADO_MAXIMO,
        revision=(None if stale else request.form.get("revision")) or queries.borrador_revision(expediente_id),
        **checklist(guardadas.datos),
    )
    return pagina, status


def _siguiente(expediente_id: int, grupo: str) -> str:
    """The next group, or the page of the rules after the last one or when asked to stop."""
    grupos = list(GRUPOS)
    lugar = grupos.index(grupo) + 1
    if request.form.get("seguir") == "1" and lugar < len(grupos):
        return url_for(".apartados", expediente_id=expediente_id, grupo=grupos[lugar])
    return url_for(".reglas", expediente_id=expediente_id)


@bp.route("/reglas/localidades", methods=["GET", "POST"])
@guard.roles(*CAPTURAN)
def localidades(expediente_id: int) -> Any:
    """Which localities the rules cover: those chosen, and a search to add others. None: the whole municipality."""
    ficha, guardadas = en_captura(expediente_id), queries.reglas(expediente_id)
    if guardadas is None:
        return redirect(url_for(".reglas", expediente_id=expediente_id))
    elegidas = list(guardadas.datos["criterios"].get("localidades") or [])
    motivos: Any = ()
    status = 200
    if request.method == "POST":
        marcadas = request.form.getlist("localidad")
        quita = request.form.get("accion") == "quitar"
        nuevas = [clave for clave in elegidas if clave not in marcadas] if quita else [*elegidas, *marcadas]
        try:
            service.guardar_localidades(
                expediente_id, nuevas, actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave")
            )
        except NotAllowed:
            raise
        except Refused as refusal:
            motivos, status = refusal.reasons, refusal.status
        else:
            flashes.done("La cobertura se guardó.")
            return redirect(url_for(".localidades", expediente_id=expediente_id, q=request.form.get("q") or None))
    q = request.values.get("q", "").strip()[:80]
    nombres = queries.localidades(ficha.cabeza.ejercicio)
    halladas = queries.buscar_localidades(nombres, q, salvo=elegidas)
    pagina = render_template(
        "padron/localidades.html",
        ficha=ficha,
        fila=ficha.cabeza,
        q=q,
        motivos=motivos,
        elegidas=[(clave, nombres.get(clave, (clave,))) for clave in elegidas],
        halladas=halladas[:MAXIMO_A_LA_VISTA],
        mas=max(0, len(halladas) - MAXIMO_A_LA_VISTA),
    )
    return pagina, status
