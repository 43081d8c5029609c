"""Publishing: spill per chunk of pages, finish with the corpus rules' word, write, check, switch.

    PageResult ──► spill ──► (corpus rules) ──► finish ──► plan ──► parts ──► card, manifest ──► switch
                   worker                       worker              worker

Everything between spill and switch lives in files, so that memory stays bounded however many pages come,
and each step is a pure function of those files. Nothing is imported here: pyarrow is loaded late.
"""
