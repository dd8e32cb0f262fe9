"""The page where a person says what each column of a free layout is, and sees ten rows read so before applying it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.expedientes.queries import Ficha
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.padron import mascara, queries, service
from workflow.padron.catalogos import incluidos
from workflow.padron.encabezados import ESTRUCTURAS, Columnas, columnas_de, titulos_de
from workflow.padron.limpieza import texto, vacia
from workflow.padron.mapeo import Propuesta, estructura_probable, fila_probable, proponer, reparos
from workflow.padron.queries import CargaVista
from workflow.padron.recordadas import columnas_dichas
from workflow.padron.registro import Lector
from workflow.padron.roles import NOMBRES, OBLIGATORIOS
from workflow.textos import rotulo
from workflow.web import flashes, guard
from workflow.web.filters import dinero, fecha
from workflow.web.numeros import numero
from workflow.web.padron.comun import CAPTURAN, bp, en_captura, llaves

DIEZ = 10


@dataclass(frozen=True)
class Eleccion:
    """Where the titles are and of what the padrón is; `roles`: the column chosen for each thing."""

    hojas: list[str]
    hoja: str
    filas: list[tuple[int, list[Any]]]
    fila: int
    estructura: str
    titulos: tuple[str, ...]
    debajo: list[tuple[int, list[Any]]]
    propuestas: dict[str, Propuesta]
    roles: dict[str, int]

    @property
    def columnas(self) -> Columnas:
        celdas = next(cs for n, cs in self.filas if n == self.fila)
        return columnas_dichas(celdas, self.fila, self.estructura, self.roles)


@bp.get("/cargas/<int:carga_id>/columnas")
@guard.roles(*CAPTURAN)
def columnas(expediente_id: int, carga_id: int) -> Any:
    ficha = en_captura(expediente_id)
    carga = queries.carga(carga_id, expediente_id)
    try:
        hojas = queries.muestra(carga_id, expediente_id, llaves())
    except NotFound:
        raise
    except Refused as refusal:
        return _pagina(ficha, carga, None, refusal.reasons), refusal.status
    return _pagina(ficha, carga, _elegida(hojas, carga, request.args, None), ())


@bp.post("/cargas/<int:carga_id>/columnas")
@guard.roles(*CAPTURAN)
def decir_columnas(expediente_id: int, carga_id: int) -> Any:
    """See ten rows read so, or apply it: the file is read again with these columns."""
    ficha = en_captura(expediente_id)
    carga = queries.carga(carga_id, expediente_id)
    eleccion = None
    try:
        hojas = queries.muestra(carga_id, expediente_id, llaves())
        eleccion = _elegida(hojas, carga, request.form, _escritos())
        if eleccion is None:
            raise Invalid("COLUMNAS_SIN_FILA")
        if request.form.get("accion") != "aplicar":
            return _pagina(ficha, carga, eleccion, ())
        nueva = service.decir_columnas(
            carga_id,
            hoja=eleccion.hoja,
            fila=eleccion.fila,
            estructura=eleccion.estructura,
            roles=eleccion.roles,
            llavero=llaves(),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _pagina(ficha, carga, eleccion, refusal.reasons), refusal.status
    flashes.done("Se leerá con esas columnas, y los próximos archivos con los mismos títulos también.")
    return redirect(url_for(".revisar", expediente_id=expediente_id, carga_id=nueva))


@bp.post("/cargas/<int:carga_id>/columnas/olvidar")
@guard.roles(*CAPTURAN)
def olvidar_columnas(expediente_id: int, carga_id: int) -> Any:
    """What was said of these titles is not used any more."""
    ficha = en_captura(expediente_id)
    carga = queries.carga(carga_id, expediente_id)
    try:
        nueva = service.olvidar_columnas(
            carga_id, actor=guard.actor(), ahora=guard.now(), llave=request.form.get("llave")
        )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _pagina(ficha, carga, None, refusal.reasons), refusal.status
    flashes.done("Se olvidó lo dicho de esas columnas. El archivo se lee otra vez por sus títulos.")
    return redirect(url_for(".revisar", expediente_id=expediente_id, carga_id=nueva))


def _escritos() -> dict[str, int]:
    """What was chosen in the form; a thing without column is left out."""
    escritos = {}
    for nombre, valor in request.form.items():
        lugar = numero(valor) if nombre.startswith("rol_") else None
        if lugar is not None:
            escritos[nombre.removeprefix("rol_")] = lugar
    return escritos


def _elegida(hojas: list[dict[str, Any]], carga: CargaVista, pedido: Any, roles: dict[str, int] | None) -> Any:
    """`roles` None: those already said of the file, or a proposal. None when what is asked for is not in the file."""
    ya = carga.columnas or {}
    nombre = pedido.get("hoja") or ya.get("hoja") or (hojas[0]["nombre"] if hojas else "")
    hoja = next((una for una in hojas if una["nombre"] == nombre), None)
    if hoja is None or not hoja["filas"]:
        return None
    filas = [(n, celdas) for n, celdas in hoja["filas"]]
    suya = nombre == ya.get("hoja")
    fila = numero(pedido.get("fila") or "") or (ya["fila"] if suya else fila_probable(filas))
    celdas = next((cs for n, cs in filas if n == fila), None)
    if celdas is None:
        return None
    titulos, propias = titulos_de(celdas)
    debajo = [(n, [c for i, c in enumerate(cs) if i not in propias]) for n, cs in filas if n > fila]
    cuerpo = [cs for _, cs in debajo]
    guardada = columnas_de(ya) if suya and fila == ya["fila"] else None
    estructura = pedido.get("estructura") or (guardada.estructura if guardada else estructura_probable(titulos, cuerpo))
    if estructura not in ESTRUCTURAS:
        return None
    propuestas = proponer(titulos, cuerpo, estructura)
    if roles is None and guardada is not None and guardada.estructura == estructura:
        propuestas, roles = {}, {rol: n for rol, n in guardada.roles.items() if rol in NOMBRES[estructura]}
    if roles is None:
        roles = {rol: propuesta.lugar for rol, propuesta in propuestas.items()}
    roles = {rol: lugar for rol, lugar in roles.items() if rol in NOMBRES[estructura]}
    return Eleccion([h["nombre"] for h in hojas], nombre, filas, fila, estructura, titulos, debajo, propuestas, roles)


def _pagina(ficha: Ficha, carga: CargaVista, eleccion: Eleccion | None, motivos: Any) -> str:
    opciones = [("", "No está en el archivo")]
    if eleccion is not None:
        opciones += [(str(lugar), _columna(lugar, titulo)) for lugar, titulo in enumerate(eleccion.titulos)]
    obligatorios = {rol for grupo in OBLIGATORIOS[eleccion.estructura] for rol in grupo} if eleccion else set()
    return render_template(
        "padron/columnas.html",
        ficha=ficha,
        fila=ficha.cabeza,
        carga=carga,
        motivos=motivos,
        eleccion=eleccion,
        opciones=opciones,
        hojas=[(nombre, nombre) for nombre in eleccion.hojas] if eleccion else [],
        roles=NOMBRES[eleccion.estructura] if eleccion else {},
        obligatorios=obligatorios,
        estructuras=[(codigo, rotulo("estructura_padron", codigo)) for codigo in ESTRUCTURAS],
        titulos=_filas_de_titulos(eleccion) if eleccion else [],
        diez=_diez(eleccion, carga) if eleccion else [],
    )


def _columna(lugar: int, titulo: str) -> str:
    letras, resto = "", lugar + 1
    while resto:
        resto, letra = divmod(resto - 1, 26)
        letras = chr(65 + letra) + letras
    return f"{letras}: {titulo}" if titulo else f"{letras}, sin título"


def _filas_de_titulos(eleccion: Eleccion) -> list[tuple[str, str]]:
    seguras = (eleccion.fila, fila_probable(eleccion.filas))
    return [(str(n), _titulo_de_fila(n, celdas, titulos=n in seguras)) for n, celdas in eleccion.filas[:40]]


def _titulo_de_fila(n: int, celdas: list[Any], *, titulos: bool) -> str:
    """Enough of a row to know whether it holds the titles; what may be somebody's data is covered."""
    llenas = [texto(celda) for celda in celdas if not vacia(celda)][:4]
    return f"Fila {n}: {' · '.join(llenas if titulos else [mascara.palabra(celda) for celda in llenas])}"[:90]


def _diez(eleccion: Eleccion, carga: CargaVista) -> list[dict[str, Any]]:
    """Ten rows as they would be read, with who they are covered."""
    if reparos(eleccion.estructura, eleccion.roles, eleccion.titulos):
        return []
    lector, vistas = Lector(eleccion.columnas, queries.reglas_de_carga(carga.id), incluidos()), []
    for n, celdas in eleccion.debajo[:DIEZ]:
        leido = lector.registro(n, celdas)
        vistas.append(
            {
                "fila": n,
                "clave": mascara.curp(leido.curp) if leido.curp else leido.rfc,
                "nombre": leido.obra or mascara.palabra(leido.nombre),
                "nacimiento": fecha(leido.nacimiento) if leido.nacimiento else "",
                "dia": fecha(leido.dia) if leido.dia else "",
                "monto": dinero(int(leido.monto * 100)) if leido.monto is not None else "",
                "periodo": leido.periodo,
                "lugar": mascara.palabra(leido.localidad),
                "codigos": [rotulo("codigo_padron", codigo) for codigo in lector.fila(n, celdas).ordenados()],
            }
        )
    return vistas
