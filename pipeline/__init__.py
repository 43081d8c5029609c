"""dechrome: raw pages in, a trusted dataset and a QA report out."""

__version__ = "0.1.0"
