"""Asking for the public version of a padrón, and the ones there have been."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.kernel.refusals import Reason
from workflow.padron.publico import queries, service
from workflow.padron.publico.service import PUBLICAN, Pedido
from workflow.web import flashes, guard
from workflow.web.numeros import numero
from workflow.web.privacidad.comun import bp, ficha_padron, hoy, intentar, quien, texto

LEEN = (
    *PUBLICAN,
    "auditoria",
    "planeacion_titular",
    "planeacion_revisor",
    "dependencia_titular",
    "dependencia_captura",
)
TRIMESTRES = (("1", "Enero a marzo"), ("2", "Abril a junio"), ("3", "Julio a septiembre"), ("4", "Octubre a diciembre"))


@bp.get("/expedientes/<int:expediente_id>/padron/publico")
@guard.roles(*LEEN)
def publico(expediente_id: int) -> str:
    return _publico(expediente_id)


@bp.post("/expedientes/<int:expediente_id>/padron/publico")
@guard.roles(*PUBLICAN)
def pedir_publico(expediente_id: int) -> Any:
    ficha_padron(expediente_id)

    def acto() -> Any:
        pedido = Pedido(
            numero(request.form.get("ejercicio")) or 0,
            numero(request.form.get("trimestre")) or 0,
            request.form.get("curp") == "1",
            texto("curp_fundamento"),
        )
        service.pedir(expediente_id, pedido, **quien())
        flashes.done("La versión pública se está haciendo. Puede cerrar esta página.")
        return redirect(url_for(".publico", expediente_id=expediente_id))

    return intentar(acto, lambda motivos: _publico(expediente_id, motivos))


def _publico(expediente_id: int, motivos: tuple[Reason, ...] = ()) -> str:
    ficha, dia = ficha_padron(expediente_id), hoy()
    trabajo = queries.trabajo(expediente_id)
    return render_template(
        "privacidad/publico.html",
        ficha=ficha,
        fila=ficha.cabeza,
        versiones=queries.versiones(expediente_id),
        politica=queries.politica_de(ficha.cabeza.programa, dia),
        vigente=queries.envio_vigente(expediente_id) is not None,
        publica=guard.actor().has(*PUBLICAN),
        trabajo=trabajo,
        en_curso=trabajo is not None and trabajo.estado not in ("hecho", "fallido"),
        trimestres=TRIMESTRES,
        motivos=motivos,
        escrito=request.form if motivos else {"ejercicio": str(dia.year), "trimestre": str((dia.month - 1) // 3 + 1)},
    )
