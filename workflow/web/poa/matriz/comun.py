"""What the pages of the matrix share: the POA they are of, whose matrix it is, what is found in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from workflow.expedientes.queries import Ficha
from workflow.kernel.refusals import Refused
from workflow.poa import campos, formas, queries
from workflow.poa.catalogos import Catalogos, Programa
from workflow.poa.contenido import from_dict, lean
from workflow.poa.hallazgos import AVISO, ERROR, Problema
from workflow.poa.matriz import arbol, logica
from workflow.poa.matriz import queries as compartidas
from workflow.poa.matriz.arbol import Apunta
from workflow.poa.reglas import mir
from workflow.web.poa import lugares
from workflow.web.poa.comun import open_ficha
from workflow.web.poa.guardado import Escrito, guardar

SEVERIDADES = {ERROR: "Impide enviar", AVISO: "Aviso", logica.SUGERENCIA: "Sugerencia"}


@dataclass(frozen=True)
class Abierta:
    """A POA whose matrix is open. `edita`: this person may capture it now."""

    ficha: Ficha
    documento: dict[str, Any]
    catalogos: Catalogos

    @property
    def id(self) -> int:
        return self.ficha.cabeza.id

    @property
    def ur(self) -> str:
        return self.ficha.cabeza.dependencia

    @property
    def edita(self) -> bool:
        return self.ficha.puede_capturar

    @property
    def seguida(self) -> bool:
        """Approved already: the follow-up reports by these keys, so they stay."""
        return self.ficha.v_vigente_id is not None

    @property
    def programa(self) -> str:
        return str(self.documento["identificacion"].get("programa") or "")

    @property
    def propia(self) -> bool:
        """Whether this POA carries the matrix, because its unit leads the programme or because it already has one."""
        return self.documento["mir"] is not None or self.catalogos.es_lider(self.ur)

    def ajenas(self) -> list[Programa]:
        """The programmes in which it takes part and another unit leads."""
        data = self.documento["identificacion"]
        claves = dict.fromkeys([self.programa, *(data.get("otros_programas") or [])])
        if not self.programa and not self.propia:
            claves = dict.fromkeys(p.clave for p in self.catalogos.programas_de(self.ur))
        known = [self.catalogos.programas[clave] for clave in claves if clave in self.catalogos.programas]
        return [p for p in known if p.ur_lider != self.ur and self.ur in p.ur_participantes]

    def apuntan(self) -> list[Apunta]:
        """The activities that point to a component of this matrix: its own, and those of the other units."""
        own = arbol.pointing(self.documento, self.programa)
        programa = self.catalogos.programas.get(self.programa)
        if programa is None or programa.ur_lider != self.ur:
            return own
        return own + compartidas.pointing_from(
            self.ficha.cabeza.ejercicio, programa.clave, programa.ur_participantes, self.id
        )


def open_matrix(expediente_id: int) -> Abierta:
    """Raises NotFound, NotAllowed or Refused."""
    ficha = open_ficha(expediente_id)
    ejercicio = ficha.cabeza.ejercicio
    return Abierta(ficha, formas.complete_document(ficha.contenido, ejercicio), queries.catalogos(ejercicio))


def open_edited(expediente_id: int) -> Abierta:
    """The same to change it: only its own unit, while it captures."""
    abierta = open_matrix(expediente_id)
    if not abierta.edita:
        raise Refused("POA_NO_SE_CAPTURA_AHORA")
    if not abierta.propia:
        lider = abierta.catalogos.programas.get(abierta.programa)
        raise Refused("MATRIZ_DE_OTRA_UNIDAD", lider=lider.ur_lider if lider else "sin definir")
    return abierta


def findings(document: Mapping[str, Any], ejercicio: int) -> list[Problema]:
    """Everything about the matrix: what forbids sending it first, then warnings and suggestions."""
    found = [*mir.check(from_dict(document), ejercicio), *logica.check(document, ejercicio)]
    finer = {p.codigo for p in found} & {"FIN_SIN_CONTRIBUIR", "FIN_SIN_MEDIANTE"}
    kept = [p for p in found if p.codigo != "SINTAXIS_DEL_FIN" or not finer]
    order = list(SEVERIDADES)
    return sorted(kept, key=lambda problem: order.index(problem.severidad))


def box_of(campo: str) -> str:
    """The key of the box that an address is of, empty if it is of the whole matrix."""
    parts = campos.split(campo)
    return "" if parts is None or parts[1] is None else parts[1].partition("#")[0]


def linked(expediente_id: int, found: Iterable[Problema]) -> list[dict[str, Any]]:
    """Each finding with its words and the place where it is corrected."""
    return [
        {
            "texto": problem.texto,
            "severidad": problem.severidad,
            "rotulo": SEVERIDADES[problem.severidad],
            "campo": problem.campo,
            "clave": box_of(problem.campo),
            "url": lugares.of_matrix(expediente_id, problem.campo),
        }
        for problem in found
    ]


def save(
    abierta: Abierta,
    document: Mapping[str, Any],
    mark: str,
    values: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
) -> Escrito | None:
    """Save the matrix; or what to print again, with everything that was typed."""
    return guardar(abierta.ficha, lean(document), mark, values or {}, errors or {})


def typed() -> dict[str, Any]:
    return dict(request.form.items())


def structure_mark(abierta: Abierta, apuntan: Sequence[Apunta]) -> str:
    """Of the keys of the matrix and of who points to them: what a person is told before they change."""
    rows = [(row.get("clave"), row.get("numero")) for row in campos.rows_of(abierta.documento, "mir")]
    return formas.mark([rows, [(one.ur, one.clave, one.componente) for one in apuntan]])
