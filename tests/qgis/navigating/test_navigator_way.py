"""Which image comes next in the list of images, before, and next of those that are to do."""

from scaneo_bridge.core.base.model import ImageState
from support.subjects.navigator import A, B, C, D, E, F


def test_forwards_and_back_to_the_ends(images):
    assert images.go(C).next_image() == D
    assert images.go(C).previous_image() == B
    assert images.go(F).next_image() is None
    assert images.go(A).previous_image() is None


def test_without_a_current_image_it_begins_at_the_first(images):
    assert images.go(None).next_image() == A
    assert images.go(None).previous_image() is None
    assert images.go(None).next_todo() == B


def test_through_what_is_shown(images):
    images.search("2025")
    assert images.go(A).next_image() == C
    assert images.go(F).previous_image() == E
    assert images.go(E).next_image() is None


def test_from_an_image_that_has_just_left_the_filter(images):
    images.choose("To do")
    navigator = images.go(B)
    images.becomes(B, ImageState.DONE)
    assert images.shown() == [D]
    assert navigator.next_image() == D
    assert navigator.previous_image() is None


def test_to_do_goes_on_from_the_beginning(images):
    assert images.go(A).next_todo() == B
    assert images.go(B).next_todo() == D
    assert images.go(D).next_todo() == B
    assert images.go(F).next_todo() == B


def test_no_other_is_to_do(images):
    images.becomes(B, ImageState.DONE)
    assert images.go(D).next_todo() is None
    images.becomes(D, ImageState.SKIPPED)
    assert images.go(D).next_todo() is None


def test_to_do_keeps_to_the_search(images):
    images.search("2025")
    assert images.go(E).next_todo() == D


def test_to_do_looks_at_all_where_the_filter_hides_them(images):
    images.choose("Done")
    assert images.go(A).next_todo() == B
