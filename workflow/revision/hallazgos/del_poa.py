"""What the rules of the POA find in what was sent, as findings of the review. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.poa import campos
from workflow.poa.hallazgos import AVISO, ERROR, Problema
from workflow.poa.matriz import logica
from workflow.poa.reglas import todas
from workflow.revision.hallazgos.tipos import Contexto, Documento, Hallazgo, told
from workflow.revision.textos_hallazgos import DE_SECCION, FUNDAMENTOS, LOGICA

# What only the reading of the workbook could see: it stays as a notice once the content was imported.
DE_LECTURA = frozenset(
    {
        "ENCABEZADO_COMBINADO",
        "FECHA_COMO_TEXTO",
        "FILAS_VACIAS_INTERMEDIAS",
        "FILA_TOTAL_IGNORADA",
        "FORMULA_SIN_VALOR",
        "HIPERVINCULO_EN_CELDA",
        "HOJA_IGNORADA",
    }
)
# The law says it with the amount and its article: `hallazgos.ldf` tells it better.
SUSTITUIDOS = frozenset({"SUBSIDIO_SIN_EXPLICAR"})
_SECCION_DE_HOJA = {
    "Identificación": "identificacion",
    "Alineación": "alineacion",
    "Actividades": "actividades",
    "Presupuesto": "presupuesto",
    "MIR": "mir",
}


def check(document: Documento, contexto: Contexto) -> Iterator[Hallazgo]:
    """Errors block, notices recommend; the empty fields of one row are one finding."""
    empty: dict[str, list[Problema]] = {}
    for problem in todas.check(document, contexto.catalogos, contexto.matrices):
        if problem.codigo in SUSTITUIDOS:
            continue
        if problem.codigo == "CAMPO_OBLIGATORIO_VACIO":
            empty.setdefault(campos.row_of(problem.campo), []).append(problem)
            continue
        yield _told(problem, document, _source(problem.campo))
    for problem in logica.check(document, contexto.catalogos.ejercicio):
        if problem.severidad == AVISO:  # its suggestions of writing are for who captures
            yield _told(problem, document, LOGICA)
    for row, problems in empty.items():
        names = ", ".join(f"«{problem.hechos['columna']}»" for problem in problems)
        yield told("CAMPOS_VACIOS", row, tipo=_gravity(problems[0].severidad), cuales=names)
    yield from _of_the_workbook(contexto)


def _told(problem: Problema, document: Documento, fundamento: str) -> Hallazgo:
    valor = campos.value_at(document, problem.campo)
    return Hallazgo(problem.codigo, problem.campo, problem.texto, fundamento, _gravity(problem.severidad), valor)


def _of_the_workbook(contexto: Contexto) -> Iterator[Hallazgo]:
    for item in contexto.lectura:
        if item.get("codigo") not in DE_LECTURA:
            continue
        place = ", ".join(str(item[part]) for part in ("hoja", "celda") if item.get(part))
        campo = _SECCION_DE_HOJA.get(str(item.get("hoja")), "identificacion")
        text = f"En el libro de Excel ({place}): {item.get('hallazgo')}"
        yield Hallazgo(str(item["codigo"]), campo, text, FUNDAMENTOS["CAMPOS_VACIOS"], "recomendacion")


def _source(campo: str) -> str:
    seccion = (campos.split(campo) or ("",))[0]
    return DE_SECCION.get(seccion, FUNDAMENTOS["CAMPOS_VACIOS"])


def _gravity(severidad: str) -> str:
    return "bloqueante" if severidad == ERROR else "recomendacion"
