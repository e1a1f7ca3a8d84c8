"""How the rows of lists are painted: in the list's own colours, whatever a theme says of rows.

QGIS's themes colour what is hovered or selected by style sheets: Night Mapping writes #222 on
#535353 (a contrast of 2.1). And the application's palette has colours there that nothing on the
screen has; the palette of a list that is shown is right in every theme.
"""

from __future__ import annotations

from typing import NamedTuple, Optional

from qgis.PyQt.QtCore import QModelIndex
from qgis.PyQt.QtGui import QColor, QPainter, QPalette
from qgis.PyQt.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

READABLE = 4.5
"""The least contrast of text (WCAG 2.1, AA)."""
SELECTED = 0.24
"""How much of the highlight's colour there is below what is selected or current."""
_HOVERED = 0.11


class Inks(NamedTuple):
    """For what is read first, and for what is read next."""

    first: QColor
    next: QColor


class Rows(QStyledItemDelegate):
    """Paints what is selected or hovered as a tint of the ground, below the usual icon and text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Qt calls it."""
        row = QStyleOptionViewItem(option)
        ink = paint_ground(painter, row).first
        row.palette.setColor(row.palette.currentColorGroup(), row.palette.ColorRole.Text, ink)
        states = QStyle.StateFlag
        row.state &= ~(states.State_Selected | states.State_MouseOver | states.State_HasFocus)
        super().paint(painter, row, index)


def paint_ground(
    painter: QPainter, row: QStyleOptionViewItem, tint: Optional[float] = None
) -> Inks:
    """Paints what lies below a row's text; answers in which colours that is read.

    ``tint`` is how much of the highlight's colour there is in it; None: as selection and mouse say.
    """
    roles, group = row.palette.ColorRole, row.palette.currentColorGroup()
    is_alternate = row.features & QStyleOptionViewItem.ViewItemFeature.Alternate
    ground = row.palette.color(group, roles.AlternateBase if is_alternate else roles.Base)
    if tint is None:
        tint = SELECTED if row.state & QStyle.StateFlag.State_Selected else hovered(row)
    if tint:
        ground = mixed(row.palette.color(group, roles.Highlight), ground, tint)
        painter.fillRect(row.rect, ground)
    text = row.palette.color(group, roles.Text)
    return Inks(text, text) if group == QPalette.ColorGroup.Disabled else inks(text, ground)


def hovered(row: QStyleOptionViewItem) -> float:
    """The tint of a row that is not selected."""
    return _HOVERED if row.state & QStyle.StateFlag.State_MouseOver else 0.0


def inks(text: QColor, ground: QColor) -> Inks:
    """The text's colour, if it can be read, and one that is quieter as far as that can, too."""
    if contrast(text, ground) < READABLE:
        text = black_or_white(ground)
    for part in (0.65, 0.75, 0.85):
        quiet = mixed(text, ground, part)
        if contrast(quiet, ground) >= READABLE:
            return Inks(text, quiet)
    return Inks(text, text)


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """So much of one colour, and of another what is left."""
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3])
    return QColor(*(round(part * a + (1 - part) * b) for a, b in pairs))


def black_or_white(ground: QColor) -> QColor:
    """Which of them stands out more."""
    black, white = QColor(0, 0, 0), QColor(255, 255, 255)
    return black if contrast(black, ground) > contrast(white, ground) else white


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.1's contrast ratio: from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
