"""SVG and PDF are drawn at a bounded size, and fetch nothing."""

from pathlib import Path

import pytest

from storyvid_dagster.errors import DrawingRejected
from storyvid_dagster.intake import decoding
from storyvid_dagster_tests.intake.picture_files import (
    EXACT,
    LIMITS,
    LOSSY,
    SVG_QUARTERS,
    assert_quarters,
    decoded,
    pdf,
    quarters,
    saved,
    svg,
)


def bare_pdf(width: object, height: object) -> bytes:
    """A page of any size, a red square in its corner."""
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R>>",
        "<</Length 23>>stream\n1 0 0 rg 1 1 50 50 re f\nendstream",
    )
    body = "".join(f"{number} 0 obj{text}\nendobj\n" for number, text in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>".encode()


BAR = '<rect width="50%" height="100%" fill="red"/>'


TOO_NARROW = r"more than 20 times as long as it is wide, too narrow .* upload that"


ABSURD: dict[str, tuple[bytes, str]] = {
    "svg a billion wide": (svg(BAR, 'viewBox="0 0 1e9 1"'), TOO_NARROW),
    "svg a billion high": (svg(BAR, 'viewBox="0 0 1 1e9"'), TOO_NARROW),
    "svg size a billion wide": (svg(BAR, 'width="1e9" height="1"'), TOO_NARROW),
    "svg size 0": (svg(BAR, 'width="0" height="10"'), "is damaged"),
    "svg size below 0": (svg(BAR, 'width="-5" height="10"'), "is damaged"),
    "svg size beyond all numbers": (svg(BAR, 'width="1e39" height="1e39"'), "is damaged"),
    "svg viewBox of nearly nothing": (svg(BAR, 'viewBox="0 0 1e-30 1e-30"'), "is an empty page"),
    "svg viewBox 0": (svg(BAR, 'viewBox="0 0 0 100"'), ""),
    "svg viewBox below 0": (svg(BAR, 'viewBox="0 0 -5 100"'), ""),
    "svg viewBox NaN": (svg(BAR, 'viewBox="0 0 NaN 100"'), ""),
    "svg viewBox without end": (svg(BAR, 'viewBox="0 0 inf 1e39"'), ""),
    "svg viewBox of words": (svg(BAR, 'viewBox="as large as you like"'), ""),
    "svg size of a city": (svg(BAR, 'width="1e9" height="1e9"'), ""),
    "svg frieze": (svg(BAR, 'viewBox="0 0 1900 100"'), ""),
    "pdf of ten kilometres": (bare_pdf(10**7, 1), TOO_NARROW),
    "pdf ribbon": (bare_pdf(600, 10), TOO_NARROW),
    "pdf below 0": (bare_pdf(-100, -100), "starts with an empty page"),
    "pdf without size": (bare_pdf(0, 0), ""),
    "pdf without a number": (bare_pdf("nan", 100), ""),
    "pdf of a planet": (bare_pdf(10**12, 10**12), ""),
    "png frieze": (saved(quarters(800, 41), "PNG"), ""),
    "png ribbon": (saved(quarters(800, 34), "PNG"), TOO_NARROW),
}


def test_svg_and_pdf_are_drawn_at_the_size_asked_for() -> None:
    assert decoded(svg(SVG_QUARTERS)).shape == (750, 1000, 3)
    assert decoded(pdf(quarters()), max_edge_px=400).shape == (300, 400, 3)
    wall = 'width="900000" height="900000" viewBox="0 0 80 80"'
    assert decoded(svg(SVG_QUARTERS, wall)).shape == (1000, 1000, 3)


def test_svg_carries_its_own_picture(tmp_path: Path) -> None:
    import base64

    inside = base64.b64encode(saved(quarters(), "PNG")).decode()
    data = svg(f'<image width="80" height="60" xlink:href="data:image/png;base64,{inside}"/>')
    assert_quarters(decoded(data), LOSSY)


@pytest.mark.parametrize("href", ["{path}", "file://{path}", "http://127.0.0.1:9/cat.png", "cat.png"])
@pytest.mark.parametrize("attribute", ["href", "xlink:href"])
def test_svg_never_fetches_what_lies_outside(tmp_path: Path, href: str, attribute: str) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(saved(quarters(), "PNG"))
    data = svg(SVG_QUARTERS + f'<image width="80" height="60" {attribute}="{href.format(path=path)}"/>')
    with pytest.raises(DrawingRejected, match="lies outside the file, which is never fetched"):
        decoded(data)


@pytest.mark.parametrize("case", ABSURD)
@pytest.mark.slow
def test_absurd_canvases_are_a_small_picture_or_told_why(case: str) -> None:
    data, message = ABSURD[case]
    if message:
        with pytest.raises(DrawingRejected, match=message):
            decoded(data)
    else:
        assert 41 <= max(decoded(data).shape) <= LIMITS["max_edge_px"]


def test_a_frieze_may_be_seen_small() -> None:
    data = saved(quarters(1600, 90), "PNG")
    assert decoded(data, max_edge_px=256).shape[:2] == (14, 256)


def test_endless_svg_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "TIME_LIMIT_S", 0.0)
    with pytest.raises(DrawingRejected, match="too complicated"):
        decoded(svg(SVG_QUARTERS))


@pytest.mark.parametrize(
    "size",
    ["", 'width="400000" height="400000"', 'width="1" height="1"', 'width="0" height="0"', 'width="100%"'],
)
@pytest.mark.slow
def test_svg_of_any_nominal_size_is_drawn_at_ours(size: str) -> None:
    picture = decoded(svg(SVG_QUARTERS, f'{size} viewBox="0 0 80 60"'))
    assert picture.shape == (750, 1000, 3)
    assert_quarters(picture, EXACT)
