"""What the consolidated report of a quarter would say now: all its numbers come from the corte of the quarter."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflow.actas.instantanea_consolidado import CorteInforme, InstantaneaConsolidado, Mejora, MetodoInforme
from workflow.actas.instantanea_informe import ApartadoInforme
from workflow.asm import queries as asm
from workflow.db import db
from workflow.indicadores import queries as indicadores
from workflow.indicadores.models import Corte
from workflow.indicadores.periodos import words
from workflow.indicadores.politica import Politica
from workflow.informes import consolidado as calculo
from workflow.informes.clases import CONSOLIDADO, Trimestre, folio_de
from workflow.informes.consolidado import PoaRef
from workflow.informes.queries.comun import ORGANO, Pedido, holder
from workflow.informes.textos import FUNDAMENTO_CONSOLIDADO, ROTULOS
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Refused
from workflow.people import queries as people
from workflow.poa.numeros import decimal_text


def corte_of(trimestre: Trimestre) -> Corte | None:
    return db.session.scalar(select(Corte).where(Corte.periodo == trimestre.clave))


def snapshot(pedido: Pedido) -> InstantaneaConsolidado:
    """Refused CONSOLIDADO_SIN_CORTE while the quarter has none."""
    trimestre = pedido.trimestre
    corte = corte_of(trimestre)
    if corte is None:
        raise Refused("CONSOLIDADO_SIN_CORTE", periodo=f"del {words(trimestre.clave)}")
    contenido = corte.contenido
    politica = indicadores.reglas(corte.en).on(trimestre.hasta)
    poas = _poas(trimestre, corte.en)
    total = calculo.group("", "Municipio", contenido["filas"], calculo.spending(contenido), politica.tope)
    ejes = calculo.groups(contenido, poas, lambda one: (one.eje, one.eje_nombre), politica.tope)
    dependencias = calculo.groups(contenido, poas, lambda one: (one.dependencia, one.dependencia_nombre), politica.tope)
    matrices = calculo.matrices(contenido, poas)
    mejoras = _improvements(trimestre, pedido.ahora)
    hechos = calculo.sentences(total, contenido["poas"], ejes, len(matrices), mejoras)
    return InstantaneaConsolidado(
        emisor=pedido.emisor(),
        organo=ORGANO,
        folio=folio_de(trimestre, "consolidado"),
        version=pedido.version,
        fecha=pedido.ahora,
        ejercicio=trimestre.ejercicio,
        trimestre=trimestre.numero,
        corte=CorteInforme(f"del {words(corte.periodo)}", corte.en, corte.sha256, contenido["poas"]),
        metodo=_method(politica),
        apartados=tuple(
            ApartadoInforme(
                clave, ROTULOS["informe_seccion"][clave], hechos.get(clave, ()), pedido.escrito.get(clave, ""), ()
            )
            for clave in CONSOLIDADO
            if clave != "fundamento"
        ),
        fundamento=pedido.escrito.get("fundamento", FUNDAMENTO_CONSOLIDADO),
        total=total,
        ejes=ejes,
        dependencias=dependencias,
        matrices=matrices,
        capitulos=calculo.chapters(contenido, poas),
        mejoras=mejoras,
        firma=holder(pedido.ahora),
        base_url=pedido.base_url,
    )


def _method(politica: Politica) -> MetodoInforme:
    amarillo, verde, arriba = politica.semaforo[1], politica.semaforo[2], politica.semaforo[3]
    limites = (amarillo.desde, verde.desde, verde.hasta, arriba.hasta)
    a, b, c, d = ("" if one is None else decimal_text(one) for one in limites)
    return MetodoInforme((a, b, c, d), decimal_text(politica.tope))


def _poas(trimestre: Trimestre, en: datetime) -> dict[str, PoaRef]:
    """As they were known at the hour of the corte, with the names of that day."""
    found = indicadores.poas(trimestre.ejercicio, hasta=en)
    ejes = indicadores.ejes(trimestre.ejercicio)
    claves = {one.dependencia for one in found}
    nombres = {one.clave: one.nombre for one in people.dependencias(local_date(en), claves)} if claves else {}
    return {
        one.folio: PoaRef(
            folio=one.folio,
            titulo=one.titulo,
            dependencia=one.dependencia,
            dependencia_nombre=nombres.get(one.dependencia, one.dependencia),
            eje=one.programa.eje,
            eje_nombre=ejes.get(one.programa.eje, f"Eje {one.programa.eje}") if one.programa.eje else "Sin eje",
            partidas={
                renglon.direccion: renglon.partida
                for vigencia in one.vigencias
                for renglon in vigencia.programa.presupuesto
            },
        )
        for one in found
    }


def _improvements(trimestre: Trimestre, ahora: datetime) -> tuple[Mejora, ...]:
    """Those of the year, and those of before that are still open."""
    return tuple(
        Mejora(
            one.folio, one.dependencia_nombre, one.hallazgo, one.recomendacion, one.compromiso, one.vence, one.estado,
            one.vencido,
        )
        for one in asm.lista(local_date(ahora))
        if one.ejercicio == trimestre.ejercicio
        or (one.ejercicio < trimestre.ejercicio and one.estado not in ("cumplido", "retirado"))
    )  # fmt: skip
