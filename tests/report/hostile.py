"""Page text that tries to break out of every format, and a dataset that has it in every field."""

from __future__ import annotations

from schemas.finding import FamilyMember
from tests.report.dataset import Dataset

HOSTILE = (
    "</script></style><script>alert(1)</script><img src=x onerror=alert(1)><!-- \"'`&amp; "
    "\u202egnp.exe\u202c \x1b[31mred\x9b0m \u2028 \ufeff {{7*7}} {% if %} {0} "
    "[click](javascript:alert(1)) ![i](http://evil.example/i.png) <http://evil.example> "
    "@someone #12 www.evil.example https://evil.example/x a@evil.example ```| a | b |``` =cmd() $(id) \\"
)


def hostile_dataset() -> Dataset:
    """A page id, title, address, site, template, reason, and every field of a finding, all hostile."""
    made = Dataset(notes=[HOSTILE])
    text = [("article.paragraph", f"before {HOSTILE} after"), ("unexplained", HOSTILE)]
    made.page(
        f"dir/{HOSTILE.replace('/', '_')}.txt",
        text,
        site=HOSTILE,
        template=HOSTILE,
        title=HOSTILE,
        url="javascript:alert(1)",
        qa="fail",
    )
    made.page("plain.txt", state="not_an_article", reason=f"PAG004: {HOSTILE}", site=HOSTILE)
    page_id = made.pages[0].page_id
    for code in ("SEC001", "LNK001"):
        made.finding(
            code,
            page_id,
            HOSTILE,
            subject=HOSTILE,
            message=HOSTILE,
            expected=HOSTILE,
            found=HOSTILE,
            fix=HOSTILE,
            related_page_ids=[page_id, "plain.txt"],
        )
    members = [
        FamilyMember(page_id=one, differs=HOSTILE, paragraphs=2, own_paragraphs=1)
        for one in (page_id, "plain.txt")
    ]
    made.finding("TXT002", page_id, state="waived", waiver_reason=HOSTILE, family=members)
    return made
