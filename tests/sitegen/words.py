"""Small rules of English spelling that the prose needs: verb forms, articles, title case, word counts."""

from __future__ import annotations

import re

_DOUBLED = frozenset(
    (
        "trim",
        "stop",
        "map",
        "cap",
        "log",
        "split",
        "plan",
        "tag",
        "drop",
        "skip",
        "set",
        "rig",
        "scrub",
        "mop",
        "clip",
        "spin",
        "thin",
        "bag",
    )
)
_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "before",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "per",
        "the",
        "than",
        "to",
        "up",
        "with",
        "your",
    )
)
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_MARKS = re.compile(r"(?<!\S)(?:[^\w\s]|_)+(?!\S)")


def third(action: str) -> str:
    """`review open quotes` becomes `reviews open quotes`; a hyphenated verb bends at its end."""
    verb, space, rest = action.partition(" ")
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        verb += "es"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        verb = verb[:-1] + "ies"
    else:
        verb += "s"
    return verb + space + rest


def gerund(action: str) -> str:
    """`trim the call` becomes `trimming the call`."""
    verb, space, rest = action.partition(" ")
    if verb == "tie":
        verb = "tying"
    elif verb.endswith("e") and not verb.endswith("ee"):
        verb = verb[:-1] + "ing"
    elif verb in _DOUBLED:
        verb += verb[-1] + "ing"
    elif verb in ("model", "cancel", "label"):
        verb += "ling"
    else:
        verb += "ing"
    return verb + space + rest


def with_article(phrase: str) -> str:
    """The indefinite article by sound, as far as the banks need it."""
    vowel = phrase[0].lower() in "aeiou" and not phrase.lower().startswith(("uni", "use", "usa"))
    return ("an " if vowel else "a ") + phrase


def sentence_case(text: str) -> str:
    """First letter up, the rest untouched."""
    return text[:1].upper() + text[1:]


def title_case(text: str) -> str:
    """Headline capitals; words that already carry a capital, a digit or a mark stay as they are."""
    parts = text.split(" ")
    last = len(parts) - 1
    out = []
    after_colon = True
    for number, part in enumerate(parts):
        if part in _SMALL and not after_colon and number != last:
            out.append(part)
        else:
            out.append(part[:1].upper() + part[1:])
        after_colon = part.endswith(":")
    return " ".join(out)


def link_text(text: str) -> str:
    """Raw markdown links replaced by their words."""
    return _LINK.sub(r"\1", text) if "](" in text else text


def count_words(text: str) -> int:
    """White-space tokens with at least one letter or digit, link addresses left out."""
    plain = link_text(text)
    return len(plain.split()) - len(_MARKS.findall(plain))
