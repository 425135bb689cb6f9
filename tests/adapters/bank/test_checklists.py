"""The shipped checklists, and what is said about files that are wrong."""

import re
from pathlib import Path

import pytest

from mlprep_gui.adapters.bank.checklists import (
    MOCK_FEEDBACK,
    SELF_CHECK,
    TEXTS,
    TomlChecklists,
    load_self_check,
    load_texts,
)
from mlprep_gui.domain.checklists import Checklist, ChecklistItem, ChecklistSection
from mlprep_gui.domain.errors import BankFault, FaultCode
from mlprep_gui.domain.interviews.interview import InterviewFormat
from mlprep_gui.domain.interviews.preparation_texts import gaps
from mlprep_gui.resources import resource_folder

SHIPPED = resource_folder() / "checklists"

GOOD = """
id = "{id}"
order = {order}
title = "Bag"
introduction = "What goes in."

[[sections]]
title = "Papers"

[[sections.items]]
id = "cv"
text = "  CV "
reason = "They ask for it."

[[sections.items]]
id = "pen"
text = "Pen"
reason = "It writes."
"""
SELF_CHECK_GOOD = """
title = "How was it?"
introduction = "Think back."

[[items]]
id = "smile"
text = "I smiled"
reason = "It helps."
answers = [{ id = "yes", text = "Yes" }, { id = "no", text = "No", hint = "Smile first." }]
"""


def write_list(folder: Path, name: str, order: float = 1) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(GOOD.format(id=name, order=order), "utf-8")
    return path


def load_and_fail(folder: Path) -> list[str]:
    with pytest.raises(BankFault) as raised:
        TomlChecklists(folder).load()
    assert raised.value.code is FaultCode.PACK_BROKEN
    assert raised.value.params["path"] == str(folder)
    return str(raised.value.params["problems"]).splitlines()


def test_a_list_is_read(tmp_path: Path) -> None:
    write_list(tmp_path, "bag")
    items = (
        ChecklistItem("cv", "CV", "They ask for it."),
        ChecklistItem("pen", "Pen", "It writes."),
    )
    assert TomlChecklists(tmp_path).load() == (
        Checklist("bag", "Bag", "What goes in.", (ChecklistSection("Papers", items),)),
    )


def test_lists_come_by_their_order(tmp_path: Path) -> None:
    for name, order in (("a", 3), ("b", 1), ("c", 2.5)):
        write_list(tmp_path, name, order)
    (tmp_path / "_not-a-list.toml").write_text("x = 1")
    (tmp_path / "notes.txt").write_text("x")
    assert [found.id for found in TomlChecklists(tmp_path).load()] == ["b", "c", "a"]


def test_an_empty_folder_has_no_lists(tmp_path: Path) -> None:
    assert TomlChecklists(tmp_path).load() == ()


def test_all_problems_of_all_files_are_told_together(tmp_path: Path) -> None:
    path = write_list(tmp_path, "bag")
    text = path.read_text()
    text = text.replace('title = "Bag"', "title = 7").replace("order = 1", 'order = "first"')
    text = text.replace('text = "Pen"', 'txet = "Pen"').replace('id = "pen"', 'id = "cv"')
    path.write_text("beside_practise = true\n" + text)
    write_list(tmp_path, "shoes").write_text('id = "shoes"\nbeside_practice = "yes"\n')
    assert load_and_fail(tmp_path) == [
        "bag.toml: order: must be a number",
        "bag.toml: beside_practise: is no known field; did you mean 'beside_practice'?",
        "bag.toml: title: must be text that is not empty",
        "bag.toml: sections[1].items[cv].txet: is no known field; did you mean 'text'?",
        "bag.toml: sections[1].items[cv].id: 'cv' is used twice",
        "bag.toml: sections[1].items[cv].text: is missing",
        "shoes.toml: order: is missing",
        "shoes.toml: title: is missing",
        "shoes.toml: introduction: is missing",
        "shoes.toml: sections: must be tables, at least one: write [[sections]] above each",
        "shoes.toml: beside_practice: must be true or false, without quotation marks",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id = bag", r"bag.toml: is not valid TOML: .*line 1.*"),
        (b"\xff\xff", "bag.toml: is not text in UTF-8"),
        (b"a = " + b"[" * 20_000, r"bag.toml: is not valid TOML: .*"),
    ],
)
def test_a_file_that_is_no_toml(tmp_path: Path, content: bytes, message: str) -> None:
    write_list(tmp_path, "bag").write_bytes(content)
    (line,) = load_and_fail(tmp_path)
    assert re.fullmatch(message, line)


