"""The page in a real browser: nothing overflows, every cell reaches its heads, nothing hostile runs."""

import attrs
import pytest
from tests.printed.browser import BROWSER, ROOT, WIDTHS, measured

import govinfo_schema as gs
from govinfo_schema.errors import Language
from govinfo_schema.form.walk import figures, places

needs_browser = pytest.mark.skipif(BROWSER is None, reason="no browser on this machine")


@needs_browser
@pytest.mark.parametrize("name", ["pingtan-zrz-2020", "pingtan-gaj-2021"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=list(WIDTHS))
@pytest.mark.parametrize(("language", "found"), [("zh", False), ("zh", True), ("en", True)])
def test_nothing_overflows_and_each_cell_reaches_its_heads(
    name: str, width: int, language: Language, *, found: bool, dark: bool
) -> None:
    report = gs.from_json((ROOT / "tests" / "examples" / "broken" / f"{name}.json").read_bytes())
    page = gs.render(report, "html", findings=gs.verify(report) if found else None, language=language)
    told = measured(page, width, dark=dark)
    cells = [places(type(report))[cell] for cell in figures(report)]

    assert told["width"] <= told["window"] == width
    assert 0 == told["cut"]
    assert (told["back"] == "rgb(255, 255, 255)") is not dark
    assert len(cells) == len(told["cells"])
    for cell, heads in zip(cells, told["cells"], strict=True):
        assert set((cell.labels if language == "zh" else cell.english)[1:]) <= set(heads)


@needs_browser
def test_hostile_text_does_not_run() -> None:
    bad = '</p><script>top.injected=window.injected=1</script><img src=x onerror="window.injected=1">'
    report = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name=bad), overview=bad, introduction=bad)
    told = measured(gs.render(attrs.evolve(report, other_matters=bad), "html"), 390, dark=False)

    assert not told["injected"]
    assert told["width"] <= told["window"]
