"""A cache of short texts asks its function once for a short text, and each time for a long one."""

from __future__ import annotations

from pipeline.known import known_if_short


def test_a_short_text_is_asked_for_once_and_a_long_one_each_time() -> None:
    asked: list[str] = []

    @known_if_short(3, most=8)
    def size(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [size("abc"), size("abc"), size("abcd"), size("abcd")] == [3, 3, 4, 4]
    assert asked == ["abc", "abcd", "abcd"]
