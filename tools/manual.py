"""Write docs/manual/ from the help pages of the product (templates/ayuda/), with their pictures.

python tools/manual.py            writes the manual
python tools/manual.py --check    exits 1 if what is written is not what the help says
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from workflow.web.ayuda import TEMAS, Tema

ROOT = Path(__file__).resolve().parent.parent
MANUAL = ROOT / "docs" / "manual"
# Pictures of each topic: file in docs/manual/imagenes and what it shows.
PICTURES: dict[str, tuple[tuple[str, str], ...]] = {
    "dependencia": (
        ("expediente", "Un expediente: su camino con fechas, quién lo tiene y su contenido"),
        ("padron", "Un padrón con sus reglas de operación y lo que se encontró en sus filas"),
    ),
    "planeacion": (
        ("bandeja", "La bandeja de quien revisa: qué espera, desde cuándo y cuándo vence"),
        ("observaciones", "Cada observación junto al dato observado, con sus respuestas"),
        ("tablero", "El tablero: cuántos expedientes hay en cada etapa y quién los tiene"),
    ),
    "comisiones": (("convocada", "El pase de lista de Comisiones Unidas, con el quórum de cada comisión"),),
    "gobierno": (
        ("sesiones", "Las sesiones: las que vienen, lo que espera y las anteriores"),
        ("sesion", "Una sesión de Cabildo terminada: documentos, acuerdos y voto por integrante"),
        ("acta", "La primera página de un acta"),
        ("organo", "Las reglas de un órgano, con su fundamento y lo que falta confirmar"),
    ),
    "preparar": (("convocar", "La convocatoria: qué clase de sesión, cuándo, dónde y qué acta se aprueba"),),
    "organos": (
        ("organos", "Los órganos registrados y quién conduce cada uno"),
        ("reglas", "Las reglas de un órgano, desde qué día y con qué fundamento"),
        ("integrantes", "Quienes integran un comité, por sector"),
        ("curules", "Las curules del Cabildo, con sus titulares y licencias"),
    ),
    "plantillas": (
        ("plantillas", "Cada documento con la plantilla en vigor y la inicial para empezar"),
        ("campos", "Los campos que puede llevar una plantilla, con un ejemplo de cada uno"),
    ),
    "firma": (
        ("reglas-firma", "Cómo firma un órgano cada documento, desde qué día y con qué fundamento"),
        ("firma-electronica", "Las autoridades certificadoras en las que se confía"),
    ),
    "revision": (
        ("mesa-revision", "La mesa de revisión: lo enviado junto a lo anterior, por secciones"),
        ("hallazgos", "Los hallazgos automáticos, que se aceptan como observación o se descartan con motivo"),
        ("reparto", "El reparto: lo que tiene cada quien y a quién se sugiere"),
    ),
    "plazos": (
        ("dias", "A dónde se fueron los días, por quién los tuvo y por etapa"),
        ("inhabiles", "Los días inhábiles del año, con su fundamento"),
        ("plazos-expediente", "El plazo que corre en un expediente y sus días"),
    ),
    "poa": (
        ("captura", "La captura del POA: por libro o por página, y lo que falta para enviarlo"),
        ("diagnostico", "El diagnóstico: el problema, sus causas y la población"),
        ("hoja", "La hoja de cálculo de las actividades"),
    ),
    "matriz": (
        ("matriz", "La matriz de indicadores como árbol, con lo que hay que revisar"),
        ("fichas", "La ficha técnica de un indicador, lista para imprimir"),
    ),
    "catalogos": (("catalogos", "Los catálogos del ejercicio, con su versión"),),
    "dependencias": (("dependencia", "Una dependencia con sus nombres y sus fechas"),),
    "conjunto": (
        ("panorama", "El presupuesto de todos los POA, por capítulo, eje, fuente y dependencia"),
        ("varios", "La lista para reunir los POA en un archivo"),
    ),
    "entregas": (
        ("entregas", "Lo entregado de un padrón contra lo aprobado, por periodo"),
        ("jornada", "Una jornada de entrega: sus papeles y la lista para palomear"),
        ("beneficiarios", "Los padrones en vigor desde arriba"),
    ),
    "informes": (
        ("agenda", "La agenda institucional del trimestre"),
        ("informe", "El informe trimestral: lo que dicen los registros junto al texto de cada apartado"),
    ),
    "expediente": (("versiones", "Las versiones de un expediente y lo que cambió entre ellas"),),
    "administracion": (("usuarios", "Las personas usuarias y sus cargos"),),
    "cuenta": (("entrar", "La página para entrar"),),
}


def page(tema: Tema) -> str:
    """The topic in Markdown."""
    source = (ROOT / "templates" / "ayuda" / f"{tema.clave}.html").read_text()
    source = re.sub(r"\{\{\s*ver\('(\w+)'\)\s*\}\}", r"\1.md", source)
    source = re.sub(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}", "", source, flags=re.S)
    soup = BeautifulSoup(source, "html.parser")
    parts = [f"# {tema.titulo}", tema.resumen]
    parts += [text for tag in soup.find_all(True, recursive=False) if (text := block(tag))]
    parts += [f"![{caption}](imagenes/{name}.png)\n\n*{caption}.*" for name, caption in PICTURES.get(tema.clave, ())]
    return "\n\n".join(parts) + "\n"


def block(tag: Tag) -> str:
    if tag.name in ("h2", "h3"):
        return f"{'#' * int(tag.name[1])} {inline(tag)}"
    if tag.name in ("ol", "ul"):
        items = tag.find_all("li", recursive=False)
        return "\n".join(f"{f'{n}.' if tag.name == 'ol' else '-'} {inline(item)}" for n, item in enumerate(items, 1))
    if tag.name == "dl":
        pairs = zip(tag.find_all("dt"), tag.find_all("dd"), strict=True)
        return "\n".join(f"- **{inline(term)}**: {inline(meaning)}" for term, meaning in pairs)
    if tag.name == "table":
        return "\n".join(
            "- " + " · ".join(inline(cell) for cell in row.find_all(["th", "td"])) for row in tag.find_all("tr")
        )
    return inline(tag)


def inline(tag: Tag) -> str:
    out = ""
    for child in tag.children:
        if isinstance(child, NavigableString):
            out += str(child)
        elif isinstance(child, Tag) and child.name == "strong":
            out += f"**{inline(child)}**"
        elif isinstance(child, Tag) and child.name == "code":
            out += f"`{inline(child)}`"
        elif isinstance(child, Tag) and child.name == "a" and str(child.get("href", "")).endswith(".md"):
            out += f"[{inline(child)}]({child['href']})"
        elif isinstance(child, Tag):
            out += inline(child)
    return " ".join(out.split()) if tag.name not in ("strong", "code", "a") else out.strip()


def index() -> str:
    lines = [
        "# Manual de Ruta",
        "Una página por cargo, tarea por tarea. El mismo texto está en **Ayuda**, al pie de cada página. "
        "Las pantallas son de la demostración: sus personas no existen.",
        "\n".join(f"- [{tema.titulo}]({tema.clave}.md): {tema.resumen}" for tema in TEMAS),
        "Este manual se escribe con `python tools/manual.py`; las imágenes, con `python tools/shots.py`.",
    ]
    return "\n\n".join(lines) + "\n"


def written() -> dict[Path, str]:
    return {MANUAL / "README.md": index(), **{MANUAL / f"{tema.clave}.md": page(tema) for tema in TEMAS}}


def main(check: bool) -> int:
    if check:
        stale = [path.name for path, text in written().items() if not path.exists() or path.read_text() != text]
        if stale:
            print("El manual no dice lo que la ayuda: " + ", ".join(stale))
        return int(bool(stale))
    for path, text in written().items():
        path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main("--check" in sys.argv))
