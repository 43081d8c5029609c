"""Site profiles: one TOML file a site, and the code that makes them ready to use."""

from pipeline.profiles.load import available_profiles, load_profile, profile_set
from pipeline.profiles.ready import ReadyProfile

__all__ = ["ReadyProfile", "available_profiles", "load_profile", "profile_set"]
