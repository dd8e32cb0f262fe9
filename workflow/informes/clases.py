"""Kinds of activity of the Secretaría, the heading each one goes under, and the parts of a report. Pure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

APARTADOS: tuple[str, ...] = ("planeacion", "capacidades", "coordinacion", "participacion", "vinculacion")
"""The five headings of activities, in the order of the report."""
SECCIONES: tuple[str, ...] = ("presentacion", "fundamento", *APARTADOS, "conclusiones")
"""What a person writes of a quarterly report, each apart: regenerating never touches it."""
CONSOLIDADO: tuple[str, ...] = (
    "presentacion", "fundamento", "metodologia", "resultados", "ejes", "dependencias", "matrices", "financiero",
    "mejora", "conclusiones",
)  # fmt: skip
"""The same of the consolidated report."""
ESTADOS: tuple[str, ...] = ("sin_elaborar", "borrador", "firmado", "publicado")
EDITAN: tuple[str, ...] = ("planeacion_revisor", "planeacion_titular")
PUBLICAN: tuple[str, ...] = ("planeacion_titular",)


@dataclass(frozen=True)
class Clase:
    """A kind of report. `archivo`: how its files begin."""

    clave: str
    prefijo: str
    archivo: str
    secciones: tuple[str, ...]


CLASES: dict[str, Clase] = {
    "trimestral": Clase("trimestral", "INF-SPE", "informe", SECCIONES),
    "consolidado": Clase("consolidado", "ICED", "informe-consolidado", CONSOLIDADO),
}
TODAS_LAS_SECCIONES: tuple[str, ...] = tuple(dict.fromkeys((*SECCIONES, *CONSOLIDADO)))


@dataclass(frozen=True)
class Tipo:
    """`uno`, `varios`: how one activity, or several of the kind, are named in the report when they have no title."""

    apartado: str
    uno: str
    varios: str


TIPOS: dict[str, Tipo] = {
    "copladem": Tipo(
        "planeacion",
        "Sesión del Comité de Planeación para el Desarrollo Municipal (COPLADEMUN)",
        "Sesiones del Comité de Planeación para el Desarrollo Municipal (COPLADEMUN)",
    ),
    "evaluacion": Tipo("planeacion", "Evaluación del desempeño", "Evaluaciones del desempeño"),
    "capacitacion": Tipo("capacidades", "Capacitación impartida", "Capacitaciones impartidas"),
    "comite": Tipo("coordinacion", "Sesión de comité", "Sesiones de comités"),
    "comisiones": Tipo("coordinacion", "Sesión de Comisiones Unidas", "Sesiones de Comisiones Unidas"),
    "capacitacion_recibida": Tipo("coordinacion", "Capacitación recibida", "Capacitaciones recibidas"),
    "reunion": Tipo("coordinacion", "Reunión interinstitucional", "Reuniones interinstitucionales"),
    "gabinete": Tipo("participacion", "Reunión de gabinete", "Reuniones de gabinete"),
    "auditoria": Tipo("participacion", "Reunión de auditoría", "Reuniones de auditoría"),
    "cabildo": Tipo("participacion", "Asistencia a sesión de Cabildo", "Asistencia a sesiones de Cabildo"),
    "evento": Tipo("participacion", "Evento institucional", "Eventos institucionales"),
    "representacion": Tipo(
        "participacion", "Representación de la Presidencia Municipal", "Representaciones de la Presidencia Municipal"
    ),
    "honores": Tipo("vinculacion", "Honores a la Bandera", "Honores a la Bandera"),
    "visita": Tipo("vinculacion", "Visita o jornada con la ciudadanía", "Visitas y jornadas con la ciudadanía"),
    "gira": Tipo("vinculacion", "Gira de trabajo", "Giras de trabajo"),
}
TIPO_DE_ORGANO: dict[str, str] = {
    "cabildo": "cabildo",
    "comisiones_unidas": "comisiones",
    "comision": "comisiones",
    "comite": "comite",
    "consejo": "comite",
}
"""Kind of organ -> kind of activity of its sessions, which enter by themselves."""


@dataclass(frozen=True)
class Trimestre:
    ejercicio: int
    numero: int

    @property
    def clave(self) -> str:
        return f"{self.ejercicio}-T{self.numero}"

    @property
    def desde(self) -> date:
        return date(self.ejercicio, self.numero * 3 - 2, 1)

    @property
    def hasta(self) -> date:
        mes = self.numero * 3
        return date(self.ejercicio, mes, monthrange(self.ejercicio, mes)[1])

    def has(self, dia: date) -> bool:
        return self.desde <= dia <= self.hasta


def quarter_of(dia: date) -> Trimestre:
    return Trimestre(dia.year, (dia.month - 1) // 3 + 1)


def folio_de(trimestre: Trimestre, clase: str = "trimestral") -> str:
    """«INF-SPE-2026-T1», «ICED-2026-T1»: one for each quarter; its versions share it."""
    return f"{CLASES[clase].prefijo}-{trimestre.clave}"
