"""A POA with a round of observations and a padrón take the whole route by clicking, each act by whose it is.

Nobody calls a use case here: what the pages do not offer cannot be done. Ten people take part, in ten windows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
from docx import Document
from playwright.sync_api import Locator, expect

from tests.browser.persona import Persona
from tests.browser.sitio import Sitio
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA

pytestmark = [pytest.mark.lenta, pytest.mark.navegador]
MUESTRA = CARPETA_DE_MUESTRA.parent
POA, PADRON = "POA 2026 de Obras Públicas", "Becas municipales 2026"
Enter = Callable[..., Persona]


@dataclass(frozen=True)
class Resuelto:
    """The closed session of the Cabildo: its secretary in front of it, who voted against, and its acuerdos."""

    gobierno: Persona
    disidente: str
    acuerdos: list[str]


def at(day: int, hour: int, month: int = 2) -> datetime:
    """An hour on the wall of Fresnillo (UTC-6), in 2026."""
    return datetime(2026, month, day, hour + 6, tzinfo=UTC)


def open_dossier(who: Persona, title: str) -> Persona:
    return who.home().link(title)


def new_dossier(who: Persona, kind: str, programme: str, title: str) -> None:
    who.home().link("Nuevo expediente")
    who.page.get_by_label(kind).check()
    who.fill("¿De qué programa?", programme).fill("¿De qué año?", "2026").fill("¿Qué título lleva?", title)
    who.button("Crear y empezar a capturar").link("Capturar o subir")


def test_un_poa_y_un_padron_recorren_toda_la_ruta_con_clics(as_person: Enter, sitio: Sitio, tmp_path: Path) -> None:
    sitio.travel(at(10, 10))
    send_the_poa(as_person)
    send_the_padron(as_person, tmp_path)
    observe_a_cell(as_person)
    answer_and_correct(as_person)
    validate_both(as_person)
    comisiones_unidas(as_person, sitio)
    read_the_acta(cabildo(as_person, sitio), tmp_path)
    publish(as_person)
    on_a_phone(as_person)


def send_the_poa(as_person: Enter) -> None:
    enlace = as_person("enlace")
    new_dossier(enlace, "POA: Programa Operativo Anual", "PP-32", POA)
    enlace.attach("Libro del POA", MUESTRA / "poa" / "UR-050.xlsx").button("Subir el libro")
    enlace.waits_for("button", "Importar el libro").sees("El libro está limpio")
    enlace.button("Importar el libro")
    titular = open_dossier(as_person("titular"), POA)
    titular.button("Enviar a Planeación").sees("El expediente se envió a Planeación")


def send_the_padron(as_person: Enter, tmp_path: Path) -> None:
    enlace = as_person("enlace_educacion")
    new_dossier(enlace, "Padrón de beneficiarios", "PP-25", PADRON)
    enlace.link("Capturar las reglas")
    enlace.fill("¿Cómo se llaman las reglas de operación?", "Reglas de operación del programa Becas municipales")
    enlace.fill("¿Desde qué día están en vigor?", "2026-01-26")
    enlace.choose("¿En qué formato llega el padrón?", "Padrón único: personas")
    enlace.choose("¿Qué hace única a una fila?", "Una fila por persona y periodo, en el formato del padrón único")
    enlace.fill("¿Cuál es la edad mínima?", "6").fill("¿Cuál es la edad máxima?", "22")
    enlace.fill("¿En qué columna del archivo está la fecha en que se cuenta la edad?", "FH_ALTA")
    enlace.page.get_by_label("Las personas menores de 18 años necesitan la CURP").check()
    enlace.attach("Documento de las reglas de operación", rules_document(tmp_path))
    enlace.button("Guardar las reglas")
    write_the_sections(enlace)
    enlace.sees("21 de 21 apartados escritos").link("Padrón")
    enlace.attach("Archivo del padrón", MUESTRA / "padron" / "becas.xlsx").button("Subir y revisar")
    enlace.waits_for("button", "Confirmar el padrón").sees(f"{expected_rows():,}")
    enlace.button("Confirmar el padrón").sees("El padrón quedó en el expediente")
    titular = open_dossier(as_person("titular_educacion"), PADRON)
    titular.button("Enviar a Planeación").sees("El expediente se envió a Planeación")


def write_the_sections(enlace: Persona) -> None:
    """The twenty-one of the rules, a group each time."""
    enlace.link("Escribir los apartados")
    while "/apartados/" in enlace.page.url:
        texts = enlace.page.get_by_role("main").locator("textarea")
        for number in range(texts.count()):
            texts.nth(number).fill("Según la convocatoria publicada el 5 de enero de 2026.")
        enlace.button("Guardar y seguir")


def expected_rows() -> int:
    """How many rows of the sample enter: 1,200 of data less the 60 with errors."""
    expected = json.loads((MUESTRA / "padron" / "expected.json").read_text(encoding="utf-8"))
    return int(expected["archivos"]["becas.xlsx"]["filas_validas"])


def rules_document(folder: Path) -> Path:
    document = Document()
    document.add_paragraph("Reglas de operación del programa Becas municipales 2026.")
    document.save(str(folder / "reglas.docx"))
    return folder / "reglas.docx"


def observe_a_cell(as_person: Enter) -> None:
    revisora = open_dossier(as_person("revisora"), POA)
    revisora.button("Tomar la revisión").sees("La revisión es suya")
    revisora.link("Contenido", within=tabs(revisora)).link("Observar Problema central")
    revisora.choose("¿Qué tan grave es?", re.compile("^Bloqueante"))
    revisora.fill("Observación", "El problema no dice a qué población afecta. Precísese con el diagnóstico.")
    revisora.button("Guardar la observación").sees("La observación O1 se guardó")
    revisora.button("Notificar las observaciones").sees("Las observaciones se notificaron a la dependencia")


def answer_and_correct(as_person: Enter) -> None:
    enlace = open_dossier(as_person("enlace"), POA)
    enlace.link("Observaciones", within=tabs(enlace)).link("Corregir el contenido")
    enlace.link("Identificación")
    field = enlace.page.get_by_label("Problema central").first
    field.fill(field.input_value() + " Afecta a las familias de las colonias sin pavimento.")
    enlace.button("Guardar").sees("La identificación se guardó")
    titular = open_dossier(as_person("titular"), POA)
    titular.link("Observaciones", within=tabs(titular))
    titular.fill("Su respuesta a O1", "Se precisó la población afectada y la fuente del dato.")
    titular.button("Guardar la respuesta").sees("Su respuesta se guardó")
    titular.button("Enviar a Planeación").sees("El expediente se envió a Planeación")


def validate_both(as_person: Enter) -> None:
    revisora, planeacion = as_person("revisora"), as_person("planeacion")
    open_dossier(revisora, POA).button("Tomar la revisión")
    revisora.link("Observaciones", within=tabs(revisora))
    revisora.choose("Resultado de O1", "Solventada")
    revisora.button("Guardar la calificación").sees("La calificación se guardó")
    open_dossier(revisora, PADRON).button("Tomar la revisión")
    for title in (POA, PADRON):
        open_dossier(planeacion, title)
        planeacion.button("Validar").sees("El expediente quedó validado")
        planeacion.link("Turnar a Comisiones")
        planeacion.button("Turnar a Comisiones").sees("El expediente se turnó a Comisiones Unidas")


def tabs(who: Persona) -> Locator:
    return who.page.get_by_role("navigation", name="Partes del expediente")


def convene(who: Persona, organ: str | re.Pattern[str], day: str) -> None:
    who.place("Sesiones").link("Convocar sesión")
    if who.page.get_by_role("main").get_by_role("link", name=organ).count():
        who.link(organ)
    who.fill("¿Qué día?", day).fill("¿A qué hora?", "10:00")
    who.fill("¿En qué lugar?", "el Salón de Cabildo del Palacio Municipal")
    for title in (POA, PADRON):
        expect(who.page.get_by_label(title).first).to_be_checked()
    who.button("Ver cómo queda").sees("En tiempo")
    who.button("Convocar").sees("La sesión quedó convocada")


def install(who: Persona, absent: str | None = None) -> None:
    """The roll, from its page: everybody present but one, who justifies."""
    who.link("Marcar a todos presentes")
    if absent:
        who.page.get_by_label(f"Presente {absent}").uncheck()
    who.button("Declarar quórum e instalar la sesión")


def vote(who: Persona, against: str | None = None) -> None:
    if against:
        ballot = who.page.get_by_role("radiogroup", name=re.compile(f"^Voto de {re.escape(against)}")).first
        ballot.get_by_label("En contra").check()
    who.button("Contar la votación")


def run_agenda(who: Persona, against: str | None = None) -> None:
    """Each item in its turn: what is voted is voted, what is informed is ended, until none is left."""
    main = who.page.get_by_role("main")
    for _ in range(20):
        following = main.get_by_role("button", name="Abrir el punto siguiente")
        if not following.count():
            break
        who.button("Abrir el punto siguiente")
        if main.get_by_role("button", name="Contar la votación").count():
            of_dossier = main.get_by_label("¿Qué se somete a votación?").count()
            vote(who, against if of_dossier else None)
        elif main.get_by_role("button", name="Terminar este punto").count():
            who.button("Terminar este punto")
    close = main.get_by_role("button", name="Clausurar la sesión")
    if not close.is_visible():
        main.get_by_text("Clausurar la sesión").first.click()
    who.button("Clausurar la sesión")


def comisiones_unidas(as_person: Enter, sitio: Sitio) -> None:
    convene(as_person("comisiones"), re.compile("Comisiones Unidas"), "2026-02-16")
    sitio.travel(at(16, 10))
    secretaria = as_person("comisiones")
    secretaria.place("Sesiones").link(re.compile("Sesión Ordinaria", re.I))
    install(secretaria)
    run_agenda(secretaria)
    secretaria.sees("Lo que se resolvió").sees(re.compile("Dictamen .*favorable"))


def cabildo(as_person: Enter, sitio: Sitio) -> Resuelto:
    """Sixteen seats, one absent with cause, one vote against each dossier; the session ends with two acuerdos."""
    convene(as_person("gobierno"), re.compile("Cabildo"), "2026-02-27")
    sitio.travel(at(27, 10))
    gobierno = as_person("gobierno")
    gobierno.place("Sesiones").link(re.compile("Sesión ordinaria"))
    boxes = gobierno.page.get_by_role("main").get_by_role("checkbox", name=re.compile("^Presente"))
    expect(boxes).to_have_count(16)
    install(gobierno, absent=names_in(gobierno, "#pase")[13])
    dissident = names_in(gobierno, "#asistencia")[11]
    run_agenda(gobierno, against=dissident)
    gobierno.sees("Lo que se resolvió")
    acuerdos = gobierno.page.locator(".acuerdo strong").all_text_contents()
    assert len(acuerdos) == 2
    return Resuelto(gobierno, dissident, [text.removeprefix("Acuerdo ").strip() for text in acuerdos])


def names_in(who: Persona, section: str) -> list[str]:
    """The members, as they are listed in a part of the page."""
    return [name.strip() for name in who.page.locator(f"{section} .integrantes__nombre").all_text_contents()]


def read_the_acta(done: Resuelto, folder: Path) -> None:
    """The acta appears in the page of the session while one looks; it is read, kept, and says what was done."""
    secretary = done.gobierno.waits_for("link", re.compile(r"^Acta .*PDF"))
    secretary.waits_for("link", re.compile(r"^Acta .*Word"))
    secretary.link(re.compile(r"^Acta .*PDF"))
    pdf = download(secretary, re.compile("^Descargar en PDF"), folder)
    words = download(secretary, re.compile("^Descargar en Word"), folder)
    printed = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages).split())
    document = Document(str(words))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    written = " ".join(" ".join([p.text for p in document.paragraphs] + cells).split())
    for text in (printed, written):
        for folio in done.acuerdos:
            assert folio in text
        assert done.disidente in text
        assert re.search("en contra", text, re.IGNORECASE)
        assert "catorce votos a favor" in text.lower()


def download(who: Persona, name: re.Pattern[str], folder: Path) -> Path:
    with who.page.expect_download() as waiting:
        who.page.get_by_role("main").get_by_role("link", name=name).first.click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def publish(as_person: Enter) -> None:
    transparencia = as_person("transparencia")
    for title in (POA, PADRON):
        open_dossier(transparencia, title).link("Publicar")
        confirmed = transparencia.page.get_by_label("El Comité de Transparencia confirmó la versión pública")
        if confirmed.count():
            confirmed.check()
        transparencia.button("Publicar").sees("La versión aprobada quedó publicada y vigente")


def on_a_phone(as_person: Enter) -> None:
    """A regidora reads all of it on a phone: nothing is wider than the screen, nothing bars her way."""
    regidora = as_person("regidora", width=360)
    regidora.place("Tablero").place("Expedientes")
    regidora.page.get_by_role("main").locator("tr").filter(has_text=POA).get_by_role(
        "link", name=re.compile("^POA.2026")
    ).first.click()
    for name in tabs(regidora).get_by_role("link").all_text_contents():
        regidora.link(name, within=tabs(regidora))
    regidora.link("Documentos", within=tabs(regidora)).link(re.compile("^Acta"))
    regidora.place("Expedientes").link(re.compile("^PAD.2026"))
    for name in tabs(regidora).get_by_role("link").all_text_contents():
        regidora.link(name, within=tabs(regidora))
    for _ in range(2):
        regidora.place("Sesiones").link(re.compile("[Ss]esión ordinaria"))
    regidora.page.get_by_role("contentinfo").get_by_role("link", name="Ayuda de esta página").click()
    regidora.check()
