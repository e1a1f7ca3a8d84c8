"""Paints the rows of lists in the list's own colours, whatever a QGIS theme sets for rows.

QGIS's themes set colours of hovered and selected rows by style sheets: Night Mapping has #222 on
#535353 (a contrast of 2.1). The application's palette then has colours that appear nowhere on the
screen, while the palette of a visible list is right in every theme.
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


class TextColors(NamedTuple):
    """The colours of the first and the second line of a row."""

    first: QColor
    next: QColor


class Rows(QStyledItemDelegate):
    """Paints selected and hovered rows with a tinted background, below the usual icon and text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Called by Qt."""
        row = QStyleOptionViewItem(option)
        ink = paint_ground(painter, row).first
        row.palette.setColor(row.palette.currentColorGroup(), row.palette.ColorRole.Text, ink)
        states = QStyle.StateFlag
        row.state &= ~(states.State_Selected | states.State_MouseOver | states.State_HasFocus)
        super().paint(painter, row, index)


def paint_ground(
    painter: QPainter, row: QStyleOptionViewItem, tint: Optional[float] = None
) -> TextColors:
    """Paints the background of a row; returns the colours for text on it.

    ``tint`` is the share of the highlight colour; None: depending on selection and mouse.
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
    return TextColors(text, text) if group == QPalette.ColorGroup.Disabled else inks(text, ground)


def hovered(row: QStyleOptionViewItem) -> float:
    """The tint of a row that is not selected."""
    return _HOVERED if row.state & QStyle.StateFlag.State_MouseOver else 0.0


def inks(text: QColor, ground: QColor) -> TextColors:
    """The text's colour, if it is readable, and a quieter one, as quiet as is still readable."""
    if contrast(text, ground) < READABLE:
        text = black_or_white(ground)
    for part in (0.65, 0.75, 0.85):
        quiet = mixed(text, ground, part)
        if contrast(quiet, ground) >= READABLE:
            return TextColors(text, quiet)
    return TextColors(text, text)


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """Mixes two colours; ``part`` is the share of the first one."""
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3])
    return QColor(*(round(part * a + (1 - part) * b) for a, b in pairs))


def black_or_white(ground: QColor) -> QColor:
    """The one with the higher contrast."""
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
