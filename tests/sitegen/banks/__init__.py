"""All word banks, by domain: six inside revenue operations, seven clearly foreign to it."""

from __future__ import annotations

from tests.sitegen.banks.base import Domain
from tests.sitegen.banks.customers import RETENTION, SYSTEMS
from tests.sitegen.banks.deals import DEAL_DESK, FORECASTING
from tests.sitegen.banks.outdoors import BEES, CRABBING, POOLS
from tests.sitegen.banks.people import COMPENSATION, LEADERSHIP
from tests.sitegen.banks.town import BANNERS, CARS, PETS, PHARMACY

HOME: tuple[Domain, ...] = (DEAL_DESK, FORECASTING, COMPENSATION, LEADERSHIP, RETENTION, SYSTEMS)
FOREIGN: tuple[Domain, ...] = (CRABBING, POOLS, BEES, PHARMACY, BANNERS, CARS, PETS)
BY_KEY: dict[str, Domain] = {domain.key: domain for domain in (*HOME, *FOREIGN)}

__all__ = ["BY_KEY", "FOREIGN", "HOME", "Domain"]
