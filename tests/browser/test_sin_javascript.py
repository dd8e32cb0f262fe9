"""The key acts work with JavaScript turned off, on a phone: sign in, upload, observe, pass the roll, vote."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.persona import Persona
from tests.browser.sitio import Sitio
from tests.browser.test_ruta_completa import MUESTRA, at, new_dossier, open_dossier, tabs

pytestmark = [pytest.mark.lenta, pytest.mark.navegador]
Enter = Callable[..., Persona]
TITULO = "POA 2026 de Obras Públicas, segundo programa"


def test_sin_javascript_se_sube_un_libro_se_envia_y_se_observa(as_person: Enter, sitio: Sitio) -> None:
    sitio.travel(at(3, 10, month=3))
    enlace = as_person("enlace", javascript=False, width=360)
    new_dossier(enlace, "POA: Programa Operativo Anual", "PP-20", TITULO)
    enlace.attach("Libro del POA", MUESTRA / "poa" / "UR-050.xlsx").button("Subir el libro")
    enlace.waits_for("button", "Importar el libro").button("Importar el libro")
    titular = open_dossier(as_person("titular", javascript=False, width=360), TITULO)
    titular.button("Enviar a Planeación").sees("El expediente se envió a Planeación")
    revisora = open_dossier(as_person("revisora", javascript=False, width=360), TITULO)
    revisora.button("Tomar la revisión").link("Contenido", within=tabs(revisora)).link("Observar Problema central")
    revisora.choose("¿Qué tan grave es?", re.compile("^Recomendación"))
    revisora.button("Guardar la observación").sees("No se guardó")  # without its text nothing is saved
    revisora.fill("Observación", "Valórese precisar la población.").button("Guardar la observación")
    revisora.sees("La observación O1 se guardó").sees("Valórese precisar la población.")


def test_sin_javascript_se_convoca_se_pasa_lista_y_se_vota(as_person: Enter, sitio: Sitio) -> None:
    sitio.travel(at(4, 10, month=3))
    gobierno = as_person("gobierno", javascript=False, width=360)
    gobierno.place("Sesiones").link("Convocar sesión")
    if gobierno.page.get_by_role("main").get_by_role("link", name="Cabildo").count():
        gobierno.link("Cabildo")
    gobierno.page.get_by_label("Extraordinaria").check()
    gobierno.fill("¿Qué día?", "2026-03-06").fill("¿A qué hora?", "10:00").fill("¿En qué lugar?", "el Salón de Cabildo")
    for acta in gobierno.page.get_by_label(re.compile("aprobación del acta")).all():
        acta.uncheck()  # those of the sessions that other tests closed
    gobierno.fill("Otros puntos que se votan", "Autorizar la firma del convenio con la Universidad.")
    gobierno.button("Convocar").sees("La sesión quedó convocada")
    sitio.travel(at(6, 10, month=3))
    gobierno = as_person("gobierno", javascript=False, width=360)
    gobierno.place("Sesiones").link(re.compile("[Ss]esión extraordinaria"))
    gobierno.button("Declarar quórum e instalar la sesión").sees(re.compile("quórum"))  # nobody was marked
    gobierno.link("Marcar a todos presentes")
    boxes = gobierno.page.get_by_role("main").get_by_role("checkbox", name=re.compile("^Presente"))
    for number in range(boxes.count()):
        expect(boxes.nth(number)).to_be_checked()
    gobierno.button("Declarar quórum e instalar la sesión").sees("Hay quórum")
    for _ in range(2):  # the agenda, then the matter
        gobierno.button("Abrir el punto siguiente").button("Contar la votación")
    gobierno.sees(re.compile("16 a favor")).sees(re.compile("Acuerdo "))
