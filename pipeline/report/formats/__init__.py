"""Forms of the findings for the places where teams already look; written when asked for, one file each.

All draw from the one result object, so a finding has the same fingerprint, place and words in each of them.
"""
