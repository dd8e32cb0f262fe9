"""Numbers, hours, dates, money, votes and lists in the words in which an acta writes them.

Written by hand because the general libraries get the Spanish of an acta wrong in places (veintiún, ordinals in the
feminine, «de pesos»). All answers are lower case with accents; who prints them decides about capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, time
from itertools import groupby
from typing import Literal

Genero = Literal["m", "f"]
EstiloMil = Literal["un mil", "mil"]
EstiloFechas = Literal["grupos", "grupos_y", "enumeracion"]

MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
DIAS_SEMANA = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")

_HASTA_VEINTINUEVE = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve",
    "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve",
    "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete",
    "veintiocho", "veintinueve",
)  # fmt: skip
_DECENAS = ("", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_CENTENAS = (
    "", "ciento", "doscient", "trescient", "cuatrocient", "quinient", "seiscient", "setecient", "ochocient",
    "novecient",
)  # fmt: skip
_MILLON = 1_000_000
CARDINAL_LIMITE = 10**18
"""First whole number that cardinal() does not write."""

_ORDINAL_UNIDADES = (
    "", "primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "séptima", "octava", "novena",
)  # fmt: skip
_ORDINAL_DECENAS = (
    "", "décima", "vigésima", "trigésima", "cuadragésima", "quincuagésima", "sexagésima", "septuagésima",
    "octogésima", "nonagésima",
)  # fmt: skip
ORDINAL_MAXIMO = 199


def cardinal(numero: int, genero: Genero = "m", *, apocope: bool = False) -> str:
    """A whole number from 0 in words: cardinal(21) «veintiuno», with apocope «veintiún», feminine «veintiuna».

    `apocope` is the short form before a masculine noun (veintiún votos, ciento un pesos); the feminine has none.
    Thousands agree with the noun (doscientas mil personas), millions are always masculine (doscientos millones).
    ValueError if it is negative or CARDINAL_LIMITE or more.
    """
    if numero < 0 or numero >= CARDINAL_LIMITE:
        raise ValueError(f"cardinal() writes numbers from 0 to {CARDINAL_LIMITE - 1}")
    if numero == 0:
        return _HASTA_VEINTINUEVE[0]
    billones, resto = divmod(numero, _MILLON * _MILLON)
    millones, unidades = divmod(resto, _MILLON)
    partes = []
    if billones:
        partes.append("un billón" if billones == 1 else _below_million(billones, "m", apocope=True) + " billones")
    if millones:
        partes.append("un millón" if millones == 1 else _below_million(millones, "m", apocope=True) + " millones")
    if unidades:
        partes.append(_below_million(unidades, genero, apocope=apocope))
    return " ".join(partes)


def _below_million(numero: int, genero: Genero, *, apocope: bool) -> str:
    miles, unidades = divmod(numero, 1000)
    partes = []
    if miles == 1:
        partes.append("mil")
    elif miles:
        partes.append(_below_thousand(miles, genero, apocope=True) + " mil")
    if unidades:
        partes.append(_below_thousand(unidades, genero, apocope=apocope))
    return " ".join(partes)


def _below_thousand(numero: int, genero: Genero, *, apocope: bool) -> str:
    if numero == 100:
        return "cien"
    centenas, resto = divmod(numero, 100)
    partes = []
    if centenas:
        partes.append(_CENTENAS[centenas] + ("" if centenas == 1 else "as" if genero == "f" else "os"))
    if resto:
        partes.append(_below_hundred(resto, genero, apocope=apocope))
    return " ".join(partes)


def _below_hundred(numero: int, genero: Genero, *, apocope: bool) -> str:
    if numero >= 30:
        decenas, unidades = divmod(numero, 10)
        if not unidades:
            return _DECENAS[decenas]
        return f"{_DECENAS[decenas]} y {_below_hundred(unidades, genero, apocope=apocope)}"
    if numero in (1, 21) and genero == "f":
        return "una" if numero == 1 else "veintiuna"
    if numero in (1, 21) and apocope:
        return "un" if numero == 1 else "veintiún"
    return _HASTA_VEINTINUEVE[numero]


def ordinal(numero: int, genero: Genero = "f") -> str:
    """1 to 199 as an ordinal in separate words: «décima séptima» (sesión), masculine «décimo séptimo» (punto).

    ValueError outside 1-199.
    """
    if not 1 <= numero <= ORDINAL_MAXIMO:
        raise ValueError(f"ordinal() writes numbers from 1 to {ORDINAL_MAXIMO}")
    centena, resto = divmod(numero, 100)
    decenas, unidades = divmod(resto, 10)
    partes = ["centésima" if centena else "", _ORDINAL_DECENAS[decenas], _ORDINAL_UNIDADES[unidades]]
    palabras = [parte for parte in partes if parte]
    if genero == "m":
        palabras = [palabra[:-1] + "o" for palabra in palabras]
    return " ".join(palabras)


def hora(momento: time) -> str:
    """«las diez horas con cinco minutos»; seconds are not written. 01:00 is «la una hora», 00:00 «las cero horas»."""
    if momento.hour == 1:
        texto = "la una hora"
    else:
        texto = f"las {cardinal(momento.hour, 'f')} horas"
    if momento.minute:
        minutos = "minuto" if momento.minute == 1 else "minutos"
        texto += f" con {cardinal(momento.minute, apocope=True)} {minutos}"
    return texto


def fecha(dia: date) -> str:
    """«treinta y uno de enero de dos mil veintiséis»; the first of the month is «primero»."""
    numero = "primero" if dia.day == 1 else cardinal(dia.day)
    return f"{numero} de {MESES[dia.month - 1]} de {cardinal(dia.year)}"


def fecha_breve(dia: date) -> str:
    """«31 de enero de 2026», for pages and headings where the words would be too long."""
    return f"{dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def dinero(centavos: int, estilo_mil: EstiloMil = "un mil") -> str:
    """Integer centavos as «ciento un mil trescientos cincuenta pesos 75/100 M.N.».

    Exact millions take «de pesos». `estilo_mil` decides how 1,000 to 1,999 pesos begin; after millions it is
    always «mil». ValueError if negative.
    """
    if centavos < 0:
        raise ValueError("dinero() does not write negative amounts")
    pesos, fraccion = divmod(centavos, 100)
    palabras = cardinal(pesos, apocope=True)
    if estilo_mil == "un mil" and 1000 <= pesos < 2000:
        palabras = "un " + palabras
    if pesos == 1:
        moneda = "peso"
    elif pesos and pesos % _MILLON == 0:
        moneda = "de pesos"
    else:
        moneda = "pesos"
    return f"{palabras} {moneda} {fraccion:02d}/100 M.N."


def votos(numero: int) -> str:
    return "un voto" if numero == 1 else f"{cardinal(numero, apocope=True)} votos"


def abstenciones(numero: int) -> str:
    return "una abstención" if numero == 1 else f"{cardinal(numero, 'f')} abstenciones"


def votacion(a_favor: int, en_contra: int, abstencion: int) -> str:
    """«con trece votos a favor, dos en contra y una abstención». Zeros are written: nobody has to guess them."""
    return f"con {votos(a_favor)} a favor, {cardinal(en_contra)} en contra y {abstenciones(abstencion)}"


def enumerar(elementos: Sequence[str]) -> str:
    """Commas and a final «y» between things that are not names («02, 09 y 21»). Empty gives an empty text."""
    if len(elementos) < 2:
        return "".join(elementos)
    return f"{', '.join(elementos[:-1])} y {elementos[-1]}"


def lista_nombres(nombres: Sequence[str]) -> str:
    """Names joined with commas and «y», which is «e» before the sound i: «Juventud e Igualdad de Género»."""
    if len(nombres) < 2:
        return "".join(nombres)
    nexo = "e" if begins_with_i(nombres[-1]) else "y"
    return f"{', '.join(nombres[:-1])} {nexo} {nombres[-1]}"


_SONIDO_I = re.compile(r"i|hi(?![ea])|y(?![aeiou])(?=[a-z])")


def begins_with_i(palabra: str) -> bool:
    """Whether it begins with the vowel sound i (Igualdad, Hidráulica, Ysla), which Hierro, Hiato and Yuca do not.

    Real Academia Española, Diccionario panhispánico de dudas, «y».
    """
    plano = "".join(c for c in unicodedata.normalize("NFD", palabra.lower()) if not unicodedata.combining(c))
    inicio = re.search(r"[^\W_]", plano)
    return bool(inicio and _SONIDO_I.match(plano, inicio.start()))


def lista_fechas(fechas: Iterable[date], estilo: EstiloFechas = "grupos") -> str:
    """Dates sorted and without repeats, days in two digits; the year only when they span more than one.

    grupos «04 y 23 de febrero; 11 y 25 de marzo» · grupos_y, the last group after « y » · enumeracion
    «21 de enero, 17 de febrero y 18 de marzo». No dates give an empty text.
    """
    dias = sorted(set(fechas))
    con_anio = len({dia.year for dia in dias}) > 1
    if estilo == "enumeracion":
        return enumerar([_dias_de_mes([dia], con_anio) for dia in dias])
    meses = groupby(dias, key=lambda dia: (dia.year, dia.month))
    grupos = [_dias_de_mes(list(del_mes), con_anio) for _, del_mes in meses]
    if estilo == "grupos_y" and len(grupos) > 1:
        return f"{'; '.join(grupos[:-1])} y {grupos[-1]}"
    return "; ".join(grupos)


def _dias_de_mes(dias: Sequence[date], con_anio: bool) -> str:
    texto = f"{enumerar([f'{dia.day:02d}' for dia in dias])} de {MESES[dias[0].month - 1]}"
    return f"{texto} de {dias[0].year}" if con_anio else texto
