"""Which columns a sheet has: layouts are recognised by their headers, never by position or file name.

Three structures, as in the Padrón Único de Beneficiarios: `persona`, `actor_social`, `poblacion`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from workflow.kernel.texto import plain

ESTRUCTURAS: tuple[str, ...] = ("persona", "actor_social", "poblacion")
PROPIOS = frozenset({"FILA ORIGINAL", "QUE CORREGIR"})  # of the workbook that we give to correct
FILAS_DE_BUSQUEDA = 60  # a header further down than this is not looked for

SINONIMOS: dict[str, tuple[str, ...]] = {
    "curp": (
        "NB CURP",
        "CURP",
        "CLAVE CURP",
        "CURP BENEFICIARIO",
        "CURP DEL BENEFICIARIO",
        "CURP DE LA PERSONA BENEFICIARIA",
    ),
    "primer_apellido": ("NB PRIMER AP", "PRIMER APELLIDO", "APELLIDO PATERNO", "PATERNO", "AP PATERNO", "APELLIDO 1"),
    "segundo_apellido": (
        "NB SEGUNDO AP",
        "SEGUNDO APELLIDO",
        "APELLIDO MATERNO",
        "MATERNO",
        "AP MATERNO",
        "APELLIDO 2",
    ),
    "nombres": ("NB NOMBRE", "NOMBRES", "NOMBRE S", "NOMBRE", "NOMBRE DE PILA"),
    "nombre_completo": (
        "NOMBRE COMPLETO",
        "NOMBRE DEL BENEFICIARIO",
        "NOMBRE DE LA PERSONA BENEFICIARIA",
        "BENEFICIARIO",
        "BENEFICIARIA",
        "NOMBRE BENEFICIARIO",
        "NOMBRE Y APELLIDOS",
        "APELLIDOS Y NOMBRE",
        "APELLIDOS Y NOMBRES",
    ),
    "nacimiento": ("FH NACIMIENTO", "FECHA NACIMIENTO", "FECHA DE NACIMIENTO", "FEC NAC", "FECHA NAC", "F NACIMIENTO"),
    "sexo": ("CD SEXO", "SEXO", "GENERO"),
    "entidad": ("CD EDO NAC", "ENTIDAD DE NACIMIENTO", "ENTIDAD NACIMIENTO", "ESTADO DE NACIMIENTO"),
    "monto": ("NU IMP MONETARIO", "MONTO", "IMPORTE", "MONTO DEL APOYO", "MONTO APOYO", "CANTIDAD ENTREGADA"),
    "motivo": ("MOTIVO SIN CURP", "OBSERVACIONES", "OBSERVACION", "MOTIVO"),
    "telefono": ("TEL", "TELEFONO", "CELULAR", "TEL CELULAR", "NO DE TELEFONO"),
    "curp_tutor": ("CURP TUTOR", "CURP DEL TUTOR", "CURP DE LA PERSONA TUTORA"),
    "periodo": ("NB PERIODO CORRES", "PERIODO", "TRIMESTRE"),
    "cve_ent": ("CVE ENT", "CLAVE ENTIDAD"),
    "cve_mun": ("CVE MUN", "CLAVE MUNICIPIO"),
    "cve_loc": ("CVE LOC", "CLAVE LOCALIDAD"),
    "nomvial": ("NOMVIAL", "CALLE"),
    "numext": ("NUMEXTNUM1", "NUMERO EXTERIOR", "NO EXTERIOR"),
    "numextalf": ("NUMEXTALF1",),
    "nomasen": ("NOMASEN",),
    "cp": ("CP", "CODIGO POSTAL", "C P"),
    "colonia": ("COLONIA LOCALIDAD", "COLONIA", "LOCALIDAD", "NOM LOC", "COMUNIDAD"),
    "folio": ("ID PERSONA", "FOLIO", "ID BENEFICIARIO", "FOLIO BENEFICIARIO"),
    "curp_anterior": ("CURP ANTERIOR",),
    "movimiento": ("MOVIMIENTO", "TIPO DE MOVIMIENTO"),
    "motivo_baja": ("MOTIVO BAJA", "MOTIVO DE BAJA", "CAUSA DE BAJA"),
}
DE_MOVIMIENTOS = ("curp_anterior", "movimiento", "motivo_baja")  # columns that say what changes, not who it is
ACTOR: dict[str, tuple[str, ...]] = {
    **{
        rol: SINONIMOS[rol]
        for rol in (
            "monto",
            "periodo",
            "cve_ent",
            "cve_mun",
            "cve_loc",
            "nomvial",
            "numext",
            "nomasen",
            "cp",
            "colonia",
            "movimiento",
            "motivo_baja",
        )
    },
    "razon_social": ("RAZON SOCIAL", "DENOMINACION SOCIAL", "DENOMINACION O RAZON SOCIAL"),
    "rfc": ("RFC",),
    "curp": ("NB CURP REP", "CURP REPRESENTANTE", "CURP DEL REPRESENTANTE"),
    "primer_apellido": ("NB PRIMER AP REP",),
    "segundo_apellido": ("NB SEGUNDO AP REP",),
    "nombres": ("NB NOMBRE REP",),
    "nacimiento": ("FH NACIMIENTO REP",),
}
POBLACION: dict[str, tuple[str, ...]] = {
    **{rol: SINONIMOS[rol] for rol in ("cve_ent", "cve_mun", "cve_loc", "movimiento", "motivo_baja")},
    "periodo": ("TRIMESTRE", "NB PERIODO CORRES", "PERIODO"),
    "id_obra": ("ID OBRA",),
    "obra": ("NB OBRA", "OBRA", "NOMBRE DE LA OBRA"),
    "nomvial": SINONIMOS["nomvial"],
    "nomasen": SINONIMOS["nomasen"],
    "colonia": SINONIMOS["colonia"],
    "beneficiarios": ("NU BENEF",),
    "hombres": ("NU BENEF HOM",),
    "mujeres": ("NU BENEF MUJ",),
    "inversion": ("NU INV TOT",),
    "inversion_federal": ("NU INV FED",),
    "inversion_estatal": ("NU INV EST",),
    "inversion_municipal": ("NU INV MUN",),
    "inversion_otras": ("NU INV OTRAS", "NU INV OTRAS EJE"),
    "rfc_ejecutor": ("RFC EJECUTOR",),
    "inicio": ("FH INICIO",),
    "termino": ("FH TERMINO",),
}
ROLES: dict[str, dict[str, tuple[str, ...]]] = {"poblacion": POBLACION, "actor_social": ACTOR, "persona": SINONIMOS}

_CIFRA = re.compile("[0-9]")
_NO_PALABRA = re.compile(r"[^0-9A-ZÑ]+")
_ES_FECHA = re.compile(r"(?:FH|FECHA|FEC|F)\b")


@lru_cache(maxsize=2048)
def normal(encabezado: str) -> str:
    """`"MONTO $"` → `"MONTO"`, `"NB_CURP"` → `"NB CURP"`, `"CURP "` → `"CURP"`."""
    return _NO_PALABRA.sub(" ", plain(encabezado)).strip()


@dataclass(frozen=True)
class Columnas:
    """The columns of one sheet. Positions count from 0; `fila` is the header's row in the sheet, from 1."""

    estructura: str
    fila: int
    encabezados: tuple[str, ...]
    roles: dict[str, int]
    fechas: tuple[int, ...]
    propias: tuple[int, ...] = ()  # columns that our workbook to correct added, in the sheet: they are no data
    origen: str = "titulos"  # how it is known what they are: by their titles, recordadas or said by a persona

    def lugar_de(self, nombre: str) -> int | None:
        """Where what the rules call so is: the column with that title, else the one that a person said it is."""
        lugar = self.posicion(nombre)
        if lugar is not None or self.origen == "titulos":
            return lugar
        buscado = normal(nombre)
        roles = [rol for rol, nombres in ROLES[self.estructura].items() if buscado in nombres]
        return next((self.roles[rol] for rol in roles if rol in self.roles), None)

    def sin_propias(self, celdas: Sequence[Any]) -> Sequence[Any]:
        """The cells of a row without those columns: every position of `roles` is of these."""
        if not self.propias:
            return celdas
        return [celda for lugar, celda in enumerate(celdas) if lugar not in self.propias]

    def documento(self, hoja: str) -> dict[str, Any]:
        """As it is kept with an upload."""
        return {
            "hoja": hoja,
            "origen": self.origen,
            "estructura": self.estructura,
            "fila": self.fila,
            "encabezados": list(self.encabezados),
            "roles": dict(self.roles),
            "fechas": list(self.fechas),
            "propias": list(self.propias),
        }

    def posicion(self, encabezado: str) -> int | None:
        """Where the column with that header is, however it is written; None if the sheet has none."""
        buscado = normal(encabezado)
        for posicion, titulo in enumerate(self.encabezados):
            if normal(titulo) == buscado:
                return posicion
        return None


