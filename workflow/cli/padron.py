"""Commands about padrones de beneficiarios."""

from __future__ import annotations

import base64
import json
import secrets
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from flask import current_app

from config import Settings
from workflow import textos
from workflow.espanol import Comando, Grupo
from workflow.kernel.refusals import Refused
from workflow.libros.lector import read_isolated
from workflow.padron.catalogos import Catalogos, incluidos
from workflow.padron.cifrado import Llavero, llavero
from workflow.padron.codigos import AVISOS, AVISOS_TODOS, ERRORES, ERRORES_TODOS
from workflow.padron.cruces import entre_archivos
from workflow.padron.privacidad.queries.llaves import llaves_en_uso
from workflow.padron.privacidad.service.bloqueo import compactar
from workflow.padron.privacidad.service.llaves import Recifrado, recifrar_todo
from workflow.padron.reglas import Reglas, reglas_de
from workflow.padron.revision import Revision, revisar
from workflow.padron.service.completar import Completado, completar

MUESTRA = Path(__file__).resolve().parents[1] / "demo" / "fresnillo"
FILAS_A_LA_VISTA = 15

padron = Grupo("padron", help="Padrones de beneficiarios.")

AYUDA = """Dice qué encontraría una importación en uno o más padrones, sin guardar nada.

ARCHIVO es un padrón en xlsx, ods o csv; las columnas se reconocen por sus encabezados. Las reglas de operación de
cada archivo se buscan por su nombre en --reglas; si no están, en un reglas.json junto al archivo, y si no, en las de
la muestra. Con varios archivos dice también qué personas están en más de uno.

Termina con 0 si ninguna fila tiene error y con 1 si alguna lo tiene o un archivo no se pudo leer. La salida para
personas dice números de fila, nunca datos personales; la de --json incluye las CURP que están en dos archivos.
"""


@padron.command("revisar", cls=Comando, help=AYUDA, short_help="Revisa padrones sin guardar nada.")
@click.argument("archivos", nargs=-1, metavar="ARCHIVO...", type=click.Path(path_type=Path))
@click.option("--reglas", "reglas", metavar="REGLAS.json", type=click.Path(path_type=Path),
              help="Reglas de operación por nombre de archivo.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Escribe una sola línea JSON con todo el resultado.")
def revisar_padrones(archivos: tuple[Path, ...], reglas: Path | None, as_json: bool) -> None:
    if not archivos:
        click.echo("Indique al menos un archivo de padrón (xlsx, ods o csv).", err=True)
        sys.exit(1)
    catalogos = incluidos()
    revisiones: dict[str, Revision] = {}
    ilegibles: dict[str, Refused] = {}
    for archivo in archivos:
        nombre = archivo.name if archivo.name not in {**revisiones, **ilegibles} else str(archivo)
        try:
            revisiones[nombre] = _revisar(archivo, reglas, catalogos)
        except Refused as error:
            ilegibles[nombre] = error
    if as_json:
        _en_json(revisiones, ilegibles, catalogos)
    else:
        _para_personas(revisiones, ilegibles, catalogos)
    malas = any(
        revision.problemas or any(fila.con_error for fila in revision.filas) for revision in revisiones.values()
    )
    sys.exit(1 if ilegibles or malas else 0)


class Ilegible(Refused):
    """A file that is not there, or a rules file that is not one; `sentence` says so."""

    def __init__(self, sentence: str) -> None:
        super().__init__("ARCHIVO_ILEGIBLE")
        self.sentence = sentence


def _revisar(archivo: Path, reglas: Path | None, catalogos: Catalogos) -> Revision:
    if not archivo.is_file():
        raise Ilegible("No existe el archivo, o es una carpeta; revise la ruta.")
    aplicables = _reglas_para(archivo, reglas)
    try:
        libro = read_isolated(archivo, "padron")
    except OSError as error:
        raise Ilegible(f"No se puede abrir el archivo ({error.strerror}).") from None
    return revisar(libro, aplicables, catalogos)


def _reglas_para(archivo: Path, reglas: Path | None) -> Reglas:
    for origen in (reglas, archivo.parent / "reglas.json", MUESTRA / "padron" / "reglas.json"):
        if origen is None or (origen != reglas and not origen.is_file()):
            continue
        documento = _leer_reglas(origen)
        if isinstance(documento.get(archivo.name), dict):
            return reglas_de(documento[archivo.name])
    click.echo(f"{archivo.name}: no hay reglas de operación con ese nombre; no se revisan edades ni fechas de "
               "alta. Indíquelas con --reglas.", err=True)  # fmt: skip
    return Reglas()


