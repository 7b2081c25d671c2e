"""Icons are drawn in the theme's colour, turned where they point somewhere, and never missing."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from evidence_desk.resources import resource_names, resource_text
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.icons import icon, icon_pixmap
from tests.ui.conftest import theme_of

ALL = [Path(name).stem for name in resource_names("icons", ".svg")]


def colours_in(pixmap: QPixmap) -> set[str]:
    """The opaque colours of a picture."""
    image = pixmap.toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}


def centre(image: QImage) -> float:
    """Where the weight of a drawing lies, from left to right."""
    points = [(x, image.pixelColor(x, y).alpha()) for x in range(20) for y in range(20)]
    return sum(x * weight for x, weight in points) / sum(weight for _x, weight in points)


def test_the_whole_family_is_there() -> None:
    assert len(ALL) == 62


@pytest.mark.parametrize("name", ALL)
def test_icons_say_no_colour_of_their_own(name: str) -> None:
    svg = resource_text(f"icons/{name}.svg")

    assert "currentColor" in svg
    assert "#" not in svg


def test_icons_take_the_colour_asked_for(qapp: QApplication) -> None:
    drawn = icon_pixmap("stop", QSize(20, 20), 4.0, QColor("#0f6f6a"))

    assert colours_in(drawn) == {"#0f6f6a"}


def test_disabled_icons_have_the_disabled_colour(qapp: QApplication) -> None:
    theme = theme_of(qapp)
    made = icon(theme, "stop", "ink", QSize(20, 20), [3.0])
    off = made.pixmap(QSize(20, 20), 3.0, QIcon.Mode.Disabled)

    assert colours_in(off) == {theme.colour("disabled-ink").name()}
    assert {theme.colour("ink").name()} == colours_in(made.pixmap(QSize(20, 20), 3.0, QIcon.Mode.Selected))


@pytest.mark.parametrize(("name", "turns"), [("leave", True), ("left", True), ("check", False), ("clock", False)])
def test_only_what_points_somewhere_is_mirrored(qapp: QApplication, name: str, *, turns: bool) -> None:
    straight, other = (
        icon_pixmap(name, QSize(20, 20), 1.0, QColor("#000000"), mirrored=mirrored).toImage()
        for mirrored in (False, True)
    )

    assert (straight != other) is turns
    assert not turns or centre(other) == pytest.approx(19 - centre(straight), abs=0.1)


def test_room_for_the_gap_is_beside_the_icon(look: Appearance) -> None:
    assert look.icon_size(gap=4) == QSize(24, 20)


def test_every_icon_named_in_the_code_is_there() -> None:
    calls = {"Pictogram", "Button", "ChoiceButton", "set_icon", "paint_icon", "icon", "pixmap", "Chip"}
    named = set()
    for path in Path("evidence_desk/ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in calls:
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                named |= {text for text in texts if isinstance(text, str) and text.isalpha() and text.islower()}
    inks = {"ink", "accent", "surface", "ground", "focus", "cover", "line"}

    assert named
    assert named - inks <= set(ALL)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_tick_grows_with_the_letters_and_is_there_only_where_it_is_on(
    look: Appearance, qapp: QApplication, scale: float
) -> None:
    """Qt's own in a menu is as small as ever, however large the letters."""
    look.show_in(theme_of(qapp, scale=scale))
    made, size = look.tick(), look.icon_size()
    on, off = (made.pixmap(size, QIcon.Mode.Normal, state) for state in (QIcon.State.On, QIcon.State.Off))

    assert on.size() == off.size() == size == QSize(1, 1) * look.theme.px(20)
    assert colours_in(on) == {look.theme.colour("accent").name()}
    assert not colours_in(off)
