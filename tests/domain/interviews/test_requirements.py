"""What a job description asks for, and which links may be opened."""

import pytest

from mlprep_gui.domain.interviews.links import find_links, is_openable, mail_link
from mlprep_gui.domain.interviews.requirements import (
    LONGEST_DESCRIPTION,
    Requirement,
    Strength,
    propose_requirements,
    uncovered,
)

DESCRIPTION = """Machine learning engineer

About us
We make maps. We have experience with maps since 1990.

Your tasks:
- Train models
- Run them

What you bring:
• 3+ years of Python
2) SQL
* Experience with PyTorch or JAX;
  - 3+ Years of python

We offer
- Fruit

You have hands-on experience with Kubernetes. Our office is nice.
"""


def test_bullets_under_a_heading_that_asks_and_lines_that_name_skills() -> None:
    assert propose_requirements(DESCRIPTION).texts == (
        "3+ years of Python",
        "SQL",
        "Experience with PyTorch or JAX",
        "You have hands-on experience with Kubernetes",
    )


def test_without_such_a_heading_all_bullets_count() -> None:
    assert propose_requirements("- Python\n- SQL\nCall us.").texts == ("Python", "SQL")


def test_markup_is_taken_for_what_it_shows() -> None:
    html = (
        "<script>alert('experience with x')</script><h2>Requirements</h2><ul><li>C++ &amp; Rust"
        "</li><li><b>Git</b></li></ul><p>Bye</p>"
    )
    proposal = propose_requirements(html)
    assert proposal.texts == ("C++ & Rust", "Git")
    assert "<" not in proposal.description


def test_signs_that_are_no_markup_stay() -> None:
    assert propose_requirements("- latency < 5 ms and > 0").texts == ("latency < 5 ms and > 0",)


def test_two_megabytes_are_cut() -> None:
    proposal = propose_requirements("- Experience with Python and more\n" * 65_000)
    assert proposal.is_trimmed
    assert 0 < len(proposal.description) <= LONGEST_DESCRIPTION
    assert proposal.texts == ("Experience with Python and more",)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "-", "----\n***", "\x00", "- " * 50_000, "<" * 50_000]
)
def test_odd_texts_ask_for_nothing(text: str) -> None:
    assert propose_requirements(text).texts == ()


@pytest.mark.parametrize(
    ("strength", "evidence", "bridge", "covered"),
    [
        (Strength.UNSAID, "much", "", False),
        (Strength.STRONG, "", "", False),
        (Strength.STRONG, "three years", "", True),
        (Strength.SOME, "a course", "", True),
        (Strength.NONE, "", "", False),
        (Strength.NONE, "", "I know something like it.", True),
    ],
)
def test_what_is_covered(strength: Strength, evidence: str, bridge: str, covered: bool) -> None:
    one = Requirement("a", "Python", evidence, strength, bridge)
    assert one.is_covered is covered
    assert uncovered([one]) == (() if covered else (one,))


@pytest.mark.parametrize(
    ("link", "openable"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org", True),
        ("mailto:ada@example.org", True),
        ("mailto:", False),
        ("https:///nothing", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("ftp://example.org", False),
        ("data:text/html,hi", False),
        ("java\nscript:alert(1)", False),
        ("https://example.org/\nx", False),
        ("https://[", False),
        ("example.org", False),
        ("https://example.org/" + "x" * 3_000, False),
    ],
)
def test_only_web_pages_and_mail_open(link: str, openable: bool) -> None:
    assert is_openable(link) is openable


def test_links_are_found_without_the_sentence_around_them() -> None:
    text = "See (https://a.example/b), https://a.example/b. Not javascript:x nor file:///y!"
    assert find_links(text) == ("https://a.example/b",)


def test_a_mail_link_keeps_every_sign() -> None:
    link = mail_link("ada@example.org", "Thanks & more?", "Dear Ada,\n50 % = ü")
    assert link == (
        "mailto:ada@example.org?subject=Thanks%20%26%20more%3F"
        "&body=Dear%20Ada%2C%0D%0A50%20%25%20%3D%20%C3%BC"
    )
    assert is_openable(link)
