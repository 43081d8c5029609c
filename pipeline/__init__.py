"""dechrome: raw pages in, a trusted dataset and a QA report out.

    run(raw, out=..., reports=..., settings=...) → RunResult       a folder of pages to dataset and report
    extract(bytes_or_text, source=..., profile=...) → Page         one page
    load(dataset, table="articles") → pandas.DataFrame             a published table

>>> import pipeline
>>> pipeline.__version__
'0.1.0'

Everything is imported when it is first used, so that `import pipeline` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.load import load
    from pipeline.page import Page, extract
    from pipeline.run import RunResult, run
    from pipeline.settings import Settings

__version__ = "0.1.0"
__all__ = ["Page", "RunResult", "Settings", "__version__", "extract", "load", "run"]


def _late(module: str, name: str) -> Any:
    """A name of the public face that is imported when it is first asked for."""

    def get(face: ModuleType) -> Any:
        return getattr(import_module(module), name)

    def bind(face: ModuleType, value: Any) -> None:
        # The import system binds the modules `pipeline.run`, `pipeline.load` and `pipeline.extract` here.
        # The functions of these names win; the modules stay importable with `from pipeline.run import …`.
        if not isinstance(value, ModuleType):
            raise AttributeError(f"pipeline.{name} cannot be set")

    return property(get, bind)


class _PublicFace(ModuleType):
    run = _late("pipeline.run", "run")
    RunResult = _late("pipeline.run", "RunResult")
    extract = _late("pipeline.page", "extract")
    Page = _late("pipeline.page", "Page")
    load = _late("pipeline.load", "load")
    Settings = _late("pipeline.settings", "Settings")


sys.modules[__name__].__class__ = _PublicFace
