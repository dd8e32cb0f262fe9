"""What the pages of a POA share: the dossier open for capture, its index, and where each problem is corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, url_for

from workflow.expedientes import queries as expedientes
from workflow.expedientes.queries import Ficha
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Reason, Refused
from workflow.poa import campos, formas, queries, vista
from workflow.poa.catalogos import Catalogos
from workflow.poa.esquema import ACTIVIDADES, ALINEACION, DIAGNOSTICO, FORMAS, IDENTIFICACION, MIR, PRESUPUESTO
from workflow.poa.firmas import signatures
from workflow.poa.hallazgos import AVISO, Problema
from workflow.poa.kind import label
from workflow.poa.reglas import todas
from workflow.web import guard, partes
from workflow.web.poa import lugares

bp = Blueprint("poa", __name__, url_prefix="/expedientes/<int:expediente_id>/poa")
CAPTURAN = ("dependencia_captura", "dependencia_titular")
NOMBRES = {
    seccion.clave: seccion.hoja for seccion in (IDENTIFICACION, DIAGNOSTICO, ALINEACION, ACTIVIDADES, PRESUPUESTO, MIR)
}
DE_FORMA = frozenset(seccion.clave for seccion in FORMAS)
capturan = guard.roles(*CAPTURAN)

partes.register(
    "poa",
    partes.Parte(
        "poa/_contenido.html",
        lambda ficha: {
            "vista": vista.arrange(ficha.contenido),
            "firmas": signatures(ficha.contenido, queries.firmantes(ficha.cabeza.id, ficha.cabeza.version)),
        },
        captura="poa.capturar",
        lugar=lambda expediente_id, campo: place_url(expediente_id, campo),
    ),
)


@dataclass(frozen=True)
class Captura:
    """A POA open for capture: the dossier, its draft with every section, and what it is checked against."""

    ficha: Ficha
    documento: dict[str, Any]
    catalogos: Catalogos
    matrices: dict[str, frozenset[str]]

    @property
    def id(self) -> int:
        return self.ficha.cabeza.id

    def known_components(self) -> dict[str, frozenset[str]]:
        """Components of the MIR of each programme, this POA's own first."""
        return {**self.matrices, **todas.own_matrix(self.documento)}

    def problems(self) -> list[Problema]:
        """Those of the content, and whether it says another unit: a dossier may have passed from one to another."""
        found = todas.check(self.documento, self.catalogos, self.matrices)
        clave, ours = self.documento["identificacion"].get("clave_ur"), self.ficha.cabeza.dependencia
        if clave and clave != ours:
            found.append(Problema("identificacion.clave_ur", "UR_DISTINTA_DEL_EXPEDIENTE", AVISO, clave, ours))
        return found


def open_ficha(expediente_id: int) -> Ficha:
    """The dossier of a POA for who is signed in. Raises NotFound, NotAllowed or Refused."""
    ficha = expedientes.ficha(expediente_id, guard.actor(), local_date(guard.now()))
    if ficha.cabeza.tipo != "poa":
        raise Refused("EXPEDIENTE_NO_ES_POA")
    return ficha


def open_capture(expediente_id: int) -> Captura:
    ficha = open_ficha(expediente_id)
    if not ficha.puede_capturar:
        raise Refused("POA_NO_SE_CAPTURA_AHORA")
    ejercicio = ficha.cabeza.ejercicio
    return Captura(
        ficha,
        formas.complete_document(ficha.contenido, ejercicio),
        queries.catalogos(ejercicio),
        queries.matrices(ejercicio, salvo=expediente_id),
    )


@bp.get("")
@capturan
def capturar(expediente_id: int) -> str:
    return index_page(open_capture(expediente_id))


def index_page(captura: Captura, motivos: tuple[Reason, ...] = ()) -> str:
    found = captura.problems()
    return render_template(
        "poa/capturar.html",
        fila=captura.ficha.cabeza,
        motivos=motivos,
        secciones=_sections(captura, found),
        problemas=linked(captura, found),
        cargas=queries.cargas(captura.id),
        sin_catalogos=not captura.catalogos.programas,
        hay_anterior=queries.anterior(captura.id) is not None,
    )


def _sections(captura: Captura, found: list[Problema]) -> list[dict[str, Any]]:
    """Each section with how many rows it has and how much is left to correct."""
    rows = []
    for clave, nombre in NOMBRES.items():
        if clave == "mir" and not has_matrix(captura):
            rows.append({"nombre": "Matriz del programa", "url": section_url(captura.id, clave), "ajena": True})
            continue
        mine = [problem for problem in found if (campos.split(problem.campo) or ("",))[0] == clave]
        rows.append(
            {
                "nombre": nombre,
                "url": section_url(captura.id, clave),
                "filas": None if clave in DE_FORMA else len(captura.documento[clave] or []),
                "vacia": clave not in captura.documento,
                "errores": sum(problem.severidad == "error" for problem in mine),
                "avisos": sum(problem.severidad != "error" for problem in mine),
            }
        )
    return rows


def has_matrix(captura: Captura) -> bool:
    """Whether this POA carries a MIR: it is of a lead unit, or it already has one."""
    ur = captura.documento["identificacion"].get("clave_ur") or captura.ficha.cabeza.dependencia
    return captura.documento["mir"] is not None or captura.catalogos.es_lider(ur)


def section_url(expediente_id: int, clave: str) -> str:
    if clave in DE_FORMA:
        return url_for(f"poa.{clave}", expediente_id=expediente_id)
    if clave == "mir":
        return url_for("poa.matriz", expediente_id=expediente_id)
    return url_for("poa.seccion", expediente_id=expediente_id, seccion=clave)


def linked(captura: Captura, found: list[Problema]) -> list[dict[str, Any]]:
    """Each problem with its place in words and the form where it is corrected."""
    return [
        {
            "lugar": label(problem.campo),
            "texto": problem.texto,
            "severidad": problem.severidad,
            "url": place_url(captura.id, problem.campo),
        }
        for problem in found
    ]


def place_url(expediente_id: int, campo: str) -> str:
    """The form where a field is corrected."""
    seccion, key, name, mes = campos.split(campo) or ("identificacion", None, None, None)
    anchor = f"mes_{mes}" if mes else name
    if seccion in DE_FORMA:
        return url_for(f"poa.{seccion}", expediente_id=expediente_id, _anchor=anchor)
    if key is None:
        return section_url(expediente_id, seccion)
    of_matrix = lugares.of_matrix(expediente_id, campo)
    if of_matrix is not None:
        return of_matrix
    if seccion in campos.DE_INDICADOR:
        seccion, key = "mir", key.partition("|")[0]
    return url_for("poa.fila", expediente_id=expediente_id, seccion=seccion, clave=key, _anchor=anchor)
