"""The fixture `dechrome` for every test of the command line."""

from tests.cli.support import dechrome

__all__ = ["dechrome"]
