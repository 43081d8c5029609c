"""Reading: which pages there are, what is known of them, and their bytes."""

from pipeline.read.folder import Found, find_pages
from pipeline.read.manifest import InputManifest, load_known_targets, load_manifest
from pipeline.read.page import read_page

__all__ = ["Found", "InputManifest", "find_pages", "load_known_targets", "load_manifest", "read_page"]
