"""Reading a padrón in the background: an isolated process gives its rows, the rules check them, they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from workflow.archivos import queries as archivos
from workflow.entregas import service as entregas
from workflow.jobs.handlers import JobContext, handler
from workflow.kernel.refusals import Invalid, Reason
from workflow.libros.lector import Corriente, stream_isolated
from workflow.padron import cifrado, queries, service
from workflow.padron.catalogos import incluidos
from workflow.padron.cifrado import Llavero, llavero
from workflow.padron.encabezados import Columnas, columnas_de
from workflow.padron.filas import Fila
from workflow.padron.lectura import Lectura, encabezados_de, ocultas_con_datos
from workflow.padron.privacidad.service.llaves import poner_al_dia
from workflow.padron.recordadas import muestra_de
from workflow.padron.revision import EnCurso
from workflow.padron.service import PorLeer

TANDA = 2_000  # rows that a crash may lose


@handler("padron.inscribir")
def inscribir(payload: dict[str, Any], job: JobContext) -> None:
    """Who is in the padrón that came into force, and under which rules. Idempotent."""
    poner_al_dia(payload["envio_id"], llavero(job.settings.padron_keys), ahora=job.ahora)
    service.inscribir(payload["envio_id"], ahora=job.ahora)
    entregas.tras_inscribir(payload["envio_id"], ahora=job.ahora)


@handler("padron.leer")
def leer(payload: dict[str, Any], job: JobContext) -> None:
    """Idempotent: what was already read, confirmed or replaced is left as it is; what was half read goes on."""
    por_leer = service.empezar_lectura(payload["carga_id"], ahora=job.ahora)
    if por_leer is None:
        return
    job.progress(0, None)
    try:
        with archivos.en_claro(por_leer.archivo) as path, stream_isolated(path, "padron") as corriente:
            _Lectura(por_leer, corriente, job).hacer()
    except Invalid as ilegible:
        service.registrar_ilegible(por_leer, ilegible.reasons, ahora=job.ahora)
    except service.LecturaAjena:
        return


class _Lectura:
    def __init__(self, por_leer: PorLeer, corriente: Corriente, job: JobContext) -> None:
        self.por_leer, self.corriente, self.job = por_leer, corriente, job
        self.llavero: Llavero = llavero(job.settings.padron_keys)
        self.cifrador = service.Cifrador(por_leer.carga_id, self.llavero)

    def hacer(self) -> None:
        """Raises Invalid, LecturaAjena."""
        lectura = self._abrir()
        if lectura is None:
            return
        revisando = EnCurso(lectura, self.por_leer.reglas, incluidos())
        self._guardar(revisando)
        revision = revisando.terminar(
            lambda numeros: self._otra_vez(revisando, numeros), self.corriente.libro["codificacion"]
        )
        notas = {"ocultas": ocultas_con_datos(self.corriente.libro)}
        service.terminar_lectura(
            self.por_leer, revision, self.cifrador.huella, notas, llavero=self.llavero, ahora=self.job.ahora
        )

    def _abrir(self) -> Lectura | None:
        """The rows of the sheet, once it is known what its columns are; None: a person has to say it."""
        libro, por_leer = self.corriente.libro, self.por_leer
        decidido, otras = self._columnas()
        hojas = {hoja["nombre"]: hoja for hoja in libro["hojas"]}
        if decidido is None and not any(hoja["filas"] for hoja in libro["hojas"] if hoja["visible"]):
            raise Invalid("PADRON_SIN_ENCABEZADO", hojas=list(hojas))
        total = max(0, hojas[decidido["hoja"]]["alto"] - decidido["fila"]) if decidido else 0
        razones = () if decidido else (Reason("PADRON_SIN_ENCABEZADO", {"hojas": list(hojas)}),)
        muestra = cifrado.claro(muestra_de(libro["hojas"]))
        service.fijar_columnas(
            por_leer, decidido, muestra, total, razones, llavero=self.llavero, ahora=self.job.ahora
        )  # fmt: skip
        if decidido is None:
            return None
        self.total = total
        nombre = decidido["hoja"]
        ultima = hojas[nombre]["alto"] if libro["tipo"] == "csv" else 0
        return Lectura(nombre, columnas_de(decidido), self.corriente.filas(nombre), ultima, otras)

    def _columnas(self) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
        """What was decided of the columns (by a person, or at the first reading), or what the titles say; and the
        other sheets that look like a padrón."""
        libro, decidido = self.corriente.libro, self.por_leer.columnas
        halladas = encabezados_de(libro, self.por_leer.recordadas)
        if decidido is not None:
            if decidido["hoja"] not in [hoja["nombre"] for hoja in libro["hojas"]]:
                raise Invalid("PADRON_SIN_ENCABEZADO", hojas=[decidido["hoja"]])
            return decidido, () if decidido["origen"] == "persona" else _otras(halladas, decidido["hoja"])
        if not halladas:
            return None, ()
        nombre, columnas = halladas[0]
        return columnas.documento(nombre), _otras(halladas, nombre)

    def _guardar(self, revisando: EnCurso) -> None:
        """Every row checked; those that are not kept yet, kept by batches. Raises LecturaAjena."""
        por_leer, tanda, fila = self.por_leer, [], None
        for fila, celdas in revisando.filas():
            cruda = None if revisando.lectura.columnas.propias else self.corriente.cruda(fila.numero)
            anotada = self.cifrador.anotar(fila, celdas, cruda)
            if fila.numero > por_leer.hasta:
                tanda.append(anotada)
            elif fila.numero == por_leer.hasta and self.cifrador.huella != por_leer.huella:
                service.desde_el_principio(por_leer, ahora=self.job.ahora)
                raise RuntimeError("what was kept is of another reading")  # and the next attempt begins again
            if revisando.cuentas.filas % TANDA == 0:
                self._escribir(tanda, revisando, fila.numero)
                tanda = []
        if fila is not None:
            self._escribir(tanda, revisando, fila.numero)

    def _escribir(self, tanda: list[Any], revisando: EnCurso, hasta: int) -> None:
        cuentas = revisando.cuentas
        self.corriente.crudas.clear()  # those of rows that are no data
        if tanda:
            avance = {
                "hasta": hasta,
                "huella": self.cifrador.huella,
                "guardadas": cuentas.filas,
                "con_error": cuentas.con_error,
            }
            service.guardar_tanda(self.por_leer, list(self.cifrador.filas(tanda)), avance, ahora=self.job.ahora)
        self.job.progress(cuentas.filas, max(self.total, cuentas.filas))

    def _otra_vez(self, revisando: EnCurso, numeros: list[int]) -> Iterator[Fila]:
        guardadas: Iterable[tuple[int, list[Any]]] = queries.celdas_guardadas(
            self.por_leer.carga_id, numeros, self.llavero
        )
        for numero, celdas in guardadas:
            yield revisando.revisor.fila(numero, celdas)


def _otras(halladas: list[tuple[str, Columnas]], elegida: str) -> tuple[str, ...]:
    return tuple(nombre for nombre, _ in halladas if nombre != elegida)