@pytest.mark.parametrize("sections", ["sections = []", "sections = [1]", "[sections]\na = 1"])
def test_sections_that_are_no_tables(tmp_path: Path, sections: str) -> None:
    head = GOOD.format(id="bag", order=1).partition("[[sections]]")[0]
    (tmp_path / "bag.toml").write_text(head + sections)
    assert load_and_fail(tmp_path) == [
        "bag.toml: sections: must be tables, at least one: write [[sections]] above each"
    ]


def test_two_lists_with_one_id(tmp_path: Path) -> None:
    (tmp_path / "copy.toml").write_text(write_list(tmp_path, "bag").read_text())
    assert load_and_fail(tmp_path) == ["copy.toml: id: 'bag' is used twice"]


def test_a_folder_named_like_a_list(tmp_path: Path) -> None:
    (tmp_path / "bag.toml").mkdir()
    assert load_and_fail(tmp_path) == ["bag.toml: cannot be read: Is a directory"]


def test_a_self_check_is_read(tmp_path: Path) -> None:
    (tmp_path / SELF_CHECK).write_text(SELF_CHECK_GOOD)
    (item,) = load_self_check(tmp_path).items
    assert [(answer.id, answer.hint) for answer in item.answers] == [
        ("yes", ""),
        ("no", "Smile first."),
    ]
    assert item.answer("no") is item.answers[1]
    assert item.answer("perhaps") is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (', hint = "Smile first."', "", "answers: need a hint each, except for the one to hope"),
        ('id = "no"', 'id = "yes"', "answers[yes].id: 'yes' is used twice"),
        ('answers = [{ id = "yes", text = "Yes" }, ', "answers = [", "has 1 of them"),
        ("hint =", "hnit =", "did you mean 'hint'?"),
        ('"Smile first."', '""', "answers[no].hint: must be text that is not empty"),
    ],
)
def test_a_broken_self_check(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in SELF_CHECK_GOOD
    (tmp_path / SELF_CHECK).write_text(SELF_CHECK_GOOD.replace(old, new))
    with pytest.raises(BankFault) as raised:
        load_self_check(tmp_path)
    assert f"{SELF_CHECK}: items[smile]" in str(raised.value.params["problems"])
    assert problem in str(raised.value.params["problems"])


def test_a_missing_self_check(tmp_path: Path) -> None:
    with pytest.raises(BankFault) as raised:
        load_self_check(tmp_path)
    problem = f"{SELF_CHECK}: cannot be read: No such file or directory"
    assert raised.value.params["problems"] == problem


def test_the_shipped_lists() -> None:
    lists = TomlChecklists(SHIPPED).load()
    assert [(found.id, found.beside_practice) for found in lists] == [
        ("match-job", False),
        ("research", False),
        ("questions-to-ask", False),
        ("prepare-answers", False),
        ("mock-interview", False),
        ("day-before", False),
        ("dress", True),
        ("body-language", True),
        ("on-the-day", False),
        ("thank-you", False),
    ]


# Ticks are stored by these: an id may be added, but one that is gone takes somebody's tick away.
PROMISED = {
    "match-job": "paste complete evidence strength bridge uncovered",
    "research": "website history mission products press direction blog linkedin social news"
    " officers use reviews interviewers in-common to-questions",
    "questions-to-ask": "write work success order not-yet next-steps",
    "prepare-answers": "strengths areas story all-once weak-again",
    "mock-interview": "arranged questions form dressed done feedback improve",
    "day-before": "copies cv references letters samples form-facts questions notepad route"
    " trial-run clothes alarm video-link video-camera video-microphone video-light video-charger"
    " video-room phone-charged phone-papers phone-room",
    "dress": "ask one-step-up no-jeans calm-colours comfortable ironed shoes briefcase on-camera"
    " whole-outfit background",
    "body-language": "upright arms legs still change-calmly eye-contact smile eye-rolling voice"
    " enthusiasm no-bragging handshake",
    "on-the-day": "leave be-ready arrive phone-off waiting-room greet tone hand-over sit-straight"
    " change-position laugh confident ask next-steps",
    "thank-you": "tell-references note-opening note-topic note-fit note-check debrief-questions"
    " debrief-good debrief-practise follow-up",
}


@pytest.mark.parametrize("list_id", PROMISED)
def test_shipped_ids_stay(list_id: str) -> None:
    lists = {found.id: found for found in TomlChecklists(SHIPPED).load()}
    assert set(PROMISED[list_id].split()) <= {item.id for item in lists[list_id].items()}


def test_each_shipped_item_has_one_sentence_of_reason() -> None:
    reasons = [
        item.reason for shipped in TomlChecklists(SHIPPED).load() for item in shipped.items()
    ]
    reasons += [item.reason for item in load_self_check(SHIPPED).items]
    reasons += [item.reason for item in load_self_check(SHIPPED, MOCK_FEEDBACK).items]
    for reason in reasons:
        assert re.fullmatch(r"[A-Z][^.!]*\.", reason), reason


def test_the_shipped_self_check() -> None:
    """Attempts hold these ids."""
    answers = {
        item.id: " ".join(answer.id for answer in item.answers)
        for item in load_self_check(SHIPPED).items
    }
    assert answers == {
        "upright": "yes partly no",
        "arms": "yes no",
        "legs": "yes no",
        "still": "yes partly no",
        "eye-contact": "too-little right staring",
        "smile": "yes no",
        "eye-rolling": "yes no",
        "voice": "yes partly no",
        "enthusiasm": "too-little right too-much",
        "confident": "too-timid right bragging",
    }


def test_what_holds_for_a_list_holds_for_its_items_unless_they_say_otherwise(
    tmp_path: Path,
) -> None:
    path = write_list(tmp_path, "bag")
    text = path.read_text().replace("order = 1", 'order = 1\ndue_days = -3\nformats = ["video"]')
    text = text.replace('id = "pen"', 'id = "pen"\ndue_days = 2\nformats = ["on-site"]')
    path.write_text(text.replace('id = "cv"', 'id = "cv"\ncomputed = "{copies} CVs"\nopens = "x"'))
    (checklist,) = TomlChecklists(tmp_path).load()
    cv, pen = checklist.items()
    assert (cv.due_days, cv.formats, cv.computed, cv.opens) == (
        -3,
        (InterviewFormat.VIDEO,),
        "{copies} CVs",
        "x",
    )
    assert (pen.due_days, pen.formats) == (2, (InterviewFormat.ON_SITE,))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('due_days = "soon"', "due_days: must be a whole number"),
        ("due_days = true", "due_days: must be a whole number"),
        ('formats = ["fax"]', "formats: must be a list of some of on-site, video"),
        ('computed = "{copis} CVs"', "has no fact 'copis'; did you mean 'copies'?"),
    ],
)
def test_what_an_item_says_wrongly_of_itself(tmp_path: Path, line: str, problem: str) -> None:
    path = write_list(tmp_path, "bag")
    path.write_text(path.read_text().replace('id = "pen"', f'id = "pen"\n{line}'))
    (said,) = load_and_fail(tmp_path)
    assert "sections[1].items[pen]" in said
    assert problem in said


