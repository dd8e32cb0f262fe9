"""/datos/padrones: the public versions of the padrones, for anybody, with their hash, their date and their area."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, send_file

from workflow.kernel.refusals import NotFound
from workflow.padron.publico import queries
from workflow.padron.publico.politica import LEYENDA
from workflow.padron.publico.queries import PublicoVista
from workflow.web import guard

bp = Blueprint("padrones_publicos", __name__, url_prefix="/datos/padrones")


@bp.get("")
@guard.public
def indice() -> str:
    return render_template("privacidad/padrones.html", versiones=queries.todas(), leyenda=LEYENDA)


def _found(folio: str) -> PublicoVista:
    found = queries.por_folio(folio[:60])
    if found is None:
        raise NotFound("PUBLICO_NO_EXISTE")
    return found


@bp.get("/<folio>")
@guard.public
def ver(folio: str) -> str:
    """A public version: what it covers, under which decisions, and its files with their hash."""
    found = _found(folio)
    otras = [one for one in queries.versiones(found.expediente_id) if one.id != found.id]
    return render_template("privacidad/padron_publico.html", version=found, otras=otras, leyenda=LEYENDA)


@bp.get("/<folio>.<any(xlsx, csv):formato>")
@guard.public
def descargar(folio: str, formato: str) -> Response:
    found = _found(folio)
    kept = found.xlsx if formato == "xlsx" else found.csv
    answer = send_file(kept.path, mimetype=kept.tipo, as_attachment=True, download_name=f"{found.folio}.{formato}")
    answer.headers["Cache-Control"] = "public, max-age=900"
    return answer