def _leer_reglas(origen: Path) -> dict[str, Any]:
    try:
        documento = json.loads(origen.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Ilegible(
            f"El archivo de reglas «{origen}» no existe o no es JSON; revise la ruta y el contenido."
        ) from None
    if not isinstance(documento, dict):
        raise Ilegible(f"El archivo de reglas «{origen}» debe tener un objeto por nombre de archivo.")
    return documento


def _oraciones(error: Refused) -> list[str]:
    return [error.sentence] if isinstance(error, Ilegible) else textos.all_of(error.reasons)


def _en_json(revisiones: dict[str, Revision], ilegibles: dict[str, Refused], catalogos: Catalogos) -> None:
    documento: dict[str, Any] = {
        "codigos_error": ERRORES,
        "codigos_aviso": AVISOS,
        "archivos": {nombre: revision.documento() for nombre, revision in revisiones.items()},
        "entre_archivos": entre_archivos(revisiones, catalogos),
    }
    for nombre, error in ilegibles.items():
        documento["archivos"][nombre] = {
            "razones": [
                {"codigo": razon.code, "mensaje": oracion}
                for razon, oracion in zip(error.reasons, _oraciones(error), strict=True)
            ]
        }
    click.echo(json.dumps(documento, ensure_ascii=False, separators=(",", ":")))


def _para_personas(revisiones: dict[str, Revision], ilegibles: dict[str, Refused], catalogos: Catalogos) -> None:
    for nombre, revision in revisiones.items():
        click.echo(f"{nombre}")
        _un_archivo(revision)
        click.echo("")
    for nombre, error in ilegibles.items():
        for oracion in _oraciones(error):
            click.echo(f"{nombre}: {oracion}", err=True)
    for par in entre_archivos(revisiones, catalogos)["pares"]:
        uno, otro = par["archivos"]
        excedido = f"; {len(par['tope_excedido'])} rebasan juntas el tope" if "tope_excedido" in par else ""
        regla = textos.rotulo("regla_compatibilidad", par["regla"])
        click.echo(f"{uno} y {otro} ({regla}): {_personas(par['personas'])} en ambos{excedido}.")


def _un_archivo(revision: Revision) -> None:
    documento = revision.documento()
    origen = f"hoja «{documento['hoja']}»" if "hoja" in documento else f"texto en {documento['codificacion']}"
    click.echo(f"  {origen}, encabezado en la fila {documento['fila_encabezado']}")
    click.echo(
        f"  {_filas(documento['filas_de_datos'])} de datos: {documento['filas_validas']} sin error, "
        f"{documento['filas_con_error']} con error, {documento['filas_con_aviso_sin_error']} con aviso"
    )
    for razon in revision.problemas:
        click.echo(f"  ATENCIÓN: {textos.razon(razon)}")
    for titulo, seccion, oraciones in (
        ("Errores", "errores", ERRORES_TODOS),
        ("Avisos", "avisos", AVISOS_TODOS),
    ):
        if documento[seccion]:
            click.echo(f"  {titulo}:")
        for codigo, hallado in documento[seccion].items():
            click.echo(f"    {codigo} ({hallado['n']}): {oraciones[codigo]}. {_numeros(hallado['filas'])}")
    for par in documento["duplicados_probables"]:
        click.echo(f"  Por revisar, filas {par['filas'][0]} y {par['filas'][1]}: {par['motivo']}.")
    for clase, numeros in documento["filas_ignoradas"].items():
        click.echo(f"  No son datos, {textos.rotulo('fila_ignorada', clase).lower()}. {_numeros(numeros)}")


def _filas(cuantas: int) -> str:
    return "1 fila" if cuantas == 1 else f"{cuantas} filas"


def _personas(cuantas: int) -> str:
    return "1 persona" if cuantas == 1 else f"{cuantas} personas"


def _numeros(filas: Iterable[int]) -> str:
    todas = list(filas)
    vistas = ", ".join(str(numero) for numero in todas[:FILAS_A_LA_VISTA])
    resto = len(todas) - FILAS_A_LA_VISTA
    return f"Filas {vistas}{f' y {resto} más' if resto > 0 else ''}."


@padron.command("llave", cls=Comando, help="Escribe una llave de cifrado nueva, para el principio de PADRON_KEYS.")
def llave() -> None:
    """The first key of PADRON_KEYS encrypts; the ones after it still decrypt what was written before."""
    name = f"k{datetime.now(UTC):%Y%m%d}"
    click.echo(f"{name}:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}")


AYUDA_LLAVES = """Dice qué llaves cifran los datos personales y cuánto guarda cada una.

Con --recifrar pasa todo a la primera de PADRON_KEYS.

Cambiar de llave: genere una con «flask padron llave», póngala al principio de PADRON_KEYS sin quitar la anterior,
reinicie el servicio y los trabajos, y corra «flask padron llaves --recifrar». Cuando la llave anterior no guarde nada,
quítela de PADRON_KEYS. Si se interrumpe, vuelva a correrlo: sigue donde iba. Lo que hizo queda en la bitácora.
"""


@padron.command("llaves", cls=Comando, help=AYUDA_LLAVES, short_help="Llaves de los datos personales, y su cambio.")
@click.option("--recifrar", is_flag=True, help="Pasa todo a la llave en uso, por tandas.")
@click.option("--tanda", type=click.IntRange(1, 10_000), default=500, show_default=True, metavar="FILAS",
              help="Cuántas filas se cambian a la vez.")  # fmt: skip
@click.pass_context
def llaves(contexto: click.Context, recifrar: bool, tanda: int) -> None:
    en_uso = llavero(_settings().padron_keys)
    if recifrar:
        _recifrar(en_uso, tanda)
    click.echo("Llave                 Filas   Archivos   Solicitudes ARCO")
    rows = llaves_en_uso(en_uso.actual, frozenset(en_uso.llaves))
    for row in rows:
        estado = "en uso" if row.actual else ("anterior" if row.conocida else "FALTA en PADRON_KEYS")
        click.echo(f"{row.nombre:<20} {row.filas:>6,} {row.archivos:>10,} {row.solicitudes:>18,}   {estado}")
    vacias = [row.nombre for row in rows if row.conocida and not row.actual and not row.total]
    if vacias:
        click.echo(f"Ya puede quitar de PADRON_KEYS: {', '.join(vacias)}.")
    if any(not row.conocida and row.total for row in rows):
        contexto.exit(1)


def _settings() -> Settings:
    found: Settings = current_app.config["RUTA"]
    return found


def _recifrar(en_uso: Llavero, tanda: int) -> None:
    def avance(hecho: Recifrado) -> None:
        click.echo(f"  {hecho.filas:,} filas y {hecho.archivos:,} archivos con la llave «{en_uso.actual}»")

    try:
        hecho = recifrar_todo(en_uso, ahora=datetime.now(UTC), tanda=tanda, avance=avance)
    except Refused as error:
        for oracion in textos.all_of(error.reasons):
            click.echo(oracion, err=True)
        sys.exit(1)
    if hecho.distintas:
        click.echo(
            f"{_filas(len(hecho.distintas))} no se cambiaron: su índice no corresponde a la CURP que guardan, o sus "
            "columnas ya no se reconocen. No quite la llave anterior y avise a quien da mantenimiento.",
            err=True,
        )


AYUDA_COMPLETAR = """Completa los padrones que se guardaron con una versión anterior del sistema.

A cada fila le pone los datos con que se busca y se cuenta (cifrados), e inscribe a quienes están en los padrones ya
publicados. Córralo una vez después de actualizar; si se interrumpe, vuelva a correrlo: sigue donde iba.
"""


@padron.command("completar", cls=Comando, help=AYUDA_COMPLETAR, short_help="Completa los padrones de antes.")
@click.option("--tanda", type=click.IntRange(1, 10_000), default=500, show_default=True, metavar="FILAS",
              help="Cuántas filas se completan a la vez.")  # fmt: skip
def completar_padrones(tanda: int) -> None:
    def avance(hecho: Completado) -> None:
        click.echo(f"  {hecho.filas:,} filas completadas, {hecho.inscritas:,} inscripciones")

    try:
        hecho = completar(llavero(_settings().padron_keys), ahora=datetime.now(UTC), tanda=tanda, avance=avance)
    except Refused as error:
        for oracion in textos.all_of(error.reasons):
            click.echo(oracion, err=True)
        sys.exit(1)
    if not hecho.filas and not hecho.padrones:
        click.echo("No había nada que completar.")
        return
    click.echo(f"Listo: {_filas(hecho.filas)}, {hecho.inscritas:,} inscripciones en {hecho.padrones:,} padrones.")
    if hecho.ilegibles:
        click.echo(f"Las columnas de {len(hecho.ilegibles)} archivos ya no se reconocen: súbalos otra vez.", err=True)
        sys.exit(1)


AYUDA_COMPACTAR = """Saca de las páginas de la base lo que se suprimió.

Después de una supresión los datos ya no se leen ni salen en un respaldo, pero sus bytes, cifrados, pueden seguir un
tiempo en el disco. Córralo cuando nadie trabaje: ocupa las tablas de los padrones mientras dura.
"""


@padron.command("compactar", cls=Comando, help=AYUDA_COMPACTAR, short_help="Saca del disco lo que se suprimió.")
def compactar_base() -> None:
    compactar()
    click.echo("La base quedó compacta.")
