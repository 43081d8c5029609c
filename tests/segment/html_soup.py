"""Random HTML that no author would write, for the laws of segmenting."""

from __future__ import annotations

from hypothesis import strategies as st

_TAGS = (
    "html head body title p div span b i a table tr td th tbody colgroup col caption ul ol li dl dt dd textarea pre "
    "script style svg math desc foreignobject mi xmp button form input nobr font center h1 h2 br hr img object ruby rt "
    "details summary dialog base link meta iframe noembed article nav main section blockquote code em"
).split()
_TEXT = [
    "x",
    "yy zz",
    " ",
    "\n",
    "é",
    "a&b",
    "&amp;",
    "&notit;",
    "&#0;",
    "&#x1F600;",
    "&nbsp;",
    "\0",
    "<",
    ">",
    "𝒳",
]
_ODD = [
    "<!--c-->", "<!-", "-->", "</>", "</ x>", "<!doctype html>", "<br/>", "<svg/>", '<a href="/x">', "<p class='a b'>",
    '<td rowspan="3" colspan=2>', "<ol start=7>", "<div hidden>", '<span style="display:none">', "<h3 role=heading>",
    "<time datetime=2020-01-01>", '<p itemprop="author">', "<![CDATA[q]]>", "\r\n", "\r",
]  # fmt: skip


def _fragments(*extra: str) -> st.SearchStrategy[str]:
    tags = [*_TAGS, *extra]
    return st.one_of(
        st.sampled_from(tags).map(lambda tag: f"<{tag}>"),
        st.sampled_from(tags).map(lambda tag: f"</{tag}>"),
        st.sampled_from(_TEXT),
        st.sampled_from(_ODD),
    )


def soup(*extra: str) -> st.SearchStrategy[str]:
    """Tag soup of up to 40 pieces; `extra` names further elements to draw from."""
    return st.lists(_fragments(*extra), max_size=40).map("".join)
