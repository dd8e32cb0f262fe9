"""/plantillas: the Word of each document as the municipality wants it; what is in force, its check and its preview."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, render_template, request, url_for

from workflow.actas.plantilla.caja import AYUDA_FILTROS
from workflow.actas.plantilla.campos import Campo, Fuente, ejemplo
from workflow.actas.plantilla.clases import ClasePlantilla, clase, claves
from workflow.actas.plantilla.llenado import Fallida
from workflow.actas.plantilla.previa import plantilla_inicial, previa
from workflow.actas.queries import frozen, membretes
from workflow.actas.queries import plantillas as queries
from workflow.actas.queries.plantillas import CargaVista
from workflow.actas.service import plantillas as service
from workflow.actas.service.plantillas import EDITAN, LEEN
from workflow.archivos.queries import get as archivo_of
from workflow.archivos.tipos import DOCX
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotFound, Reason, Refused
from workflow.outbox.queries import status_of
from workflow.textos import razon, rotulo
from workflow.web import guard
from workflow.web.actas import base
from workflow.web.actas.base import bp
from workflow.web.documentos import CSP_PDF
from workflow.web.numeros import entero

Motivos = tuple[Reason, ...]
TODOS = [("", "Todos los órganos")]


def _today() -> date:
    return local_date(guard.now())


def _rendered(template: str, **more: Any) -> str:
    """With the help of its own topic."""
    return render_template(template, ayuda_url=url_for("ayuda.tema", tema="plantillas"), **more)


def _kind(clave: str) -> ClasePlantilla:
    found = clase(clave)
    if found is None:
        raise NotFound("NO_EXISTE")
    return found


def _who() -> dict[str, Any]:
    return {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}


@bp.get("/plantillas")
@guard.roles(*LEEN)
def plantillas() -> str:
    """Every kind, with what is in force for each organ."""
    found = queries.listed(_today())
    return _rendered(
        "plantillas/lista.html",
        clases=[(clave, [one for one in found if one.clase == clave]) for clave in claves()],
        fallas=[(identifier, folio, razon(Reason(code))) for identifier, folio, code in queries.failures()],
        hoy=_today(),
    )


@bp.get("/plantillas/<clave>")
@guard.roles(*LEEN)
def plantilla(clave: str) -> str:
    return _page(clave)


def _page(clave: str, motivos: Motivos = ()) -> str:
    found = _kind(clave)
    return _rendered(
        "plantillas/clase.html",
        clase=found,
        nombre=rotulo("plantilla_clase", clave),
        historia=queries.history(clave, _today()),
        borradores=queries.drafts(clave),
        organos=[*TODOS, *((str(identifier), nombre) for identifier, nombre in queries.organs())],
        puede=guard.actor().has(*EDITAN),
        hoy=_today(),
        motivos=motivos,
        escrito=request.form if motivos else {},
    )


@bp.get("/plantillas/<clave>/campos")
@guard.roles(*LEEN)
def campos_plantilla(clave: str) -> str:
    """The dictionary of fields: the same table that the check reads."""
    found = _kind(clave)
    snapshot = found.ejemplos()[0]
    fuente = Fuente(snapshot, found.componer(snapshot))
    return _rendered(
        "plantillas/campos.html",
        clase=found,
        nombre=rotulo("plantilla_clase", clave),
        grupos=_groups(found.campos, fuente),
        listas=[(one, _rows(one, fuente)) for one in found.campos if one.tipo == "lista"],
        filtros=AYUDA_FILTROS,
    )


def _groups(campos: tuple[Campo, ...], fuente: Fuente) -> list[tuple[str, list[tuple[Campo, str]]]]:
    order = (
        ("texto", "Datos"),
        ("imagen", "Imágenes"),
        ("condicion", "Condiciones"),
        ("apartado", "Apartados completos"),
    )
    return [(title, [(c, ejemplo(c, fuente)) for c in campos if c.tipo == tipo]) for tipo, title in order]


def _rows(lista: Campo, fuente: Fuente) -> list[tuple[Campo, str]]:
    """The fields of each one, with the example of the first that says something."""
    elementos = tuple(lista.valor(fuente))
    return [(c, next((text for one in elementos if (text := ejemplo(c, one))), "")) for c in lista.hijos]


@bp.get("/plantillas/<clave>/inicial.docx")
@guard.roles(*LEEN)
def inicial_plantilla(clave: str) -> Response:
    _kind(clave)
    vigente = membretes.in_force(None, _today())
    membrete = membretes.of(vigente.id) if vigente is not None else None
    return _docx(plantilla_inicial(clave, membrete), f"plantilla-inicial-{clave}.docx")


@bp.post("/plantillas/<clave>")
@guard.roles(*EDITAN)
def cargar_plantilla(clave: str) -> Any:
    form, archivo = request.form, request.files.get("archivo")
    made: list[int] = []

    def keep() -> None:
        if archivo is None or not archivo.filename:
            raise Invalid("ARCHIVO_NO_ELEGIDO")
        made.append(
            service.cargar_plantilla(clave, archivo.stream, **_typed(form), **_who())  # type: ignore[arg-type]
        )

    answer = base.do(
        keep,
        "La plantilla se revisó. Todavía no se usa: vea abajo lo que se encontró.",
        url_for(".plantillas"),
        lambda motivos: _page(clave, motivos),
    )
    if made:
        answer.headers["Location"] = url_for(".carga_plantilla", carga_id=made[0])
    return answer


def _typed(form: Any) -> dict[str, Any]:
    organo = form.get("organo", "")
    return {
        "organo_id": int(organo) if organo.isdecimal() and len(organo) < 10 else None,
        "vigente_desde": _day(form.get("vigente_desde", "")),
        "nota": form.get("nota", ""),
        "fundamento": form.get("fundamento", ""),
    }


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


@bp.post("/plantillas/<clave>/propia")
@guard.roles(*EDITAN)
def propia_plantilla(clave: str) -> Any:
    return base.do(
        lambda: service.volver_a_la_propia(clave, **_typed(request.form), **_who()),
        "Desde ese día se usa la composición de Ruta. Lo ya expedido no cambia.",
        url_for(".plantilla", clave=clave),
        lambda motivos: _page(clave, motivos),
    )


@bp.get("/plantillas/cargas/<int:carga_id>")
@guard.roles(*LEEN)
def carga_plantilla(carga_id: int) -> str:
    return _draft(carga_id)


def _draft(carga_id: int, motivos: Motivos = ()) -> str:
    found = queries.carga(carga_id)
    return _rendered(
        "plantillas/carga.html",
        carga=found,
        nombre=rotulo("plantilla_clase", found.clase),
        reales=queries.real_documents(found.clase) if not found.errores else [],
        trabajos=[one for one in status_of(("plantilla_carga", carga_id)) if one.vivo],
        previa_falla=razon(Reason(found.previa_falla)) if found.previa_falla else "",
        puede=guard.actor().has(*EDITAN),
        motivos=motivos,
    )


@bp.post("/plantillas/cargas/<int:carga_id>/vigor")
@guard.roles(*EDITAN)
def poner_plantilla(carga_id: int) -> Any:
    return base.do(
        lambda: service.poner_en_vigor(carga_id, **_who()),
        "La plantilla quedó en vigor. Los documentos ya expedidos no cambian.",
        url_for(".plantilla", clave=queries.carga(carga_id).clase),
        lambda motivos: _draft(carga_id, motivos),
    )


@bp.post("/plantillas/cargas/<int:carga_id>/descartar")
@guard.roles(*EDITAN)
def descartar_plantilla(carga_id: int) -> Any:
    return base.do(
        lambda: service.descartar_carga(carga_id, **_who()),
        "La plantilla se descartó.",
        url_for(".plantilla", clave=queries.carga(carga_id).clase),
        lambda motivos: _draft(carga_id, motivos),
    )


@bp.get("/plantillas/cargas/<int:carga_id>/archivo.docx")
@guard.roles(*LEEN)
def archivo_plantilla(carga_id: int) -> Response:
    """The file as it was uploaded, to correct it."""
    found = queries.carga(carga_id)
    return _docx(found.path.read_bytes(), f"plantilla-{found.clase}-{carga_id}.docx")


@bp.get("/plantillas/cargas/<int:carga_id>/previa.docx")
@guard.roles(*LEEN)
def previa_plantilla(carga_id: int) -> Response:
    """Filled with the example, or with a document that was issued (`documento`), saying that it is only a preview."""
    found = queries.carga(carga_id)
    if found.errores:
        raise Refused("PLANTILLA_CON_ERRORES", errores=found.errores)
    try:
        made = previa(found.clase, found.path.read_bytes(), _real(found))
    except Fallida as failed:
        raise Refused(failed.codigo) from failed
    return _docx(made, f"vista-previa-{found.clase}.docx")


def _real(carga: CargaVista) -> Any:
    asked = request.args.get("documento", type=entero)
    if asked is None:
        return None
    if asked not in {identifier for identifier, _ in queries.real_documents(carga.clase)}:
        raise NotFound("NO_EXISTE")
    return frozen(asked)


@bp.get("/plantillas/cargas/<int:carga_id>/previa.pdf")
@guard.roles(*LEEN)
def previa_pdf_plantilla(carga_id: int) -> Response:
    found = queries.carga(carga_id)
    if found.previa_id is None:
        raise NotFound("NO_EXISTE")
    response = Response(archivo_of(found.previa_id).path.read_bytes(), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="vista-previa.pdf"'
    response.headers["Content-Security-Policy"] = CSP_PDF
    return response


@bp.get("/plantillas/vigencias/<int:plantilla_id>.docx")
@guard.roles(*LEEN)
def archivo_vigencia(plantilla_id: int) -> Response:
    return _docx(queries.file_of(plantilla_id).read_bytes(), f"plantilla-{plantilla_id}.docx")


def _docx(data: bytes, nombre: str) -> Response:
    return Response(data, content_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{nombre}"'})