def _asignar(titulos: Sequence[str], sinonimos: dict[str, tuple[str, ...]]) -> dict[str, int]:
    donde: dict[str, int] = {}
    for posicion, titulo in enumerate(titulos):
        if titulo:
            donde.setdefault(titulo, posicion)
    return {
        rol: next(donde[nombre] for nombre in nombres if nombre in donde)
        for rol, nombres in sinonimos.items()
        if any(nombre in donde for nombre in nombres)
    }


def _estructura(titulos: Sequence[str]) -> tuple[str, dict[str, int]] | None:
    roles = _asignar(titulos, POBLACION)
    if {"id_obra", "beneficiarios"} <= roles.keys():
        return "poblacion", roles
    roles = _asignar(titulos, ACTOR)
    if {"razon_social", "rfc"} <= roles.keys():
        return "actor_social", roles
    roles = _asignar(titulos, SINONIMOS)
    if "nombre_completo" not in roles and "primer_apellido" not in roles and "nombres" in roles:
        roles["nombre_completo"] = roles.pop("nombres")
    if "curp" in roles and ("nombre_completo" in roles or {"primer_apellido", "nombres"} <= roles.keys()):
        return "persona", roles
    return None


def columnas_de(documento: Mapping[str, Any]) -> Columnas:
    """From what was kept with an upload."""
    return Columnas(
        documento["estructura"],
        documento["fila"],
        tuple(documento["encabezados"]),
        dict(documento["roles"]),
        tuple(documento["fechas"]),
        tuple(documento["propias"]),
        documento["origen"],
    )


