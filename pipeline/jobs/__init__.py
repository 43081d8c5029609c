"""The three maps of a run, each over chunks of pages; what they leave behind lies in the work folder.

    SurveyJob     page → a part of the survey, sent back
    ExtractJob    page → its result, spilled by chunk
    CorpusJob     index record → the corpus rules' word, joined to the spilled chunk

Each page goes by itself and every chunk is described by its number and page refs alone, so that another
engine can run them elsewhere, given the same work folder.
"""

from pipeline.jobs.corpus import CorpusJob
from pipeline.jobs.extract import Extracted, ExtractJob
from pipeline.jobs.parts import CallJob
from pipeline.jobs.survey import Surveyed, SurveyJob

__all__ = ["CallJob", "CorpusJob", "ExtractJob", "Extracted", "SurveyJob", "Surveyed"]
