"""The sections that reglas de operación must have: a checklist with the legal basis of each one. Pure.

Which ones are mandatory depends on the modality of the programme (CONAC): `S`, subject to reglas de operación, and
`U`, other subsidies. What is marked `por_confirmar` has no norm that could be read: it is asked for by good practice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TRANSPARENCIA = "LGTAIP, art. 65, fracción XIV"
LEYENDA = (
    "Este programa es público, ajeno a cualquier partido político. "
    "Queda prohibido el uso para fines distintos al desarrollo social."
)  # LGDS, art. 28
APARTADO_MAXIMO = 20_000


@dataclass(frozen=True)
class Apartado:
    """`exigido`: modalities in which it cannot be missing. `grupo`: the page of the form it is written on."""

    codigo: str
    numero: int
    titulo: str
    pide: str
    grupo: str
    fundamento: str = ""
    exigido: tuple[str, ...] = ()

    @property
    def por_confirmar(self) -> bool:
        return not self.fundamento

    @property
    def nombre(self) -> str:
        return f"{self.numero}. {self.titulo}"


GRUPOS: dict[str, str] = {
    "presentacion": "Por qué y para qué",
    "poblacion": "Para quién, dónde y cuándo",
    "apoyos": "Qué se da y cómo se accede",
    "operacion": "Cómo opera",
    "control": "Metas, control y transparencia",
}
_S, _SU = ("S",), ("S", "U")

CATALOGO: tuple[Apartado, ...] = (
    Apartado("considerandos", 1, "Introducción, considerandos y fundamento",
             "De dónde sale el programa y con qué facultades se emiten estas reglas.", "presentacion"),
    Apartado("glosario", 2, "Glosario", "Qué significa cada término y cada sigla.", "presentacion"),
    Apartado("objetivo", 3, "Objetivo general y específicos", "Qué se quiere lograr, en términos que se puedan medir.",
             "presentacion", f"{TRANSPARENCIA}, inciso d); LDF, art. 13, fracción VII", _SU),
    Apartado("poblacion", 4, "Problema y población potencial y objetivo",
             "Qué problema se atiende, cuántas personas lo tienen y a cuántas se atenderá.", "poblacion",
             f"LDF, art. 13, fracción VII; {TRANSPARENCIA}, inciso f)", _SU),
    Apartado("cobertura", 5, "Cobertura", "En qué localidades o zonas opera.", "poblacion"),
    Apartado("temporalidad", 6, "Temporalidad y vigencia", "Desde cuándo y hasta cuándo se dan.", "poblacion",
             f"LDF, art. 13, fracción VII; {TRANSPARENCIA}, inciso c)", _SU),
    Apartado("apoyos", 7, "Tipos y montos mínimos y máximos de apoyo",
             "Qué se entrega (dinero, especie, servicio) y cuánto, como mínimo y como máximo.", "apoyos",
             f"{TRANSPARENCIA}, inciso g)", _S),
    Apartado("requisitos", 8, "Criterios de elegibilidad, requisitos y procedimiento de acceso",
             "Quién puede recibirlo, qué documentos presenta y ante quién.", "apoyos",
             f"{TRANSPARENCIA}, inciso h)", _S),
    Apartado("seleccion", 9, "Criterios de selección y priorización; comité",
             "A quién se prefiere cuando no alcanza para todos, y quién lo decide.", "apoyos"),
    Apartado("bajas", 10, "Derechos, obligaciones y causas de baja, suspensión y reintegro",
             "A qué se obliga quien recibe el apoyo, y por qué lo pierde.", "apoyos"),
    Apartado("instancias", 11, "Instancias ejecutora, normativa y de control",
             "Quién ejecuta, quién norma y quién vigila.", "operacion"),
    Apartado("mecanica", 12, "Mecánica de operación y formatos",
             "Convocatoria, recepción, dictamen, publicación, entrega y comprobación.", "operacion"),
    Apartado("padron", 13, "Padrón: integración, actualización y protección de datos",
             "Cómo se forma y se actualiza el padrón, y el aviso de privacidad.", "operacion"),
    Apartado("coordinacion", 14, "Coordinación y articulación con otros programas",
             "Con qué otros programas se combina y con cuáles no.", "operacion", f"{TRANSPARENCIA}, inciso n)", _S),
    Apartado("gastos", 15, "Gastos de operación", "Cuánto se usa para operar el programa.", "operacion"),
    Apartado("metas", 16, "Metas físicas e indicadores", "Cuántos apoyos, y cómo se mide lo que lograron.", "control",
             f"{TRANSPARENCIA}, incisos e) y l)", _S),
    Apartado("seguimiento", 17, "Seguimiento, evaluación y contraloría social",
             "Quién evalúa, con qué informes, y cómo participan las personas beneficiarias.", "control",
             f"{TRANSPARENCIA}, incisos k) y m)", _S),
    Apartado("transparencia", 18, "Transparencia y leyenda del programa",
             f"Dónde se publica. Debe llevar la leyenda: «{LEYENDA}»", "control", "LGDS, art. 28", _S),
    Apartado("quejas", 19, "Quejas, denuncias y mecanismos de exigibilidad",
             "Ante quién se queja una persona y cómo hace valer su derecho.", "control",
             f"{TRANSPARENCIA}, incisos i) y j)", _S),
    Apartado("blindaje", 20, "Blindaje electoral", "Qué se suspende y qué se cuida en periodo electoral.", "control"),
    Apartado("transitorios", 21, "Transitorios", "Desde qué publicación están en vigor, y qué reglas sustituyen.",
             "control"),
)  # fmt: skip
ANEXOS = Apartado("anexos", 22, "Anexos", "Solicitud, estudio socioeconómico, recibo, carta compromiso.", "control")
TODOS: dict[str, Apartado] = {apartado.codigo: apartado for apartado in (*CATALOGO, ANEXOS)}
TOTAL = len(CATALOGO)  # the annexes are not counted


@dataclass(frozen=True)
class Renglon:
    """A section in the checklist of some rules: is it written, and can it be missing?"""

    apartado: Apartado
    escrito: bool
    exigido: bool


def lista(apartados: Mapping[str, str], modalidad: str) -> list[Renglon]:
    """The checklist, in order, with the annexes at the end."""
    return [
        Renglon(apartado, bool(apartados.get(apartado.codigo, "").strip()), modalidad in apartado.exigido)
        for apartado in TODOS.values()
    ]


def avance(apartados: Mapping[str, str]) -> tuple[int, int]:
    """(written, of how many): «12 de 21»."""
    return sum(1 for apartado in CATALOGO if apartados.get(apartado.codigo, "").strip()), TOTAL


def faltan(apartados: Mapping[str, str], modalidad: str) -> list[Apartado]:
    """Those that the law asks of the modality and nobody has written."""
    return [renglon.apartado for renglon in lista(apartados, modalidad) if renglon.exigido and not renglon.escrito]
