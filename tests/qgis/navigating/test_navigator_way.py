"""Which image comes next in the list of images, before, and next of those that are to do."""

from scaneo_bridge.core.base.image_state import ImageState
from support.navigator import A, B, C, D, E, F

pytest_plugins = ["support.navigator"]


def test_forwards_and_back_to_the_ends(user):
    assert user.go(C).next_image() == D
    assert user.go(C).previous_image() == B
    assert user.go(F).next_image() is None
    assert user.go(A).previous_image() is None


def test_without_a_current_image_it_begins_at_the_first(user):
    assert user.go(None).next_image() == A
    assert user.go(None).previous_image() is None
    assert user.go(None).next_todo() == B


def test_through_what_is_shown(user):
    user.search("2025")
    assert user.go(A).next_image() == C
    assert user.go(F).previous_image() == E
    assert user.go(E).next_image() is None


def test_from_an_image_that_has_just_left_the_filter(user):
    user.choose("To do")
    navigator = user.go(B)
    user.settle(B, ImageState.DONE)
    assert user.shown() == [D]
    assert navigator.next_image() == D
    assert navigator.previous_image() is None


def test_to_do_goes_on_from_the_beginning(user):
    assert user.go(A).next_todo() == B
    assert user.go(B).next_todo() == D
    assert user.go(D).next_todo() == B
    assert user.go(F).next_todo() == B


def test_no_other_is_to_do(user):
    user.settle(B, ImageState.DONE)
    assert user.go(D).next_todo() is None
    user.settle(D, ImageState.SKIPPED)
    assert user.go(D).next_todo() is None


def test_to_do_keeps_to_the_search(user):
    user.search("2025")
    assert user.go(E).next_todo() == D


def test_to_do_looks_at_all_where_the_filter_hides_them(user):
    user.choose("Done")
    assert user.go(A).next_todo() == B
