"""The shape of a word bank: what one field of business (or pastime) can talk about."""

from __future__ import annotations

from dataclasses import dataclass


def words(text: str) -> tuple[str, ...]:
    """Split a bank written as one readable text: semicolons part entries, a tilde stands for a real one."""
    return tuple(" ".join(entry.split()).replace("~", ";") for entry in text.split(";") if entry.strip())


@dataclass(frozen=True, slots=True)
class Domain:
    """One topic domain. Every entry is a fragment that fits the shared sentence frames.

    Actors are singular with their article, teams are plural without one, nouns are bare singulars, actions
    are verb phrases in the infinitive whose first word is a regular verb, and troubles are whole clauses.
    """

    key: str
    category: str
    tags: tuple[str, ...]
    foreign: bool
    topics: tuple[str, ...]
    actors: tuple[str, ...]
    teams: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    plurals: tuple[str, ...]
    metrics: tuple[str, ...]
    actions: tuple[str, ...]
    troubles: tuple[str, ...]
    tools: tuple[str, ...]
    frames: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
