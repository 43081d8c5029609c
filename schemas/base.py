"""The one base of every model of the contract: frozen, strict, nothing unknown."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Row(BaseModel):
    """A value of the contract. Frozen; unknown keys and silent conversions are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