def titulos_de(celdas: Sequence[Any]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The titles of a row that may be a header, and the positions that our workbook to correct added."""
    todos = [" ".join(celda.split()) if isinstance(celda, str) else "" for celda in celdas]
    propias = tuple(lugar for lugar, titulo in enumerate(todos) if normal(titulo) in PROPIOS)
    return tuple(titulo for lugar, titulo in enumerate(todos) if lugar not in propias), propias


def fechas_de(titulos: Sequence[str]) -> tuple[int, ...]:
    """The columns whose title says that they hold a date."""
    return tuple(i for i, titulo in enumerate(titulos) if _ES_FECHA.match(normal(titulo)))


def reconocer(celdas: Sequence[Any], fila: int) -> Columnas | None:
    """The columns if this row is a header we know, else None."""
    titulos, propias = titulos_de(celdas)
    if sum(1 for titulo in titulos if titulo) < 2:
        return None
    normales = [normal(titulo) for titulo in titulos]
    hallada = _estructura(normales)
    if hallada is None:
        return None
    estructura, roles = hallada
    return Columnas(estructura, fila, titulos, roles, fechas_de(titulos), propias)


def _con_cifras(escrito: str) -> bool:
    """Keys and amounts have them and titles do not: it is seen at once that a row is not the header again."""
    return _CIFRA.search(escrito) is not None


def encabezado_repetido(celdas: Sequence[Any], columnas: Columnas) -> bool:
    """Whether the row is the header again, as at the top of each printed page."""
    iguales = 0
    for celda, titulo in zip(celdas, columnas.encabezados, strict=False):
        if celda is None or celda == "":
            continue
        if not isinstance(celda, str) or _con_cifras(celda) != _con_cifras(titulo) or normal(celda) != normal(titulo):
            return False
        iguales += 1
    return iguales >= 2
