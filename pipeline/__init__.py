"""dechrome: raw pages in, a trusted dataset and a QA report out."""
