"""Any page of any site, HTML or flat text: what is main content, what is chrome, and how sure that is."""

from __future__ import annotations

from pipeline.extract.generic.label import label_generic
from pipeline.extract.generic.result import GenericResult, TitleDecision

__all__ = ["GenericResult", "TitleDecision", "label_generic"]
