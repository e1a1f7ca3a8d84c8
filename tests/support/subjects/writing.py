"""What the tests of a write share."""

import os

from scaneo_bridge.core.store.write.writing import Writing

OLD = {"a.geojson": b"old a", "sub/b.geojson": b"old b", "other.txt": b"other"}
NEW = {"a.geojson": b"new a", "sub/b.geojson": b"new b", "sub/new/c.geojson": b"new c"}


class DiskFull(OSError):
    """The disk refuses in the middle."""

    def __init__(self):
        super().__init__(28, "No space left on device")


def write(folder, new=NEW, again=""):
    with Writing(folder) as writing:
        for name, data in new.items():
            writing.stage(name, data)
        if again:
            writing.stage(again, b"the last word")
        return writing.commit()


def fail_at(monkeypatch, name, call):
    """Lets a function of `os` fail from its n-th call on; answers the calls that went well."""
    real, done = getattr(os, name), []

    def function(*args, **more):
        if len(done) >= call:
            raise DiskFull
        result = real(*args, **more)
        done.append(args)
        return result

    monkeypatch.setattr(os, name, function)
    return done
