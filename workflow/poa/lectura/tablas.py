"""The sheets that are tables: header, rows of data, and the rows that are not data."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from workflow.libros.guard import column_letters
from workflow.poa.campos import keys, of_field
from workflow.poa.contenido import Fila, empty_row, from_dict, put
from workflow.poa.esquema import Campo, Seccion
from workflow.poa.hallazgos import AVISO, ERROR
from workflow.poa.lectura import notas
from workflow.poa.lectura.celdas import Lector
from workflow.poa.lectura.hoja import (
    FILA_DE_ENCABEZADO,
    Encabezado,
    Hoja,
    find_header,
    is_header_row,
    reference,
    total_cell,
)
from workflow.poa.lectura.registro import Registro
from workflow.poa.numeros import centavos_of, decimal_text, in_words, json_number, pesos, plain
from workflow.poa.reglas.actividades import expected_total

MAX_FILAS = 1_000
_THINGS = {"actividades": ("actividad", "actividades"), "presupuesto": ("línea de presupuesto", "líneas"),
           "mir": ("indicador", "filas"), "alineacion": ("línea de alineación", "filas"),
           "fichas": ("ficha", "fichas"), "variables": ("variable", "variables")}  # fmt: skip


def read_table(hoja: Hoja, seccion: Seccion, registro: Registro) -> list[Fila] | None:
    """The rows of a section; None when its header is not there."""
    header = find_header(hoja, seccion)
    if header is None:
        registro.add(hoja.nombre, None, "ENCABEZADO_NO_RECONOCIDO", hoja=hoja.nombre)
        registro.sin_hoja.add(seccion.clave)
        return None
    registro.celdas[seccion.clave] = (hoja.nombre, reference(header.ultima, 1), None)
    table = _Tabla(hoja, seccion, header, registro)
    rows = table.read()
    table.say_header(len(rows))
    return rows


class _Tabla:
    def __init__(self, hoja: Hoja, seccion: Seccion, header: Encabezado, registro: Registro) -> None:
        self.hoja, self.seccion, self.header, self.registro = hoja, seccion, header, registro
        self.reader = Lector(hoja, registro)
        self.columns = {campo.titulo: header.columnas.get(plain(campo.titulo)) for campo in seccion.campos}
        self.total_at: int | None = None

    def read(self) -> list[Fila]:
        notas.fill_merged(self.hoja, self.header, self.registro)
        numbers = self._data_rows()
        notas.say(self.hoja, self.seccion, self.header, numbers, self.registro)
        keyed = keys(self.seccion.clave, [self._keys_of(number) for number in numbers])
        rows = [self._row(number, key) for number, key in zip(numbers, keyed, strict=True)]
        if self.seccion.clave == "presupuesto":
            self._total_row(rows)
        return rows

    def say_header(self, count: int) -> None:
        header, name = self.header, self.hoja.nombre
        if header.primera != header.ultima:
            area = f"A{header.primera}:{column_letters(header.ancho)}{header.ultima}"
            months = f"; los meses están en la fila {header.ultima}" if "meses" in self._keys_in_last() else ""
            self.registro.add(
                name,
                area,
                "ENCABEZADO_COMBINADO",
                AVISO,
                "dos líneas con celdas combinadas",
                primera=header.primera,
                segunda=header.ultima,
                meses=months,
                importa=self._imported(count),
            )
        if header.primera != FILA_DE_ENCABEZADO:
            self.registro.add(
                name,
                reference(header.primera, 1),
                "ENCABEZADO_DESPLAZADO",
                AVISO,
                header.primera,
                4,
                fila=header.primera,
            )
        for campo in self.seccion.campos:
            if self.columns[campo.titulo] is None and not campo.adicional:
                area = reference(header.ultima, 1)
                severity = ERROR if campo.obligatorio else AVISO
                self.registro.add(name, area, "COLUMNA_FALTANTE", severity, None, campo.titulo, columna=campo.titulo)
        for title, column in header.repetidas:
            self.registro.add(name, reference(header.ultima, column), "COLUMNA_REPETIDA", ERROR, columna=title)

    def _keys_in_last(self) -> set[str]:
        """Which fields have their title in the last row of the header."""
        last = {plain(self.hoja.text(self.header.ultima, column)) for column in range(1, self.header.ancho + 1)}
        return {campo.clave for campo in self.seccion.campos if plain(campo.titulo) in last}

    def _imported(self, count: int) -> str:
        word = _THINGS[self.seccion.clave][1]
        if count == 1:
            return f"Se importa una de las {word}."
        return f"Las {in_words(count)} {word} se importan."

    # --- Which rows are data

    def _data_rows(self) -> list[int]:
        found: list[int] = []
        blanks: list[int] = []
        for number in range(self.header.ultima + 1, self.hoja.ultima + 1):
            if self.hoja.blank(number):
                if not self.hoja.prepared(number):
                    blanks.append(number)
                continue
            if self._nothing_but_zeros(number):
                continue
            if blanks:
                self._say_blanks(blanks[0], blanks[-1])
                blanks = []
            if self._is_data(number):
                found.append(number)
            if len(found) > MAX_FILAS:
                where = reference(number, 1)
                self.registro.add(self.hoja.nombre, where, "HOJA_CON_DEMASIADAS_FILAS", ERROR, esperado=MAX_FILAS)
                return found[:-1]
        return found

    def _nothing_but_zeros(self, number: int) -> bool:
        """A row ready to be filled in of a workbook that keeps no formulas (.ods): only its totals, at zero."""
        computed = {self.columns.get("Total"), self.columns.get("Total anual")}
        titles = {
            column: plain(self.hoja.text(self.header.ultima, column)) for column in range(1, self.header.ancho + 1)
        }
        filled = [(n, value) for n, value in enumerate(self.hoja.filas[number], 1) if value not in (None, "")]
        return all(value == 0 and (n in computed or titles.get(n) in notas.CALCULADAS) for n, value in filled)

    def _say_blanks(self, first: int, last: int) -> None:
        area = f"A{first}:{column_letters(self.header.ancho)}{last}"
        count = last - first + 1
        text = "Una fila vacía" if count == 1 else f"{in_words(count).capitalize()} filas vacías"
        self.registro.add(self.hoja.nombre, area, "FILAS_VACIAS_INTERMEDIAS", AVISO, cuantas=text)

    def _is_data(self, number: int) -> bool:
        name = self.hoja.nombre
        if is_header_row(self.hoja, number, self.header):
            self.registro.add(name, reference(number, 1), "ENCABEZADO_REPETIDO", AVISO)
            return False
        labels = min(6, self.header.ancho) if self.seccion.clave == "actividades" else min(3, self.header.ancho)
        column = total_cell(self.hoja, number, labels)
        if column is not None and not self._has_key(number, column):
            self._say_total(number, column)
            return False
        filled = [value for value in self.hoja.filas[number] if value is not None and str(value).strip()]
        if len(filled) == 1 and isinstance(filled[0], str) and not self._has_key(number, 0):
            place = self.hoja.filas[number].index(filled[0]) + 1
            self.registro.add(name, reference(number, place), "FILA_DE_TEXTO_IGNORADA", AVISO, filled[0])
            return False
        if self.total_at is not None:
            self.registro.add(name, reference(number, 1), "FILA_DESPUES_DEL_TOTAL", AVISO)
        return True

    def _has_key(self, number: int, total_column: int) -> bool:
        name = {"alineacion": "clave", "presupuesto": "partida"}.get(self.seccion.clave, "clave")
        column = self.columns[self.seccion.campo(name).titulo]
        return column is not None and column != total_column and bool(self.hoja.text(number, column))

    def _say_total(self, number: int, column: int) -> None:
        label = self.hoja.text(number, column)
        if self.seccion.clave == "presupuesto" and plain(label).rstrip(":.") == "total" and self.total_at is None:
            self.total_at = number
            return
        why = "suma unidades distintas" if self.seccion.clave == "actividades" else "no es parte de la tabla"
        what = f"una {_THINGS[self.seccion.clave][0]}" if self.seccion.clave != "mir" else "un indicador"
        self.registro.add(
            self.hoja.nombre, reference(number, column), "FILA_TOTAL_IGNORADA", AVISO, label, porque=why, que=what
        )

    # --- One row

    def _keys_of(self, number: int) -> Fila:
        """The raw values that make the key of a row, read silently."""
        quiet = Lector(self.hoja, Registro(self.registro.archivo))
        found: Fila = {}
        for name in self.seccion.llave:
            campo = self.seccion.campo(name)
            column = self.columns[campo.titulo]
            found[name] = quiet.read(number, column, campo, name) if column else None
        return found

    def _row(self, number: int, key: str) -> Fila:
        row = empty_row(self.seccion)
        for campo in self.seccion.campos:
            column = self.columns[campo.titulo]
            if column is None:
                self.registro.malos.add(of_field(self.seccion, key, campo))
                continue
            where = of_field(self.seccion, key, campo)
            value = self.reader.read(number, column, campo, where, recompute=campo.clave == "total")
            put(row, campo, value)
        if "total" in row:
            self._recompute_total(number, key, row)
        return row

    def _recompute_total(self, number: int, key: str, row: Fila) -> None:
        campo = self.seccion.campo("total")
        column = self.columns[campo.titulo]
        formula = self._unsaved_formula(number, column)
        if column is None or formula is None:
            return
        total = self._total_of(row) if self.seccion.clave != "presupuesto" else _sum(row)
        if total is None:  # a month or the type of goal is missing, and that is told at its cell
            self.registro.malos.add(of_field(self.seccion, key, campo))
            return
        self.reader.recomputed(number, column, formula, total, " con los meses")
        row["total"] = centavos_of(total) if self.seccion.clave == "presupuesto" else decimal_text(total)

    def _unsaved_formula(self, number: int, column: int | None) -> str | None:
        raw = self.hoja.raw(number, column) if column else None
        if isinstance(raw, dict) and "formula" in raw and raw["valor"] is None:
            return str(raw["formula"])
        return None

    def _total_of(self, row: Fila) -> Decimal | None:
        return expected_total(from_dict({"actividades": [row]}).actividades[0])

    # --- The last row of Presupuesto

    def _total_row(self, rows: list[Fila]) -> None:
        if self.total_at is None:
            if rows:
                self.registro.add(self.hoja.nombre, reference(self.hoja.ultima, 1), "FILA_TOTAL_FALTANTE", ERROR)
            return
        for campo in self.seccion.campos:
            column = self.columns[campo.titulo]
            if campo.tipo == "dinero" and column is not None:
                self._check_sum(campo, column, rows)

    def _check_sum(self, campo: Campo, column: int, rows: list[Fila]) -> None:
        number = self.total_at or 0
        pick: Callable[[Fila], Any] = (
            (lambda row: row["meses"][(campo.mes or 1) - 1]) if campo.mes else (lambda row: row["total"])
        )
        right = pesos(sum(pick(row) or 0 for row in rows))
        formula = self._unsaved_formula(number, column)
        if formula is not None:
            self.reader.recomputed(number, column, formula, right, " con las líneas")
            return
        value = self.reader.read(number, column, campo, f"total.{campo.clave}.{campo.mes or 0}")
        place = reference(number, column)
        if value is None:
            if f"total.{campo.clave}.{campo.mes or 0}" not in self.registro.malos:
                self.registro.add(
                    self.hoja.nombre,
                    place,
                    "CAMPO_OBLIGATORIO_VACIO",
                    ERROR,
                    None,
                    json_number(right),
                    columna=campo.titulo,
                )
        elif pesos(value) != right:
            self.registro.add(
                self.hoja.nombre, place, "TOTAL_DISTINTO", ERROR, json_number(pesos(value)), json_number(right)
            )


def _sum(row: Fila) -> Decimal | None:
    return None if None in row["meses"] else pesos(sum(row["meses"]))
