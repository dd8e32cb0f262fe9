"""The consolidated evaluation report: method, results by axis, dependencia and MIR, money, and what to improve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflow.actas import palabras
from workflow.actas.canonico import digest
from workflow.actas.impresion.documento import (
    Barra,
    Barras,
    Bloque,
    Documento,
    Espacio,
    Firmas,
    Lista,
    Rubrica,
    Tabla,
    Titulo,
    Tramo,
    Trozo,
    celda,
    clean,
    elemento,
    parrafo,
)
from workflow.actas.instantanea_consolidado import GrupoEvaluado, InstantaneaConsolidado, MatrizEvaluada, Mejora
from workflow.actas.instantanea_informe import ApartadoInforme
from workflow.actas.redaccion.informe import meses_de
from workflow.actas.redaccion.partes import membrete, verificacion
from workflow.kernel import letras
from workflow.kernel.money import format_centavos

TITULO = "Informe consolidado de evaluación del desempeño"
ROMANOS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
SEMAFORO = {
    "verde": "En meta",
    "amarillo": "Atención",
    "naranja": "En riesgo",
    "rojo": "Fuera de meta",
    "morado": "Muy por encima",
    "gris": "Sin dato",
    "sin_semaforo": "No se califica",
}
TONO = {"verde": "verde", "amarillo": "amarillo", "naranja": "amarillo", "rojo": "rojo", "morado": "azul",
        "gris": "gris", "sin_semaforo": "claro"}  # fmt: skip
NIVEL = {"fin": "Fin", "proposito": "Propósito", "componente": "Componente", "actividad": "Actividad"}
ESTADO = {
    "sin_programacion": "Sin programación",
    "avance_no_programado": "Avance no programado",
    "sin_reporte": "Sin reporte",
    "no_aplica": "No aplica en el periodo",
    "no_calculable": "No puede calcularse",
}
ESTADO_MEJORA = {
    "por_comprometer": "Por comprometer",
    "comprometido": "Comprometido",
    "por_verificar": "Por verificar",
    "cumplido": "Cumplido",
    "retirado": "Sin efecto",
}


def componer_consolidado(one: InstantaneaConsolidado) -> Documento:
    titulo = f"{TITULO}, {meses_de(one.trimestre)} de {one.ejercicio}"
    return Documento(
        titulo=titulo,
        membrete=membrete(one.emisor),
        lema=one.emisor.lema,
        folio=one.folio,
        version=one.version,
        pie=f"{titulo}. {one.emisor.dependencia}",
        marca="",
        fecha=one.fecha,
        autor=f"{one.emisor.dependencia}, {one.emisor.ayuntamiento}",
        bloques=tuple(_bloques(one)),
        verificacion=verificacion(one.base_url, one.folio, digest(one)),
    )


def _bloques(one: InstantaneaConsolidado) -> Iterable[Bloque]:
    yield from _portada(one)
    cuerpos = {
        "presentacion": lambda: _presentacion(one),
        "metodologia": lambda: _metodo(one),
        "resultados": lambda: _resultados(one),
        "ejes": lambda: _grupos("Resultados por eje", "Eje", one.ejes),
        "dependencias": lambda: _grupos("Resultados por dependencia", "Dependencia", one.dependencias),
        "matrices": lambda: _matrices(one.matrices),
        "financiero": lambda: _financiero(one),
        "mejora": lambda: _mejoras(one.mejoras),
        "conclusiones": lambda: _firma(one),
    }
    for numero, apartado in zip(ROMANOS, one.apartados, strict=False):
        yield Titulo(2, f"{numero}. {apartado.titulo}", hoja_nueva=apartado.clave in ("presentacion", "matrices"))
        yield from _cuerpo(apartado)
        yield from cuerpos[apartado.clave]()


def _portada(one: InstantaneaConsolidado) -> Iterable[Bloque]:
    fin = one.trimestre * 3
    yield Espacio(5)
    yield Titulo(1, TITULO)
    yield parrafo(palabras.mayuscula(letras.enumerar(letras.MESES[fin - 3 : fin])), estilo="subtitulo")
    yield parrafo(f"Ejercicio {one.ejercicio}", estilo="subtitulo")
    yield parrafo("Para el Comité de Planeación para el Desarrollo Municipal (COPLADEMUN)", estilo="centrado")
    yield parrafo(one.emisor.dependencia, estilo="centrado")
    yield parrafo(f"{one.emisor.ayuntamiento}, {one.emisor.trienio}", estilo="centrado")
    yield parrafo(f"{one.emisor.municipio}, {one.emisor.entidad}, {palabras.fecha_corta(one.fecha)}", estilo="centrado")


def _cuerpo(apartado: ApartadoInforme) -> Iterable[Bloque]:
    for line in apartado.texto.split("\n"):
        if line.strip():
            yield parrafo(line.strip())
    for hecho in apartado.hechos:
        yield parrafo(hecho.texto)


def _presentacion(one: InstantaneaConsolidado) -> Iterable[Bloque]:
    normas = [line.strip(" .;") for line in one.fundamento.splitlines() if line.strip(" .;")]
    if normas:
        yield parrafo("Se rinde con fundamento en:")
        yield Lista(tuple(elemento("•", f"{norma}.") for norma in normas))


def _metodo(one: InstantaneaConsolidado) -> Iterable[Bloque]:
    a, b, c, d = one.metodo.limites
    yield parrafo(
        "El avance de cada meta o indicador compara lo logrado con lo programado a la fecha. De varios periodos se "
        "suman los datos, no los porcentajes. Si un indicador tiene umbrales propios, se usan los suyos; si no, los "
        "siguientes:"
    )
    yield Tabla(
        "Semáforo",
        ("Color", "Significa", "Avance"),
        (18, 42, 40),
        (
            (celda("Verde"), celda("En meta"), celda(f"De {b} a {c} %")),
            (celda("Amarillo"), celda("Atención"), celda(f"De {a} a menos de {b} %, o más de {c} y hasta {d} %")),
            (celda("Rojo"), celda("Fuera de meta"), celda(f"Menos de {a} %, o más de {d} %")),
            (celda("Gris"), celda("Sin dato: no se reportó o no puede calcularse"), celda("No cuenta como cero")),
        ),
    )
    yield parrafo(
        f"En los promedios cada avance cuenta hasta {one.metodo.tope} %, para que uno muy alto no tape a los que "
        "faltan. Lo financiero compara lo ejercido que reporta cada dependencia con lo programado en su presupuesto a "
        "la fecha."
    )
    yield parrafo(
        f"Todo se toma del corte {one.corte.periodo}, hecho el {palabras.fecha_corta(one.corte.en)}, cuya huella "
        f"comienza con {one.corte.sha256[:16]}. Lo que se reportó o rectificó después no entra."
    )


def _resultados(one: InstantaneaConsolidado) -> Iterable[Bloque]:
    total = one.total
    if not total.metas:
        return
    mayor = max(one.cuantos for one in total.colores)
    yield Barras(
        "Metas e indicadores por semáforo",
        ("Semáforo", "Metas e indicadores"),
        tuple(
            Barra(
                SEMAFORO[c.color],
                f"{c.cuantos:,} ({c.cuantos * 100 / total.metas:.1f} %)",
                ((Tramo(c.cuantos * 1000 // mayor, TONO[c.color]),),),
            )
            for c in total.colores
        ),
    )  # fmt: skip


def _stack(grupo: GrupoEvaluado) -> tuple[Tramo, ...]:
    return tuple(Tramo(one.cuantos * 1000 // grupo.metas, TONO[one.color]) for one in grupo.colores)


def _grupos(descripcion: str, columna: str, grupos: Sequence[GrupoEvaluado]) -> Iterable[Bloque]:
    con = [one for one in grupos if one.metas]
    if not con:
        return
    yield Barras(
        descripcion,
        (columna, "Avance promedio"),
        tuple(Barra(one.nombre, f"{one.promedio} %" if one.promedio else "Sin dato", (_stack(one),)) for one in con),
        tuple((tono, SEMAFORO[color]) for color, tono in TONO.items() if color not in ("naranja", "morado")),
    )
    yield Tabla(
        f"{descripcion}, en números",
        (columna, "Metas", "En meta", "Atención", "Fuera de meta", "Sin reporte"),
        (46, 11, 11, 11, 11, 10),
        tuple(tuple(map(celda, (one.nombre, f"{one.metas:,}", *_counts(one), f"{one.faltan:,}"))) for one in con),
        numeros=(1, 2, 3, 4, 5),
    )


def _counts(one: GrupoEvaluado) -> tuple[str, str, str]:
    return f"{one.of('verde'):,}", f"{one.of('amarillo', 'naranja'):,}", f"{one.of('rojo'):,}"


def _matrices(matrices: Sequence[MatrizEvaluada]) -> Iterable[Bloque]:
    if not matrices:
        yield parrafo("Ningún programa con matriz de indicadores en este corte.")
    for one in matrices:
        yield Titulo(3, f"{one.dependencia}: {one.titulo}")
        yield Tabla(
            f"Matriz de {one.titulo}",
            ("Nivel", "Indicador", "Logrado", "Avance", "Semáforo"),
            (13, 45, 13, 12, 17),
            tuple(
                tuple(
                    map(
                        celda,
                        (
                            NIVEL[m.nivel],
                            f"{m.clave}. {m.nombre}",
                            m.valor or "—",
                            f"{m.avance} %" if m.avance else "—",
                            SEMAFORO[m.semaforo] if m.estado == "evaluado" else ESTADO[m.estado],
                        ),
                    )
                )
                for m in one.medidas
            ),
            numeros=(2, 3),
        )


def _percent(parte: int, total: int) -> str:
    return f"{parte * 100 / total:.2f} %" if total else "—"


def _financiero(one: InstantaneaConsolidado) -> Iterable[Bloque]:
    if not one.capitulos:
        yield parrafo("Ninguna dependencia reportó lo ejercido antes de este corte.")
        return
    con = [grupo for grupo in one.ejes if grupo.programado]
    yield Barras(
        "Avance físico y financiero por eje",
        ("Eje", "Físico y financiero"),
        tuple(
            Barra(
                grupo.nombre,
                f"{grupo.promedio or '—'} % y {_percent(grupo.ejercido, grupo.programado)}",
                (
                    (Tramo(_thousandths(grupo.promedio), "verde"),),
                    (Tramo(min(1000, grupo.ejercido * 1000 // grupo.programado), "amarillo"),),
                ),
            )
            for grupo in con
        ),
        (("verde", "Avance físico promedio"), ("amarillo", "Ejercido de lo programado a la fecha")),
    )
    encabezados = ("Capítulo", "Vigente del año", "Programado a la fecha", "Ejercido", "Ejercido de lo programado")
    yield Tabla(
        "Presupuesto por capítulo",
        encabezados,
        (32, 18, 18, 18, 14),
        (
            *(_money_row(c.nombre, c.anual, c.programado, c.ejercido) for c in one.capitulos),
            _money_row("Total", one.total.anual, one.total.programado, one.total.ejercido),
        ),
        numeros=(1, 2, 3, 4),
    )
    if one.total.gasto_faltan:
        yield parrafo(
            f"No se reportaron {one.total.gasto_faltan:,} meses de renglones con dinero programado: no cuentan "
            "como cero."
        )
    yield Tabla(
        "Presupuesto por dependencia",
        ("Dependencia", *encabezados[1:]),
        (32, 18, 18, 18, 14),
        tuple(_money_row(g.nombre, g.anual, g.programado, g.ejercido) for g in one.dependencias if g.anual),
        numeros=(1, 2, 3, 4),
    )


def _thousandths(promedio: str) -> int:
    return min(1000, int(float(promedio.replace(",", "")) * 10)) if promedio else 0


def _money_row(nombre: str, anual: int, programado: int, ejercido: int) -> tuple[tuple[Trozo, ...], ...]:
    montos = (format_centavos(anual), format_centavos(programado), format_centavos(ejercido))
    return tuple(map(celda, (nombre, *montos, _percent(ejercido, programado))))


def _mejoras(mejoras: Sequence[Mejora]) -> Iterable[Bloque]:
    if not mejoras:
        return
    yield Tabla(
        "Aspectos susceptibles de mejora",
        ("Folio y dependencia", "Hallazgo y recomendación", "Compromiso", "Vence", "Estado"),
        (19, 35, 19, 11, 16),
        tuple(
            tuple(
                map(
                    celda,
                    (
                        f"{m.folio}\n{m.dependencia}",
                        f"{m.hallazgo}\nRecomendación: {m.recomendacion}",
                        m.compromiso or "—",
                        f"{m.vence:%d/%m/%Y}" if m.vence else "—",
                        ESTADO_MEJORA[m.estado] + (", vencido" if m.vencido else ""),
                    ),
                )
            )
            for m in mejoras
        ),
    )


def _firma(one: InstantaneaConsolidado) -> Iterable[Bloque]:
    nombre = f"C. {one.firma.nombre}" if one.firma.nombre else ""
    yield Firmas("", (Rubrica(clean(nombre), clean(palabras.cargo(one.firma))),))
