"""A check as a page: it holds all it needs, runs nothing, and no text in it is markup."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from hypothesis import given, strategies

from assistant.interfaces.check_page import page
from tests.assistant.interfaces.checkups import Told, checkup, citation

DRAFT = "# Pay\n\nPay rose by 4% [1]. Pay fell in Texas."
ROSE: Told = ("Pay rose by 4% [1].", "supported", "The source says this.", (citation(),))
FELL: Told = ("Pay fell in Texas.", "contradicted", "It rose there.", (citation(2),))
ANY = strategies.text()


class Page(HTMLParser):
    """Every tag of a page with its attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def each(self, attribute: str) -> list[str]:
        return [value for _, found in self.tags if (value := found.get(attribute))]


def test_each_sentence_leads_to_its_evidence_and_back() -> None:
    told = Page(page(checkup(DRAFT, ROSE, FELL)))
    ids = told.each("id")
    assert len(ids) == len(set(ids))
    assert {"d1", "s1", "d2", "s2"} <= set(ids)
    assert {href.removeprefix("#") for href in told.each("href")} <= set(ids)


def test_the_draft_is_shown_whole_with_verdicts_in_words() -> None:
    told = Page(page(checkup(DRAFT, ROSE, FELL)))
    seen = told.text.replace("✓", "").replace("✗", "")
    assert "# Pay\n\nPay rose by 4% [1]. (supported) Pay fell in Texas. (contradicted)" in seen


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    html = page(checkup(DRAFT, ROSE))
    (style,) = re.findall(r"<style>(.*?)</style>", html, flags=re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    told = Page(html)
    (policy,) = [c for c in told.each("content") if c.startswith("default-src")]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not told.each("src")
    assert not told.each("style")
    assert "script" not in {tag for tag, _ in told.tags}


def test_an_address_of_the_web_is_linked_and_no_other() -> None:
    cited = (citation(url="https://lab.example/?a=1&b=2"), citation(2, url="javascript:alert(1)"))
    told = Page(page(checkup(DRAFT, ("Pay rose by 4% [1].", "supported", "", cited))))
    outside = [href for href in told.each("href") if not href.startswith("#")]
    assert outside == ["https://lab.example/?a=1&b=2"]
    assert "javascript:alert(1)" in told.text


def test_a_draft_without_doubts_has_no_list_of_them() -> None:
    assert "look" not in Page(page(checkup(DRAFT, ROSE))).each("id")


@given(text=ANY | ANY.map(lambda text: f"<script>{text}</script>\"'$name &amp;"))
def test_no_text_becomes_markup(text: str) -> None:
    text = f"x{text}"  # blank text is left out
    plain = Page(page(checkup("x", ("x", "partial", "x", (citation(quote="x", url="x"),)))))
    cited = citation(quote=text, title=text, publisher=text, heading=text, url=text)
    told = Page(page(checkup(text, (text, "partial", text, (cited,)))))
    kept = {"li", "a", "blockquote", "section", "script", "img", "p"}
    counted = [tag for tag, _ in told.tags if tag in kept]
    assert counted == [tag for tag, _ in plain.tags if tag in kept]
