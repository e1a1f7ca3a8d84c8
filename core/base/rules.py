"""The list of rules by which a campaign is checked. Readers report what they find by the same
rules."""

from __future__ import annotations

from dataclasses import dataclass

from .messages import Message, message
from .model import Problem, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True)
class Rule:
    """Something that ought to be so. ``title`` says what is wrong where the rule is broken.

    ``mend`` says what mending does; empty where no mend would be safe. Mending edits the layers,
    which can be undone; with ``in_files`` it rewrites files of the folder instead, because the
    layers are right already. With ``by_hand``, the rule is not mended together with others: what it
    finds may well be intended.
    """

    id: str
    severity: Severity
    title: str
    mend: str = ""
    in_files: bool = False
    by_hand: bool = False

    def __post_init__(self) -> None:
        # Titles and mends are messages: who adds a rule writes them once, here.
        for name, id in (("title", f"rules.{self.id}"), ("mend", f"rules.{self.id}.mend")):
            text: str = getattr(self, name)
            if text and not isinstance(text, Message):
                object.__setattr__(self, name, message(id, text))

    def problem(self, path: str, what: str, mend: str, location: str = "") -> Problem:
        """A problem that says how this rule is broken."""
        return Problem(path, what, mend, location, self.severity, self.id)


_COPY_GOES = message(
    "rules.copy-goes", "One of the two is deleted; the one of which the file says more stays."
)
_BOTH_ANEW = message(
    "rules.both-anew", "Outline and bbox are written anew, from the box as it is shown."
)

# The folder
NO_IMAGE = Rule("no-image", ERROR, "SCANEO finds no image in the folder")
FOLDER_UNREADABLE = Rule("folder-unreadable", ERROR, "A folder can't be read")
FOLDER_LINKED = Rule("folder-linked", WARNING, "A link to a folder is not followed")
FOLDER_NAMED = Rule("folder-named", WARNING, "A folder has the name of an image")
NAME_BROKEN = Rule("name-broken", ERROR, "The name of a file can't be used")
NAME_DOUBLED = Rule("name-doubled", ERROR, "“.tif” stands twice in a path")
IMAGE_SUFFIX = Rule("image-suffix", WARNING, "SCANEO does not see an image because of its suffix")
FILE_SHARED = Rule("file-shared", ERROR, "Two images have one annotation file")
GEOJSON_ORPHAN = Rule("geojson-orphan", WARNING, "A GeoJSON file has no image")
GEOJSON_SUFFIX = Rule("geojson-suffix", WARNING, "SCANEO does not see a GeoJSON file")
MASKS = Rule("masks", INFO, "Masks are left alone")
FILES_EMPTY = Rule("files-empty", INFO, "Files have an empty list")
MASK_LABELLED = Rule("mask-labelled", WARNING, "A mask has annotations")
IMAGE_GONE = Rule("image-gone", WARNING, "An image is gone from the folder")
IMAGE_UNREADABLE = Rule("image-unreadable", ERROR, "An image can't be read")
IMAGE_UNRECTIFIED = Rule(
    "image-unrectified", WARNING, "An image is placed in a way in which SCANEO sees no place"
)
IMAGE_UNLOCATED = Rule("image-placeless", ERROR, "The place of an image on the globe is not known")

# Files
FILE_UNREADABLE = Rule("file-unreadable", ERROR, "A file can't be read")
FILE_BROKEN = Rule("file-broken", ERROR, "A file is no GeoJSON that can be shown")
FILE_ELSEWHERE = Rule("file-elsewhere", ERROR, "The coordinates of a file are in another CRS")
FILE_DATUM = Rule("file-datum", INFO, "A file names a datum that is taken for WGS 84")
FILE_BOM = Rule(
    "file-bom",
    ERROR,
    "A file begins with a byte-order mark, on which SCANEO stops",
    "The mark is taken away; nothing else changes.",
    in_files=True,
)
FILE_NAN = Rule("file-nan", WARNING, "A file holds NaN or Infinity, which JSON has not")

# Labels
LABELS_MISSING = Rule(
    "labels-missing",
    WARNING,
    "There is no spai.json",
    "One is written with the labels that are in use.",
    in_files=True,
)
LABELS_BROKEN = Rule("labels-broken", ERROR, "The list of labels can't be read")
LABEL_NAMELESS = Rule(
    "label-nameless",
    ERROR,
    "A label in spai.json has no name that can be used",
    "Its entry is taken out of spai.json.",
    in_files=True,
)
LABEL_BARE = Rule(
    "label-bare",
    ERROR,
    "A label in spai.json is a bare word or number",
    "Its entry gets a name and the colour in which it is shown.",
    in_files=True,
)
LABEL_DUPLICATE = Rule(
    "label-twice",
    ERROR,
    "A label is listed twice in spai.json",
    "The entry whose colour is shown stays; the others are taken out.",
    in_files=True,
)
LABEL_COLORLESS = Rule(
    "label-colorless",
    ERROR,
    "A label in spai.json has no colour",
    "It is given the colour in which it is shown.",
    in_files=True,
)
LABEL_COLOR_UNKNOWN = Rule(
    "label-color-unknown", WARNING, "The colour of a label in spai.json is not known here"
)
LABEL_UNLISTED = Rule(
    "label-unlisted",
    ERROR,
    "A label is in use that spai.json does not list",
    "It is added to the labels, in a colour of its own.",
)
LABEL_ALIKE = Rule(
    "label-alike",
    WARNING,
    "Two labels differ only in case, spaces or how a letter is encoded",
    "Its annotations get the listed one, of several the one that is used most, and it is deleted.",
)
LABEL_UNUSED = Rule(
    "label-unused",
    INFO,
    "No annotation has a label",
    "It is taken off the list of labels.",
    by_hand=True,
)

