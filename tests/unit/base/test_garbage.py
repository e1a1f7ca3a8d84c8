"""The search for reference cycles is off during long work, and surely on again afterwards."""

import gc
from threading import Event, Thread

import pytest
from scaneo_bridge.core.base.errors import Cancelled
from scaneo_bridge.core.base.garbage import no_collection_of_garbage


@pytest.fixture(autouse=True)
def on():
    assert gc.isenabled()
    yield
    gc.enable()


@no_collection_of_garbage()
def fails(error):
    assert not gc.isenabled()
    raise error


@pytest.mark.parametrize("error", [ValueError, Cancelled, KeyboardInterrupt])
def test_it_is_on_again_after_an_error(error):
    with pytest.raises(error):
        fails(error)
    assert gc.isenabled()


def test_work_within_work_ends_nothing():
    with no_collection_of_garbage():
        with pytest.raises(ValueError):
            fails(ValueError)
        assert not gc.isenabled()
    assert gc.isenabled()


def test_who_has_it_off_keeps_it_off():
    gc.disable()
    with no_collection_of_garbage():
        assert not gc.isenabled()
    assert not gc.isenabled()


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_threads_the_last_one_switches_it_on(first):
    ends = [Event(), Event()]
    begun, seen = [Event(), Event()], []

    def work(which):
        with no_collection_of_garbage():
            begun[which].set()
            ends[which].wait(60)

    threads = [Thread(target=work, args=(which,)) for which in (0, 1)]
    for thread, event in zip(threads, begun):
        thread.start()
        assert event.wait(60)
    for which in (first, 1 - first):
        seen.append(gc.isenabled())
        ends[which].set()
        threads[which].join(60)
    assert seen == [False, False]
    assert gc.isenabled()
