"""Findings of deliveries: written once, never a refusal, and followed up without losing a step (cases 45 and 40)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from tests.builders_entregas import ANA, LUPE, NINO, Padron, csv_de
from tests.builders_padron import SENCILLAS, llaves
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from workflow.db import db
from workflow.entregas import service
from workflow.entregas.queries import hallazgos
from workflow.entregas.queries import padron as queries
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.padron.coincidencias.service import listas
from workflow.padron.models import Inscripcion, PadronFila, ReglaOperacion


@pytest.fixture
def padron(cast: Cast, ahora: datetime) -> Padron:
    return Padron(cast, ahora)


def codigos() -> list[tuple[str, str]]:
    return sorted((uno.codigo, uno.estado) for uno in hallazgos.lista()[0])


def lista(padron: Padron, clase: str, *lineas: str) -> int:
    return listas.importar(
        clase, "\n".join(lineas).encode(), fuente="Registro Civil", corte=date(2026, 2, 10), llavero=llaves(),
        actor=padron.cast.planeacion, ahora=padron.tick(),
    )  # fmt: skip


@pytest.mark.usefixtures("app")
def test_una_entrega_despues_de_la_defuncion_es_hallazgo_y_no_se_impide(padron: Padron) -> None:
    """The day of the death itself is no finding; a list that says no day is for a person to look at."""
    lista(padron, "difuntos", f"{ANA},08/02/2026", f"{LUPE},09/02/2026")
    padron.deliver(ANA)
    padron.deliver(LUPE)
    assert codigos() == [("difunta", "pendiente")]
    lista(padron, "servidores_publicos", LUPE)
    assert service.revisar_entregas(padron.id, ahora=padron.tick()) == 1
    assert service.revisar_entregas(padron.id, ahora=padron.tick()) == 0
    assert codigos() == [("difunta", "pendiente"), ("servidora_publica", "pendiente")]
    assert queries.resumen(padron.id).hallazgos == 2


@pytest.mark.usefixtures("app")
def test_una_lista_retirada_ya_no_encuentra_a_nadie(padron: Padron) -> None:
    lista_id = lista(padron, "difuntos", f"{ANA},08/02/2026")
    listas.retirar(lista_id, actor=padron.cast.planeacion, ahora=padron.tick())
    padron.deliver(ANA)
    assert codigos() == []


@pytest.mark.usefixtures("app")
def test_la_edad_se_cuenta_el_dia_de_la_entrega_si_asi_lo_dicen_las_reglas(cast: Cast, ahora: datetime) -> None:
    """Luis is ten on 9 February 2026; the rules that ask for eleven were met when they were written, not that day."""
    padron = Padron(cast, ahora, csv_de(f"{NINO},LUIS MUÑOZ ÑAÑEZ,450,05/02/2026,"), {**SENCILLAS, "edad_min": 6})
    db.session.execute(update(ReglaOperacion).values(edad_min=11))
    db.session.commit()
    padron.deliver(NINO, recibe="tutora")
    assert codigos() == [("edad_en_entrega", "pendiente")]


@pytest.mark.usefixtures("app")
def test_una_baja_que_llega_despues_y_un_hogar_con_mas_personas_que_las_permitidas(padron: Padron) -> None:
    padron.deliver(ANA)
    padron.deliver(LUPE)
    db.session.execute(update(Inscripcion).where(Inscripcion.id == padron.of(ANA)).values(hasta=date(2026, 2, 8)))
    db.session.execute(update(PadronFila).values(hogar="h" * 32))
    db.session.execute(update(ReglaOperacion).values(criterios={"limite_hogar": 1}))
    db.session.commit()
    assert service.revisar_entregas(padron.id, ahora=padron.tick()) == 3
    assert [codigo for codigo, _ in codigos()] == ["entrega_tras_baja", "hogar_rebasado", "hogar_rebasado"]


@pytest.mark.usefixtures("app")
def test_el_seguimiento_es_de_planeacion_y_contraloria_y_guarda_cada_paso(padron: Padron, cast: Cast) -> None:
    lista(padron, "difuntos", f"{ANA},08/02/2026")
    padron.deliver(ANA)
    (uno,), _ = hallazgos.lista()

    def seguir(quien: str, estado: str, motivo: str = "Se pidió el acta de defunción") -> None:
        service.seguir(uno.id, estado, motivo, actor=getattr(cast, quien), ahora=padron.tick())

    with pytest.raises(NotAllowed):
        seguir("enlace_educacion", "explicada")
    with pytest.raises(Invalid) as wrong:
        seguir("planeacion", "olvidada", "no")
    assert wrong.value.codes == ["HALLAZGO_ESTADO", "ENTREGA_SIN_MOTIVO"]
    seguir("revisora", "en_revision")
    with pytest.raises(Refused):
        seguir("planeacion", "en_revision")
    seguir("auditor", "reintegro", "La familia devolverá el apoyo")
    visto = hallazgos.hallazgo(uno.id)
    assert (visto.estado, [paso.estado for paso in visto.pasos]) == ("reintegro", ["reintegro", "en_revision"])
    assert hallazgos.lista(estado="pendiente") == ([], 0)
    assert hallazgos.por_codigo() == {("difunta", "reintegro"): 1}


def test_las_paginas_de_los_hallazgos(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    padron: Any = Padron(sqlite_cast, ahora)
    lista(padron, "difuntos", f"{ANA},08/02/2026")
    padron.deliver(ANA)
    auditor = browser_of(sqlite_app, sqlite_cast, "auditor")
    page = auditor.get("/beneficiarios/hallazgos?estado=pendiente")
    assert "Entrega posterior a la defunción" in page.text and ANA not in page.text
    page = auditor.get(str(page.one("tbody th a[href*='/hallazgos/']")["href"]))
    page = auditor.submit(page, "Anotar", estado="explicada", motivo="breve")
    assert page.status == 422
    page = auditor.submit(page, "Anotar", estado="explicada", motivo="La fecha del acta estaba mal capturada")
    assert "El seguimiento quedó anotado" in page.text
    page = auditor.submit(auditor.get("/beneficiarios/hallazgos"), "Buscar otra vez")
    assert "las entregas de 1 padrón" in page.text
    assert browser_of(sqlite_app, sqlite_cast, "enlace_educacion").get("/beneficiarios/hallazgos").status == 403
