"""Connects what hears of one signal in the reversed order: ``pytest -p support.reversed_slots``.

Qt calls the receivers of a signal in the order in which they were connected; what depends on that
order is found by turning it around. Neither Qt nor PyQt lets anybody in between, so the product's
modules are compiled with each ``a.signal.connect(b)`` as a call of `connect`: it takes off the
functions and methods that the product has connected to that signal of that object, and puts them on
again behind the new one. PYTEST_DONT_REWRITE.
"""

import ast
import builtins
import importlib.machinery
import sys
import weakref
from collections import Counter
from types import FunctionType, MethodType

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtBoundSignal

PACKAGE = "scaneo_bridge."
moved = Counter()
"""How often a receiver got behind a newer one, by signal."""
_receivers = weakref.WeakKeyDictionary()  # of an object: those of each of its signals, newest first


def connect(emitter, name, slot):
    signal = getattr(emitter, name)
    if not isinstance(signal, pyqtBoundSignal) or not isinstance(slot, (MethodType, FunctionType)):
        return signal.connect(slot)
    signals = _receivers.setdefault(emitter, {})
    before = [one for kept in signals.get(name, ()) if _is_there(one := kept())]
    for one in before:
        signal.disconnect(one)
    connection = signal.connect(slot)
    for one in before:
        signal.connect(one)
        moved[f"{type(emitter).__name__}.{name}"] += 1
    signals[name] = [_kept(one) for one in (slot, *before)]
    return connection


def disconnect(emitter, name, slot):
    signals = _receivers.get(emitter, {}) if isinstance(emitter, QObject) else {}
    signals[name] = [kept for kept in signals.get(name, ()) if kept() != slot]
    return getattr(emitter, name).disconnect(slot)


def _kept(slot):
    """As long as PyQt itself keeps it."""
    return weakref.WeakMethod(slot) if isinstance(slot, MethodType) else lambda: slot


def _is_there(slot):
    owner = getattr(slot, "__self__", None)
    return slot is not None and not (isinstance(owner, QObject) and sip.isdeleted(owner))


class _Calls(ast.NodeTransformer):
    NAMES = {"connect": "_reversed_connect", "disconnect": "_reversed_disconnect"}

    def visit_Call(self, node):
        self.generic_visit(node)
        is_one = isinstance(node.func, ast.Attribute) and node.func.attr in self.NAMES
        if not is_one or len(node.args) != 1 or node.keywords:
            return node
        signal = node.func.value
        if not isinstance(signal, ast.Attribute):
            return node
        name = ast.Name(self.NAMES[node.func.attr], ast.Load())
        arguments = [signal.value, ast.Constant(signal.attr), *node.args]
        return ast.copy_location(ast.Call(name, arguments, []), node)


class _Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname):
        path = self.get_filename(fullname)
        tree = _Calls().visit(ast.parse(self.get_data(path), path))
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)


class _Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if not name.startswith(PACKAGE):
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


builtins._reversed_connect = connect
builtins._reversed_disconnect = disconnect
sys.meta_path.insert(0, _Finder)


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(f"receivers that got behind a newer one: {sum(moved.values())}")
    for signal, count in moved.most_common():
        terminalreporter.write_line(f"  {count} {signal}")