# Annotations
TASK_MISSING = Rule("task-missing", ERROR, "An annotation has no task")
TASK_MISSPELT = Rule("task-misspelt", WARNING, "The task of an annotation is misspelt")
TASK_UNKNOWN = Rule("task-unknown", INFO, "An annotation is of a task that is not shown")
LABEL_MISSING = Rule("label-missing", ERROR, "An annotation has no label")
LABEL_BROKEN = Rule("label-broken", ERROR, "The label of an annotation can't be used")
FEATURE_NAN = Rule("feature-nan", ERROR, "An annotation holds NaN or Infinity")
FEATURE_ELSEWHERE = Rule(
    "feature-elsewhere", ERROR, "The coordinates of an annotation are in another CRS"
)
PROPERTY_NAN = Rule("property-nan", WARNING, "A property of an annotation holds NaN or Infinity")
GEOMETRY_BROKEN = Rule("geometry-broken", ERROR, "The geometry of an annotation can't be shown")
WITHOUT_IMAGE = Rule("homeless", ERROR, "An annotation has no image, and so no file to go to")
BBOX_MISSING = Rule("bbox-missing", ERROR, "A box has no bbox", _BOTH_ANEW, in_files=True)
BBOX_BROKEN = Rule("bbox-broken", ERROR, "The bbox of a box can't be read", _BOTH_ANEW, True)
BBOX_DIFFERS = Rule("bbox-differs", WARNING, "Bbox and outline of a box disagree", _BOTH_ANEW, True)
RING_FLAT = Rule(
    "ring-flat",
    WARNING,
    "The outline of a box has no extent, and its bbox has",
    "The outline is written anew, from the bbox as it is shown; the bbox stays.",
    in_files=True,
)
RING_BROKEN = Rule("ring-broken", WARNING, "The outline of a box is no rectangle", _BOTH_ANEW, True)
RING_TURNED = Rule("ring-turned", INFO, "The outline of a box is turned, or no rectangle")
BOX_FLAT = Rule("box-flat", WARNING, "A box has no width or height")
AREA_CROSSING = Rule(
    "area-crossing",
    WARNING,
    "An area crosses or touches itself",
    "It is repaired, and looks as before.",
)
AREA_TANGLED = Rule("area-tangled", WARNING, "An area crosses itself, and what it covers is open")
SLIVER = Rule("sliver", WARNING, "An area is thinner than a pixel")
DUPLICATE = Rule("twin", WARNING, "Two annotations are the same", _COPY_GOES)
CLASS_DUPLICATE = Rule("class-twice", WARNING, "An image is given a class twice", _COPY_GOES)
DUPLICATE_DIFFERS = Rule(
    "twin-differs", WARNING, "Two annotations are the same but for what their file adds to them"
)
OVERLAP = Rule("overlap", WARNING, "Areas of different labels overlap")
WIDE = Rule("wide", WARNING, "An annotation is more than half the globe wide")

# Where they lie
IMAGE_NOT_LOCATED = Rule(
    "placeless", WARNING, "A box or an area is on an image whose place is not known"
)
SWAPPED = Rule(
    "swapped",
    WARNING,
    "Latitude and longitude are swapped",
    "They are swapped back, which puts the annotation on its image.",
)
SWAPPED_UNREADABLE = Rule(
    "swapped-unreadable",
    ERROR,
    "Latitude and longitude are swapped, and so out of range",
    "They are swapped back, which puts the annotation on its image.",
    in_files=True,
)
OUTSIDE = Rule("outside", WARNING, "An annotation lies outside its image")
ACROSS_EDGE = Rule(
    "across-edge",
    WARNING,
    "An annotation reaches across the edge of its image",
    "It is cut off at the edge.",
)

RULES: tuple[Rule, ...] = tuple(rule for rule in vars().values() if isinstance(rule, Rule))
"""All of them, in the order in which they are listed here."""

_BY_ID = {rule.id: rule for rule in RULES}


def rule_of(problem: Problem) -> Rule:
    """The rule that a problem breaks.

    :raises KeyError: where it names none.
    """
    return _BY_ID[problem.rule]
