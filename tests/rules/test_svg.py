"""The escudo given as a drawing in SVG: it is drawn as a PNG, or refused with what is not accepted."""

from __future__ import annotations

import pytest

from workflow.actas.impresion.membrete import medidas, reparos_escudo
from workflow.actas.impresion.svg import NoSeDibuja, looks_like_svg, to_png

CABEZA = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 120"'
ESCUDO = f'<svg {CABEZA}><title>Escudo</title><g id="a"><path d="M0 0H100V80Q50 120 0 80Z" fill="#6b1f35"/></g></svg>'


def drawing(inside: str, before: str = "") -> bytes:
    return f"{before}<svg {CABEZA}>{inside}</svg>".encode()


def test_un_escudo_se_dibuja_como_png_que_sirve_de_escudo() -> None:
    made = to_png(ESCUDO.encode())
    assert reparos_escudo(made) == ()
    assert max(medidas(made)) == 1000


def test_lo_que_guarda_para_si_el_programa_de_dibujo_no_estorba() -> None:
    extra = '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" pagecolor="#fff"/>'
    assert to_png(drawing(extra + '<circle cx="50" cy="50" r="40"/>', '<?xml version="1.0"?><!-- Inkscape -->'))


BOMBA = (
    '<defs><g id="a"><rect width="1" height="1"/></g><g id="b"><use href="#a"/><use href="#a"/></g></defs>'
    '<use href="#b"/>'
)


@pytest.mark.parametrize(
    ("dentro", "que"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<image href="https://ejemplo.invalid/x.png"/>', "image"),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>', "foreignObject"),
        ("<text>Fresnillo</text>", "text"),
        ('<rect width="9" height="9" onload="x()"/>', "onload"),
        ('<use xlink:href="file:///etc/passwd#a"/>', "href"),
        ("<style>@import url(https://ejemplo.invalid/x.css);</style>", "style"),
        ('<rect width="9" height="9" fill="url(https://ejemplo.invalid/#a)"/>', "fill"),
        ('<filter id="f"/>', "filter"),
        (BOMBA, "use"),
    ],
)
def test_lo_que_trae_algo_de_fuera_se_ejecuta_o_crece_se_rechaza_por_su_nombre(dentro: str, que: str) -> None:
    with pytest.raises(NoSeDibuja) as error:
        to_png(drawing(dentro))
    assert (error.value.codigo, error.value.que) == ("MEMBRETE_SVG_NO_SE_ADMITE", que)


def test_una_entidad_no_se_abre() -> None:
    malo = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + drawing("<title>&x;</title>")
    with pytest.raises(NoSeDibuja) as error:
        to_png(malo)
    assert error.value.que == "ENTITY"


def test_un_archivo_roto_se_dice() -> None:
    with pytest.raises(NoSeDibuja) as error:
        to_png(b"<svg xmlns='http://www.w3.org/2000/svg'><g>")
    assert error.value.codigo == "MEMBRETE_SVG_NO_SE_LEE"


def test_se_reconoce_por_su_contenido_y_no_por_su_nombre() -> None:
    assert looks_like_svg(b'\xef\xbb\xbf<?xml version="1.0"?>\n' + ESCUDO.encode())
    assert not looks_like_svg(b"\x89PNG\r\n\x1a\n" + b"<svg")
