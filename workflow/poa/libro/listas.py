"""The catalogues inside the workbook: a hidden sheet with named ranges, the drop-downs and the look-ups that use them.

Lists that depend on another cell (the level of an instrument, the key of a level, the component of a programme) are
blocks of a sorted list: the block that begins where the other cell is found, as long as it is repeated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from workflow.libros.guard import column_letters
from workflow.poa.catalogos import Catalogos
from workflow.poa.esquema import CODIGOS, NIVELES_DE, PMD_NIVEL, TODO_EL_MUNICIPIO, TRANSVERSALES, Seccion
from workflow.poa.libro.formatos import column_of, put

HOJA = "Listas"
Matrices = Mapping[str, frozenset[str]]
_CHOOSE = ("Valor no permitido", "Elija un valor de la lista. Si lo que necesita no está, pídalo a Planeación.")


@dataclass(frozen=True)
class Dependiente:
    """A list whose values depend on the cells of `segun` in the same row."""

    nombre: str
    segun: tuple[str, ...]


SIMPLES: dict[tuple[str, str], tuple[str, bool]] = {
    ("identificacion", "clave_ur"): ("DEPENDENCIAS", True),
    ("identificacion", "programa"): ("PROGRAMAS", True),
    ("actividades", "programa"): ("PROGRAMAS", True),
    ("actividades", "localidades"): ("LOCALIDADES", False),
    ("presupuesto", "partida"): ("PARTIDAS", True),
    ("presupuesto", "fuente"): ("FUENTES", True),
}
"""Field to (list, whether only its values are taken): where several are written with «;» the list is only a help."""

DEPENDIENTES: dict[tuple[str, str], Dependiente] = {
    ("alineacion", "nivel"): Dependiente("NIVELES", ("instrumento",)),
    ("alineacion", "clave"): Dependiente("CLAVES", ("instrumento", "nivel")),
    ("actividades", "componente"): Dependiente("COMPONENTES", ("programa",)),
}


class Listas:
    """The sheet of lists. `hay`: whether the year has catalogues; without them only the fixed lists are made."""

    def __init__(self, book: Workbook, sheet: Worksheet, catalogos: Catalogos | None, matrices: Matrices) -> None:
        self.book, self.sheet = book, sheet
        self.columns = 0
        self.nombres: set[str] = set()
        for name, labels in CODIGOS.items():
            self._add(_code(name), [[label] for label in labels.values()])
        self._add("NIVELES", _levels())
        if catalogos is not None:
            self._catalogues(catalogos)
        self._add("COMPONENTES", [[p, c] for p in sorted(matrices) for c in sorted(matrices[p])])

    def _catalogues(self, catalogos: Catalogos) -> None:
        self._add("DEPENDENCIAS", [[c, d.nombre(None)] for c, d in catalogos.dependencias.items()])
        self._add("PROGRAMAS", [[p.clave, p.nombre, p.modalidad, p.ur_lider] for p in catalogos.programas.values()])
        self._add("PARTIDAS", [[clave, nombre] for clave, nombre in catalogos.partidas.items()])
        self._add("FUENTES", [[clave, nombre] for clave, nombre in catalogos.fuentes.items()])
        places = [[clave, names[0]] for clave, names in catalogos.localidades.items()]
        self._add("LOCALIDADES", [[TODO_EL_MUNICIPIO, ""], *places] if places else [])
        rows = plan_rows(catalogos)
        self._add("CLAVES", rows)
        self._add("PLANES", [[f"{group}|{clave}", text] for group, clave, text in rows if text])

    def _add(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        """A list side by side in the sheet, with `name` for its first column, `name_2` for the next and `name_T`."""
        if not rows:
            return
        first, width = self.columns + 1, len(rows[0])
        put(self.sheet, 1, first, name.replace("_", " ").capitalize())
        for number, row in enumerate(rows, 2):
            for offset, value in enumerate(row):
                put(self.sheet, number, first + offset, value)
        last = len(rows) + 1
        for offset in range(width):
            letters = column_letters(first + offset)
            suffix = "" if offset == 0 else f"_{offset + 1}"
            self.book.define_name(f"L_{name}{suffix}", f"={HOJA}!${letters}$2:${letters}${last}")
        if width > 1:
            area = f"${column_letters(first)}$2:${column_letters(first + width - 1)}${last}"
            self.book.define_name(f"T_{name}", f"={HOJA}!{area}")
        self.columns += width
        self.nombres.add(name)

    def rule(self, seccion: Seccion, clave: str, codigos: str | None, first: int) -> dict[str, Any] | None:
        """The validation of a column (its first cell is in row `first`), or None when it takes anything."""
        if codigos and clave != "nivel_alineacion" and (seccion.clave, clave) not in DEPENDIENTES:
            return _list(f"=L_{_code(codigos)}")
        if (found := SIMPLES.get((seccion.clave, clave))) and found[0] in self.nombres:
            return _list(f"=L_{found[0]}", strict=found[1])
        if (other := DEPENDIENTES.get((seccion.clave, clave))) and other.nombre in self.nombres:
            wanted = '&"|"&'.join(f"${column_of(seccion, name)}{first}" for name in other.segun)
            group, values = f"L_{other.nombre}", f"L_{other.nombre}_2"
            block = f"=OFFSET(INDEX({values},1),MATCH({wanted},{group},0)-1,0,COUNTIF({group},{wanted}),1)"
            return _list(block, strict=clave == "nivel")
        return None

    def lookup(self, name: str, wanted: str, column: int) -> str | None:
        """The formula that finds in a list what goes with a key."""
        if name not in self.nombres:
            return None
        return f'=IFERROR(VLOOKUP({wanted}&"",T_{name},{column},FALSE),"")'


def _code(name: str) -> str:
    return f"C_{name}".upper()


def _list(source: str, *, strict: bool = True) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "ignore_blank": True,
        "show_error": strict,
        "error_title": _CHOOSE[0],
        "error_message": _CHOOSE[1],
    }


def _levels() -> list[list[str]]:
    instruments, levels = CODIGOS["instrumento"], CODIGOS["nivel_alineacion"]
    return [[instruments[code], levels[level]] for code, found in NIVELES_DE.items() for level in found]


def plan_rows(catalogos: Catalogos) -> list[list[str]]:
    """(instrument|level, key, text) of everything that is catalogued, by instrument and level."""
    instruments, levels = CODIGOS["instrumento"], CODIGOS["nivel_alineacion"]
    rows: list[list[str]] = []
    for level in NIVELES_DE["pmd"]:
        group = f"{instruments['pmd']}|{levels[level]}"
        rows += [[group, k, text] for k, (nivel, _, text) in catalogos.pmd.items() if nivel == PMD_NIVEL[level]]
    rows += [[f"{instruments['ods']}|{levels['objetivo']}", k, text] for k, text in catalogos.ods.items()]
    rows += [[f"{instruments['ods']}|{levels['meta']}", k, text] for k, text in catalogos.ods_metas.items()]
    rows += [[f"{instruments['transversal']}|{levels['enfoque']}", k, ""] for k in sorted(TRANSVERSALES)]
    return rows
