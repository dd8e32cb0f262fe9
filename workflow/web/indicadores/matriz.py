"""The matrix of a programme with its progress, to be printed or sent."""

from __future__ import annotations

from datetime import timedelta

from werkzeug.wrappers import Response

from workflow.indicadores import queries
from workflow.indicadores.matriz_libro import Encabezado, libro
from workflow.indicadores.periodos import words
from workflow.kernel.refusals import NotFound
from workflow.people import queries as people
from workflow.textos import rotulos
from workflow.web import guard
from workflow.web.exports import XLSX
from workflow.web.filters import fecha
from workflow.web.indicadores.comun import bp, closing


@bp.get("/poa/<int:expediente_id>/matriz.xlsx")
@guard.signed_in
def matriz(expediente_id: int) -> Response:
    one = queries.poa(expediente_id)
    mes, dia = closing(one.ejercicio)
    documento = queries.contenido_de(one, dia - timedelta(days=1))
    if not documento.get("mir"):
        raise NotFound("NO_EXISTE")
    situacion = queries.situaciones([one], dia)[expediente_id]
    said = documento.get("identificacion") or {}
    told = Encabezado(
        programa=str(said.get("programa_nombre") or one.titulo),
        unidad=people.dependencia_nombre(one.dependencia, dia),
        ejercicio=one.ejercicio,
        folio=one.folio,
        acuerdo=one.acuerdo or "",
        hasta=f"hasta {words(mes)}" if mes else f"al {fecha(dia)}",
        fecha=dia,
    )
    names = {**rotulos()["semaforo"], **rotulos()["estado_avance"]}
    name = f"matriz-{one.folio.replace('/', '-')}-{mes or dia.isoformat()}.xlsx"
    return Response(
        libro(told, documento, situacion.lineas, names),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
