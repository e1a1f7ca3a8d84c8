"""Names that would do something, and what is seen of them."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication

LONG = "long " * 1000 + "x" * 5000
LABELS = [
    '<b>bold</b><img src="file:///none.png">',
    "</qt><script>alert(1)</script>",
    "&File && &amp; &lt;b&gt;",
    "it's \"x\" \\ 'y' -- ;",
    "[% 1 + 1 %]",
    '@scaneo_image || "label"',
    "{0} {name} {} %1 %s %n {{",
    "a\tb\nc\r\x01\x07\x1b[31m\x7f\x85z",
    "\u202egnp.exe\u202c",
    "\u2067ab\u2066c",  # isolates that nobody ends
    "line\u2028paragraph\u2029end",
    "مياه (2)",
    LONG,
]
LISTED = [LABELS[0], *LABELS[2:]]
IMAGES = [
    "<b>x<\u2215b>{0}[% 1 %] \"q\" 'a' &c %1.tif",
    "a\x01\nb\tc.tif",
    "\u202efit\u202c.tif",
    "w" * 240 + ".tif",
]
DOING = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F)]))
DOING += "\u061c\u200e\u200f\u2066\u2067"
MOST = 1100  # characters of any text; one of the long label's would be 10,000


def does_nothing(text):
    """Whether a text is as long as people read, and nothing in it breaks lines or turns them."""
    isolates = text.count("\u2068"), text.count("\u2069")
    rest = text.translate(dict.fromkeys(map(ord, "\n\u2068\u2069")))
    return isolates[0] == isolates[1] and not set(rest) & set(DOING) and len(text) <= MOST


def assert_harmless(text, what):
    assert does_nothing(text), f"{what}: {ascii(text)[:300]}"


def paste(desk, path):
    """Puts a path into the folder's field, as QTest's keys can't."""
    desk.dock.type_folder("")
    QApplication.clipboard().setText(str(path))
    field = desk.dock.widget.folder.lineEdit()
    desk.bot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def open_folder(desk, path):
    paste(desk, path)
    desk.bot.keyClick(desk.dock.widget.folder.lineEdit(), Qt.Key.Key_Return)
    desk.wait()