def test_ids_of_the_users_own_items_are_not_shipped(tmp_path: Path) -> None:
    path = write_list(tmp_path, "bag")
    path.write_text(path.read_text().replace('id = "pen"', 'id = "own-pen"'))
    (said,) = load_and_fail(tmp_path)
    assert "must not begin with 'own-'" in said


def test_the_shipped_texts_have_the_gaps_that_are_filled() -> None:
    texts = load_texts(SHIPPED)
    assert gaps(texts.thank_you_body) == {"name", "role", "company", "about"}
    assert gaps(texts.thank_you_topic) == {"topic"}
    assert gaps(texts.thank_you_subject) == {"role"}
    assert gaps(texts.event_title) == {"role", "company"}
    assert gaps(texts.note_question) == {"note"}
    assert gaps(texts.requirement_question) == {"requirement"}
    assert texts.next_steps == "What are the next steps in the hiring process?"


def test_texts_that_are_missing(tmp_path: Path) -> None:
    (tmp_path / TEXTS).write_text('next_stpes = "?"')
    with pytest.raises(BankFault) as raised:
        load_texts(tmp_path)
    problems = str(raised.value.params["problems"])
    assert "did you mean 'next_steps'?" in problems
    assert "alarm_phone: is missing" in problems


def test_the_feedback_form_asks_for_all_that_counts() -> None:
    form = load_self_check(SHIPPED, MOCK_FEEDBACK)
    assert [item.id for item in form.items] == [
        "enthusiasm",
        "straight",
        "legs",
        "arms",
        "eye-rolling",
        "smile",
        "handshake",
        "eye-contact",
        "habits",
        "clear",
    ]
