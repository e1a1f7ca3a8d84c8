"""What one GeoJSON file of the campaign holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Optional

from .annotations import read_annotation
from .document import Document, Unreadable, read_document
from .model import Annotation, Problem, Severity, Task


@dataclass(frozen=True)
class FileContent:
    """The annotations of a file, in their order, and what is wrong with it.

    ``is_empty`` is True where it lists no feature at all, not even one that can't be shown.
    """

    annotations: Sequence[Annotation]
    problems: Sequence[Problem]
    is_empty: bool = False


def read_annotations(path: str, data: bytes) -> FileContent:
    """The annotations of one GeoJSON file. Never raises: what can't be read is a problem."""
    try:
        document = read_document(data)
    except Unreadable as error:
        mend = f"{error.mend} The file stays as it is."
        return FileContent((), (Problem(path, error.what, mend, error.place),))
    problems: list[Problem] = []
    if document.bom:
        problems.append(_warning(path, "It begins with a byte-order mark, on which SCANEO stops."))
    if not document.strict:
        problems.append(_warning(path, "It holds NaN or Infinity, which JSON has not."))
    annotations = list(shown_annotations(document, path, problems).values())
    problems.extend(_twice(path, annotations))
    return FileContent(annotations, problems, is_empty=not document.features)


def shown_annotations(
    document: Document, path: str = "", problems: Optional[list[Problem]] = None
) -> dict[int, Annotation]:
    """The annotations that can be shown, by their index in the file.

    What is wrong with the others is added to ``problems``.
    """
    found: dict[int, Annotation] = {}
    place = 0

    def report(what: str, mend: str, severity: Severity) -> None:
        if problems is not None:
            problems.append(Problem(path, what, mend, f"feature {place + 1}", severity))

    for place, feature in enumerate(document.features):
        if not feature.strict:
            mend = "Write a number or null. It stays in the file as it is."
            report("It holds NaN or Infinity, which JSON has not.", mend, Severity.ERROR)
            continue
        annotation = read_annotation(feature.value, place, report)
        if annotation is not None:
            found[place] = annotation
    return found


def _twice(path: str, annotations: Sequence[Annotation]) -> Iterator[Problem]:
    """A warning for each class that the image is given again."""
    classes: set[str] = set()
    for annotation in annotations:
        if annotation.task is not Task.CLASSIFICATION:
            continue
        if annotation.label in classes:
            what = f"The image is given “{annotation.label[:80]}” twice."
            place = f"feature {(annotation.place or 0) + 1}"
            yield Problem(path, what, "Delete one.", place, Severity.WARNING)
        classes.add(annotation.label)


def _warning(path: str, what: str) -> Problem:
    return Problem(path, what, "Save it as plain UTF-8 JSON.", severity=Severity.WARNING)
