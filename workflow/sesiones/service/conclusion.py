"""What the counts of one act add up to: the result of an organ, or that of the commissions that sit together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow.sesiones import comisiones_unidas
from workflow.sesiones.models import Punto, Sesion, Votacion
from workflow.sesiones.queries import carga

_ABIERTAS = ("empate_a_repetir", "pendiente_voto_calidad", "segunda_ronda", "segunda_vuelta")
_ESTADO_POR_DICTAMEN = {
    "favorable": "aprobado",
    "favorable_con_modificaciones": "aprobado_con_modificaciones",
    "desfavorable": "aprobado",
    "devuelto": "devuelto",
}


@dataclass(frozen=True)
class _Fin:
    """`primera`: the count of the organ, or of the commission that conducts. `sentido`: of an approved dictamen."""

    resultado: str
    razon: str
    momento: datetime
    primera: Votacion
    unidas: bool = False
    sentido: str | None = None

    @property
    def abierto(self) -> bool:
        """A round or a casting vote is still to come."""
        return self.resultado in _ABIERTAS

    @property
    def aprobado(self) -> bool:
        return self.resultado in ("aprobado", "electo", "dictamen_aprobado")

    @property
    def estado(self) -> str:
        """What the item, or the dossier of a block, becomes; `pendiente` if it was deferred."""
        if self.unidas:
            fines = {"dictamen_no_aprobado": "rechazado", "turnado_al_pleno": "turnado"}
            return fines.get(self.resultado) or _ESTADO_POR_DICTAMEN.get(self.sentido or "", "aprobado")
        fines = {"aprobado": self.primera.propuesta, "electo": "aprobado", "rechazado": "rechazado"}
        return fines.get(self.resultado, "pendiente")


def _conclude(sesion: Sesion, votaciones: Sequence[Votacion]) -> _Fin:
    """From the last count of each group to the outcome. One commission that rejects is enough to have no dictamen."""
    if sesion.organo.tipo != "comisiones_unidas":
        una = votaciones[0]
        return _Fin(una.resultado, una.razon, una.decidida_en or una.hora, una)
    comisiones = sesion.convocatoria["comisiones"]
    orden = {c["clave"]: n for n, c in enumerate(comisiones)}
    nombres = {c["clave"]: c["nombre"] for c in comisiones}
    filas = sorted(votaciones, key=lambda v: orden.get(v.grupo, 99))
    propuesta = filas[0].propuesta if filas[0].propuesta in comisiones_unidas.PROPUESTAS else "favorable"
    fin = comisiones_unidas.conclude({v.grupo: v.resultado for v in filas}, propuesta, max(v.ronda for v in filas))
    return _Fin(
        fin.resultado,
        " ".join(f"{nombres.get(v.grupo, 'Conjunto')}: {v.razon}" for v in filas),
        max(v.decidida_en or v.hora for v in filas),
        filas[0],
        unidas=True,
        sentido=fin.dictamen,
    )


def _last_by_group(punto: Punto, asunto: str, serie: int) -> list[Votacion]:
    ultimas: dict[str, Votacion] = {}
    for fila in carga.counts_of([punto.id]):
        if fila.serie == serie and fila.asunto == asunto:
            ultimas[fila.grupo] = fila
    return list(ultimas.values())


def _voted_in_general(sesion: Sesion, punto: Punto) -> bool:
    """Whether the vote in general of a block is decided, in every commission that votes it."""
    series = [v.serie for v in carga.counts_of([punto.id]) if v.asunto == "punto"]
    return bool(series) and not _conclude(sesion, _last_by_group(punto, "punto", max(series))).abierto
