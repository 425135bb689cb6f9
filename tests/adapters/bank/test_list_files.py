"""Checklists as files to take away: written, read again, and what is said of broken ones."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep_gui.adapters.bank.list_files import ListFileFolder
from mlprep_gui.domain.errors import Fault, FaultCode, InputFault, StorageFault
from mlprep_gui.services.ports.interviews import ListDocument, ListEntry
from mlprep_gui.ui.fault_words import describe

BAG = ListDocument(
    "Bag",
    "What goes in.",
    (
        ListEntry("CV [5 copies]", "They ask for it.", "Papers", is_ticked=True, due_days=-1),
        ListEntry("Pen *blue*", "", "Papers"),
        ListEntry("# not a heading", "", "Other things"),
    ),
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def fail(path: Path) -> Fault:
    with pytest.raises(InputFault) as raised:
        ListFileFolder().read(path)
    return raised.value


def test_toml_keeps_everything(tmp_path: Path) -> None:
    ListFileFolder().write(tmp_path / "bag.toml", BAG)
    assert ListFileFolder().read(tmp_path / "bag.toml") == BAG


def test_markdown_is_a_task_list_that_others_read(tmp_path: Path) -> None:
    path = tmp_path / "bag.md"
    ListFileFolder().write(path, BAG)
    assert path.read_text("utf-8").splitlines() == [
        "# Bag",
        "",
        "What goes in.",
        "",
        "## Papers",
        "",
        "- [x] CV [5 copies]",
        "  They ask for it.",
        "- [ ] Pen *blue*",
        "",
        "## Other things",
        "",
        "- [ ] # not a heading",
    ]


texts = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
documents = st.builds(
    ListDocument,
    title=texts,
    introduction=st.just(""),
    entries=st.lists(
        st.builds(
            ListEntry,
            text=texts.map(lambda text: f"Do {text}"),
            reason=st.just("") | texts.map(lambda text: f"It is {text}"),
            section=st.just("Papers"),
            is_ticked=st.booleans(),
        ),
        min_size=1,
        max_size=4,
    ).map(tuple),
)


@pytest.mark.parametrize("name", ["bag.md", "bag.toml"])
@given(document=documents)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, name: str, document: ListDocument
) -> None:
    path = tmp_path_factory.mktemp("lists") / name
    ListFileFolder().write(path, document)
    again = ListFileFolder().read(path)
    assert again.entries == document.entries


def test_markdown_from_elsewhere(tmp_path: Path) -> None:
    text = "\ufeffIntro\r\n* [X] one\r\n+ [ ] two\r\n3. three\r\n\r\n### More ###\r\n- [a](b)\r\n"
    document = ListFileFolder().read(write(tmp_path, "My list.markdown", text))
    assert (document.title, document.introduction) == ("My list", "Intro")
    assert [(one.text, one.is_ticked, one.section) for one in document.entries] == [
        ("one", True, ""),
        ("two", False, ""),
        ("three", False, ""),
        ("[a](b)", False, "More"),
    ]


def test_a_shipped_list_is_read_as_well(tmp_path: Path) -> None:
    text = 'title = "T"\n[[sections]]\ntitle = "S"\n[[sections.items]]\nid = "a"\ntext = "A"\n'
    document = ListFileFolder().read(write(tmp_path, "a.toml", text))
    assert document.entries == (ListEntry("A", section="S"),)


@pytest.mark.parametrize(
    ("name", "content", "line", "reason"),
    [
        ("a.toml", 'title = "a"\n\nx = = 1', 3, "not valid TOML"),
        ("a.toml", "a = " + "[" * 20_000, 1, ""),
        ("a.toml", "", 1, "no items"),
        ("a.toml", 'title = 3\n[[items]]\ntext = "a"', 1, "title must be text"),
        ("a.toml", '[[items]]\ntext = "a"\n[[items]]\nreason = "b"', 3, "no text"),
        ("a.toml", '[[items]]\ntext = "a"\nticked = "yes"', 1, "ticked must be true or false"),
        ("a.toml", '[[items]]\ntext = "a"\ndue_days = 1.5', 1, "due_days must be a whole"),
        ("a.toml", 'title = "a"\nitems = 5', 2, "items must be tables"),
        ("a.toml", 'title = "a"\nsections = 5', 2, "sections must be tables"),
        ("a.toml", "sections = [1]", 1, "sections must be tables"),
        ("a.md", "# Title\n\nWords only.", 1, "no items"),
        ("a.md", "# Title\n\n- [x] a\n- [y] b", 4, "a box must be"),
        ("a.md", "- [x]a", 1, "a box must be"),
        ("a.md", "- [ ] a\n" * 1_001, 1, "1,000 items"),
        ("a.md", "x" * 1_000_001, 1, "1,000,000 bytes"),
    ],
)
def test_a_broken_file_is_told_with_its_line(
    tmp_path: Path, name: str, content: str, line: int, reason: str
) -> None:
    fault = fail(write(tmp_path, name, content))
    assert fault.code is FaultCode.LIST_BROKEN
    assert fault.params["line"] == line
    assert reason in str(fault.params["reason"])
    assert f"Line {line}: " in describe(fault).sentence


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert fail(tmp_path / "gone.md").code is FaultCode.FILE_MISSING
    assert fail(write(tmp_path, "a.md", b"\xff\xfe")).code is FaultCode.UNREADABLE_TEXT
    (tmp_path / "folder.md").mkdir()
    assert fail(tmp_path / "folder.md").code is FaultCode.UNREADABLE_TEXT


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageFault) as raised:
        ListFileFolder().write(tmp_path / "gone" / "a.md", BAG)
    assert raised.value.code is FaultCode.FOLDER_UNUSABLE
