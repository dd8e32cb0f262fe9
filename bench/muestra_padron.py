"""A padrón of any length, all invented: municipal becas in the PUB layout (72 columns), with the dirt of a real one.

    .venv/bin/python -m bench.muestra_padron 100000 /tmp/becas.xlsx

The same length and seed give the same rows. Returns what was put wrong, so that an import can be checked against it.
Position 17 of every key is 7, 8, 9, X, Y or Z, which practically nobody alive has.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from workflow.kernel.curp import digito_verificador, edad_cumplida, letras_del_nombre


def _palabras(escritas: str) -> list[str]:
    return escritas.split()


PUB = _palabras("""ID_HOGAR ID_CUIS_PS ID_CUIS_SEDESOL FH_LEVANTAMIENTO ID_PERSONA NB_PRIMER_AP NB_SEGUNDO_AP NB_NOMBRE
FH_NACIMIENTO CD_SEXO CD_EDO_NAC NB_CURP IN_HUELLA IN_IRIS CD_EDO_CIVIL CD_DEPENDENCIA CD_INSTITUCION CD_PADRON
CD_INTRAPROGRAMA NB_SUBPROGRAMA FH_ALTA CD_ESTATUS_BEN CD_ESTATUS_HOG CD_ENT_PAGO CD_MUN_PAGO CD_LOC_PAGO
NB_PERIODO_CORRES CD_TP_BENEFICIO CD_TP_EXPEDICION IN_TITULAR CD_PARENTESCO CD_TP_BEN_DET NU_BENEFICIOS CD_BENEFICIO
NU_IMP_MONETARIO NU_MES_PAGO CD_MET_PAGO ID_AGRUPADOR IN_CORRESP TIPOVIAL NOMVIAL CARRETERA CAMINO NUMEXTNUM1
NUMEXTNUM2 NUMEXTALF1 NUMEXTANT NUMINTNUM NUMINTALF TIPOASEN NOMASEN CP NOM_LOC CVE_LOC NOM_MUN CVE_MUN NOM_ENT
CVE_ENT TIPOREF1 NOMREF1 TIPOREF2 NOMREF2 TIPOREF3 NOMREF3 DESCRUBIC AGEB CLAVE_MZNA LONGITUD LATITUD CURP_TUTOR
NB_TUTOR MOTIVO_SIN_CURP""")
_MUJERES = _palabras("""ADRIANA ALMA BEATRIZ CARMEN CLAUDIA DIANA ELENA ESPERANZA EVA FABIOLA GABRIELA GLORIA IRENE
ISABEL JUANA KARLA LAURA LETICIA LUZ MARGARITA MARTHA MONICA NORMA OFELIA PATRICIA ROCIO ROSA SANDRA SILVIA TERESA
VERONICA XIMENA""")
_HOMBRES = _palabras("""ABEL ADRIAN ALBERTO ANGEL ANTONIO BENJAMIN CARLOS CESAR DANIEL DAVID EDGAR ENRIQUE
ERNESTO FELIPE
FERNANDO GERARDO GUSTAVO HECTOR IGNACIO JAIME JAVIER JOEL JUAN JULIO LUIS MANUEL MARIO MIGUEL OSCAR PEDRO RAUL TOMAS""")
_APELLIDOS = _palabras("""ACUÑA AGUILAR AVILA BAÑUELOS BARRIOS CABRAL CALDERA CARRILLO CASTAÑEDA CASTRO CHAVEZ CORTES
DELGADO DIAZ DUEÑAS ESPARZA ESTRADA FLORES GARCIA GOMEZ GONZALEZ GUERRERO HERNANDEZ HERRERA IBARRA JIMENEZ LARA LOPEZ
LUNA MACIAS MARTINEZ MEDINA MENDEZ MORALES MUÑOZ NAVA NUÑEZ ORTIZ PADILLA PEÑA PEREZ RAMIREZ RAMOS REYES RIOS ROBLES
RODRIGUEZ ROMERO RUIZ SALAS SANCHEZ SOTO TORRES TREVIÑO URIBE VARGAS VAZQUEZ VEGA VELA ZAMORA ZUÑIGA""")
_CALLES = ["HIDALGO", "REFORMA", "MINA PROAÑO", "LIBERTAD", "ALLENDE", "MORELOS", "GARCIA SALINAS", "DEL ENCINO"]
_COLONIAS = ["CENTRO", "MINERA", "INDUSTRIAL", "ESPARZA", "EMILIANO ZAPATA", "OBRERA", "AZTECA", "VERGEL"]
_BECAS = ((12, "BEC-PRI", "BECA PRIMARIA", 1200), (15, "BEC-SEC", "BECA SECUNDARIA", 1500),
          (18, "BEC-MED", "BECA MEDIA SUPERIOR", 1800), (99, "BEC-SUP", "BECA SUPERIOR", 2400))  # fmt: skip
PRIMER_DIA = date(2026, 2, 2)
REGLAS: dict[str, Any] = {
    "nombre": "Reglas de operación de becas municipales", "vigencia_reglas": "2026-01-26", "edad_min": 6,
    "edad_max": 22, "edad_en": "FH_ALTA", "pide_tutor": True, "clave": "CURP + NB_PERIODO_CORRES", "formato":
"PUB Personas",
}  # fmt: skip
Fila = dict[str, Any]


def curp(nombre: str, primero: str, segundo: str, nacida: date, sexo: str, marca: str) -> str:
    prefijo, consonantes = letras_del_nombre(nombre, primero, segundo)
    cuerpo = f"{prefijo}{nacida:%y%m%d}{sexo}ZS{consonantes}{marca}"
    return cuerpo + digito_verificador(cuerpo)


class Muestra:
    """Rows one by one. `puesto`: how many rows were given each code on purpose, and pairs `probables`."""

    def __init__(self, filas: int, semilla: int = 2026) -> None:
        self.total, self.azar = filas, Random(semilla)
        self.puesto: Counter[str] = Counter()
        self._claves: set[str] = set()
        self._repetir: list[Fila] = []

    def _persona(self, menor: int, mayor: int) -> tuple[str, str, str, date, str, str]:
        azar = self.azar
        while True:
            sexo = azar.choice("HM")
            nombres = _MUJERES if sexo == "M" else _HOMBRES
            nombre = " ".join(azar.sample(nombres, 2) if azar.random() < 0.8 else [azar.choice(nombres)])
            primero, segundo = azar.choice(_APELLIDOS), azar.choice(_APELLIDOS)
            nacida = PRIMER_DIA - timedelta(days=azar.randint(menor * 366, mayor * 365))
            clave = curp(nombre, primero, segundo, nacida, sexo, azar.choice("789" if nacida.year < 2000 else "XYZ"))
            if clave[:16] not in self._claves:
                self._claves.add(clave[:16])
                return nombre, primero, segundo, nacida, sexo, clave

    def _fila(self, numero: int) -> Fila:
        azar, dia = self.azar, PRIMER_DIA + timedelta(days=self.azar.randint(0, 40))
        nombre, primero, segundo, nacida, sexo, clave = self._persona(7, 21)
        edad = edad_cumplida(nacida, dia)
        _, codigo, subprograma, monto = next(beca for beca in _BECAS if edad < beca[0])
        casa, colonia = str(azar.randint(100, 999)), azar.choice(_COLONIAS)
        fila: Fila = {
            "ID_HOGAR": f"H{numero:07d}", "FH_LEVANTAMIENTO": dia - timedelta(days=9), "ID_PERSONA": f"P{numero:06d}",
            "NB_PRIMER_AP": primero, "NB_SEGUNDO_AP": segundo, "NB_NOMBRE": nombre, "FH_NACIMIENTO": nacida,
            "CD_SEXO": sexo, "CD_EDO_NAC": "32", "NB_CURP": clave, "IN_HUELLA": 0, "IN_IRIS": 0, "CD_EDO_CIVIL": "1",
            "CD_DEPENDENCIA": "UR-039", "CD_INSTITUCION": "UR-043", "CD_PADRON": "PP25", "NB_SUBPROGRAMA": subprograma,
            "FH_ALTA": dia, "CD_ESTATUS_BEN": "1", "CD_ENT_PAGO": "32", "CD_MUN_PAGO": "010", "CD_LOC_PAGO": "0001",
            "NB_PERIODO_CORRES": "2026-T1", "CD_TP_BENEFICIO": "1", "CD_TP_EXPEDICION": "1",
            "IN_TITULAR": int(edad >= 18), "CD_PARENTESCO": "1" if edad >= 18 else "3", "NU_BENEFICIOS": 1,
            "CD_BENEFICIO": codigo, "NU_IMP_MONETARIO": monto, "NU_MES_PAGO": 3, "CD_MET_PAGO": "2", "IN_CORRESP": 0,
            "TIPOVIAL": "CALLE", "NOMVIAL": azar.choice(_CALLES), "NUMEXTNUM1": casa, "TIPOASEN": "COLONIA",
            "NOMASEN": colonia, "CP": f"990{azar.randint(0, 99):02d}", "NOM_LOC": "FRESNILLO DE GONZALEZ ECHEVERRIA",
            "CVE_LOC": "0001", "NOM_MUN": "FRESNILLO", "CVE_MUN": "010", "NOM_ENT": "ZACATECAS", "CVE_ENT": "32",
        }  # fmt: skip
        if edad < 18:
            tutor = self._persona(30, 60)
            fila |= {"CURP_TUTOR": tutor[5], "NB_TUTOR": " ".join(tutor[:3])}
        return fila

    def _ensuciar(self, fila: Fila, suerte: float) -> None:
        """One fault, of the kinds and shares of the sample of Fresnillo."""
        clave = str(fila["NB_CURP"])
        if suerte < 0.007:
            fila["NB_CURP"] = clave[:17] + str((int(clave[17]) + 1) % 10)
            self.puesto["CURP_DIGITO"] += 1
        elif suerte < 0.013:
            fila["NB_CURP"] = clave[:17]
            self.puesto["CURP_FORMATO"] += 1
        elif suerte < 0.016:
            fila["NB_CURP"] = None
            self.puesto["CURP_FALTANTE"] += 1
        elif suerte < 0.018:
            fila["NB_NOMBRE"] = None
            self.puesto["NOMBRE_FALTANTE"] += 1
        elif suerte < 0.020:
            fila["NU_IMP_MONETARIO"] = "mil doscientos"
            self.puesto["MONTO_INVALIDO"] += 1
        elif suerte < 0.030:
            fila["NB_CURP"] = clave.lower() + "\u00a0"
            self.puesto["CURP_NORMALIZADA"] += 1
        elif suerte < 0.080:
            fila |= {"NUMEXTNUM1": None, "NUMEXTALF1": "SIN NUMERO"}
            self.puesto["DOMICILIO_COMODIN"] += 1
        elif suerte < 0.092:
            fila |= {"CVE_MUN": 10, "CVE_LOC": 1}
            self.puesto["CLAVE_SIN_CEROS"] += 1
        elif suerte < 0.102:
            self._repetir.append(fila)

    def filas(self) -> Iterator[list[Any]]:
        """Cells in the order of `PUB`; one in a hundred comes again further down, and one in five hundred is a
        homonym."""
        for numero in range(1, self.total + 1):
            fila = self._repetida() if numero % 100 == 0 and self._repetir else None
            if fila is None:
                fila = self._fila(numero)
                self._ensuciar(fila, self.azar.random())
            yield [fila.get(columna) for columna in PUB]

    def _repetida(self) -> Fila:
        fila = dict(self._repetir.pop())
        if len(self._repetir) % 5:
            self.puesto["DUPLICADO_EN_PADRON"] += 1
        else:  # the same name and birth date with another differentiator: a person decides
            otra = curp(fila["NB_NOMBRE"], fila["NB_PRIMER_AP"], fila["NB_SEGUNDO_AP"], fila["FH_NACIMIENTO"],
                        fila["CD_SEXO"], "7" if fila["FH_NACIMIENTO"].year < 2000 else "W")  # fmt: skip
            fila["NB_CURP"] = otra
            self.puesto["probables"] += 1
        return fila


def escribir(path: Path, filas: int, semilla: int = 2026) -> Counter[str]:
    """The workbook, row by row as programs of offices write it; returns what was put wrong."""
    import xlsxwriter

    muestra = Muestra(filas, semilla)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet, fecha = book.add_worksheet("Personas"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, PUB)
    for numero, celdas in enumerate(muestra.filas(), 1):
        for lugar, celda in enumerate(celdas):
            if isinstance(celda, date):
                sheet.write_datetime(numero, lugar, celda, fecha)  # type: ignore[arg-type]
            elif celda is not None:
                sheet.write(numero, lugar, celda) if isinstance(celda, int) else sheet.write_string(
                    numero, lugar, celda
                )
    book.close()
    return muestra.puesto


if __name__ == "__main__":
    print(dict(escribir(Path(sys.argv[2]), int(sys.argv[1]))))
