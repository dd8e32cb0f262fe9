"""A day of delivery: its list is fixed, each one is ticked once, and who cannot receive does not stop the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask, current_app

from tests.builders_entregas import ANA, DESPENSA, DINERO, LUPE, Padron
from tests.builders_padron import llaves
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from workflow.archivos import queries as archivos
from workflow.entregas import service
from workflow.entregas.queries import jornadas
from workflow.entregas.queries import padron as queries
from workflow.jobs.entregas import lista
from workflow.jobs.handlers import JobContext
from workflow.kernel.refusals import Refused


@pytest.fixture
def padron(cast: Cast, ahora: datetime) -> Padron:
    return Padron(cast, ahora)


def crear(padron: Padron, apoyo: Any = DESPENSA, **more: Any) -> int:
    return service.crear_jornada(padron.id, apoyo, actor=padron.actor, ahora=padron.tick(), **more)


def palomear(padron: Padron, jornada_id: int, *curps: str, **more: Any) -> Any:
    return service.palomear(
        padron.id, jornada_id, [padron.of(curp) for curp in curps], llavero=llaves(), actor=padron.actor,
        ahora=padron.tick(), **more,
    )  # fmt: skip


@pytest.mark.usefixtures("app")
def test_cada_quien_se_palomea_una_vez_y_quien_no_puede_no_detiene_a_los_demas(padron: Padron) -> None:
    jornada_id = crear(padron)
    padron.deliver(LUPE)  # received this period by another way, after the list was made
    hecho = palomear(padron, jornada_id, ANA, LUPE)
    assert (hecho.registradas, [(n, [r.code for r in rs]) for n, rs in hecho.negadas]) == (
        1,
        [(2, ["ENTREGA_REPETIDA"])],
    )
    assert palomear(padron, jornada_id, ANA).registradas == 0
    una = jornadas.jornada(padron.id, jornada_id)
    assert (una.esperadas, una.entregadas) == (2, 1)
    (entrega,) = queries.historia(padron.of(ANA))
    assert (entrega.via, entrega.lugar, entrega.cvegeo) == ("jornada", "Plaza de Plateros", "320100108")


@pytest.mark.usefixtures("app")
def test_la_lista_deja_fuera_a_quien_ya_recibio_y_no_se_hace_vacia(padron: Padron) -> None:
    padron.deliver(ANA)
    una = jornadas.jornada(padron.id, crear(padron))
    assert [uno.persona.inscripcion_id for uno in jornadas.renglones(una, llaves())] == [padron.of(LUPE)]
    assert jornadas.jornada(padron.id, crear(padron, solo_pendientes=False)).esperadas == 2
    for mas, codigo in (({"localidad": "320100108"}, "JORNADA_SIN_PERSONAS"), ({}, "JORNADA_SIN_RECINTO")):
        with pytest.raises(Refused) as refusal:
            crear(padron, DESPENSA if mas else replace(DESPENSA, lugar=""), **mas)
        assert refusal.value.codes == [codigo]


@pytest.mark.usefixtures("app")
def test_una_jornada_se_prepara_antes_y_se_palomea_ese_dia(padron: Padron) -> None:
    jornada_id = crear(padron, replace(DINERO, dia=date(2026, 2, 11)))
    with pytest.raises(Refused) as refusal:
        palomear(padron, jornada_id, ANA)
    assert refusal.value.codes == ["ENTREGA_FUTURA"]


@pytest.mark.usefixtures("app")
def test_la_lista_se_imprime_cifrada_y_la_firmada_es_el_recibo_de_todas(padron: Padron) -> None:
    jornada_id = crear(padron)
    palomear(padron, jornada_id, ANA, LUPE)
    assert queries.resumen(padron.id).sin_recibo == 2
    lista({"jornada_id": jornada_id}, JobContext(1, padron.tick(), current_app.config["RUTA"], lambda *_: None))
    (papel,) = jornadas.jornada(padron.id, jornada_id).papeles
    guardado = archivos.get(papel.archivo_id)
    assert not guardado.path.exists()  # never in clear on the disk
    with archivos.en_claro(guardado) as path:
        assert path.read_bytes().startswith(b"%PDF")
    service.subir_firmada(
        padron.id, jornada_id, ("lista.pdf", b"%PDF-1.7 firmada"), actor=padron.actor, ahora=padron.tick()
    )
    assert queries.resumen(padron.id).sin_recibo == 0


def test_la_pagina_de_la_jornada(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    padron = Padron(sqlite_cast, ahora)
    enlace = browser_of(sqlite_app, sqlite_cast, "enlace_educacion")
    page = enlace.get(f"/expedientes/{padron.id}/entregas/jornadas/nueva")
    page = enlace.submit(
        page, "Preparar la lista", clase="en_especie", cantidad="1", unidad="despensa", descripcion="Despensa básica",
        dia="2026-02-10", periodo="2026-T1", lugar="Plaza principal",
    )  # fmt: skip
    assert "La jornada quedó lista" in page.text and "0 de 2" in page.text
    page = enlace.submit(page, "Hacer la lista para firmar")
    assert "La lista se está preparando" in page.text
    vacia = enlace.submit(page, "Registrar a las palomeadas")
    assert "Palomee al menos a una persona" in vacia.text
    page = enlace.submit(page, "Registrar a las palomeadas", recibio=[str(padron.of(ANA)), str(padron.of(LUPE))])
    assert "2 entregas registradas" in page.text and "2 de 2" in page.text and "ya recibió" in page.text
    assert "2 de 2" in enlace.get(f"/expedientes/{padron.id}/entregas/jornadas").text
