"""Finds plug-ins: one class in one file, in a folder of a package. No list has to be kept by hand."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import TypeVar

from pipeline.errors import DechromeError

T = TypeVar("T")

IDENTITIES = ("code", "name")
"""Attributes that must be unique among the plug-ins of one package, the first present one sorts."""


def discover(package: ModuleType | str, base_class: type[T]) -> tuple[type[T], ...]:
    """All concrete subclasses of `base_class` below `package`, sorted by code (else name).

    Modules whose name begins with an underscore are not looked at, and classes whose name does are helpers.
    Only the module that defines a class counts, so importing a plug-in elsewhere does not repeat it.

    Raises `DechromeError` when a plug-in has neither code nor name, or when two share one.
    """
    root = importlib.import_module(package) if isinstance(package, str) else package
    found: list[type[T]] = []
    for module in _modules(root):
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, base_class)
                and value is not base_class
                and value.__module__ == module.__name__
                and not value.__name__.startswith("_")
                and not inspect.isabstract(value)
            ):
                found.append(value)
    found.sort(key=lambda plugin: (_identity(plugin), plugin.__module__, plugin.__qualname__))
    _refuse_twins(found)
    return tuple(found)


def _modules(root: ModuleType) -> list[ModuleType]:
    """The modules below `root`, imported, sorted by name (the file system's order does not matter)."""
    prefix = f"{root.__name__}."
    names = sorted(info.name for info in pkgutil.walk_packages(root.__path__, prefix))
    return [importlib.import_module(name) for name in names if "._" not in name]


def _identity(plugin: type) -> str:
    for attribute in IDENTITIES:
        value = getattr(plugin, attribute, None)
        if isinstance(value, str):
            return value
    raise DechromeError(
        f"the plug-in {plugin.__qualname__} has neither a code nor a name",
        where=plugin.__module__,
        mend="give the class an attribute `code` or `name`",
    )


def _refuse_twins(plugins: list[type[T]]) -> None:
    for attribute in IDENTITIES:
        owners: dict[str, type[T]] = {}
        for plugin in plugins:
            value = getattr(plugin, attribute, None)
            if not isinstance(value, str):
                continue
            if value in owners:
                raise DechromeError(
                    f"two plug-ins share the {attribute} '{value}'",
                    where=f"{owners[value].__module__} and {plugin.__module__}",
                    mend=f"give one of them another {attribute}",
                )
            owners[value] = plugin
