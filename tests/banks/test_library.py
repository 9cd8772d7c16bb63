"""The library shows all installed banks as one, and tells of those it cannot use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from examprep import places
from examprep.banks.folders import find_banks, installed_folders
from examprep.banks.library import Library
from tests.banks.conftest import HEAD, BankWriter, item_text

GOOD = Path(__file__).parent / "good"


@pytest.fixture
def two(write_bank: BankWriter, tmp_path: Path) -> Library:
    write_bank("alpha", a=item_text(1), b=item_text(2, "transfers") + item_text(3))
    write_bank("beta", items=item_text(1, stem="Which tablet is white?"))
    return Library.open([tmp_path / "banks"])


def test_banks_stand_in_the_order_of_their_folders(two: Library) -> None:
    assert [bank.id for bank in two.banks()] == ["alpha", "beta"]
    assert two.count() == 4
    assert two.problems() == []


def test_the_catalogue_names_every_item_and_topic(two: Library) -> None:
    catalogue = two.catalogue()
    assert catalogue.names == ("alpha/s-0001", "alpha/s-0002", "alpha/s-0003", "beta/s-0001")
    assert catalogue.topics == (
        "alpha:refills", "alpha:transfers", "alpha:refills", "beta:refills",
    )  # fmt: skip
    assert two.catalogue() is catalogue


def test_an_item_is_found_by_its_name(two: Library) -> None:
    item = two.item("beta/s-0001")
    assert item is not None
    assert (item.name, item.stem) == ("beta/s-0001", "Which tablet is white?")


@pytest.mark.parametrize("name", ["beta/s-0009", "gamma/s-0001", "s-0001", "", "/", "beta/"])
def test_a_name_nobody_has_gives_nothing(two: Library, name: str) -> None:
    assert two.item(name) is None


def test_items_come_in_the_order_asked_for(two: Library) -> None:
    names = ["beta/s-0001", "alpha/s-0003", "gamma/x", "alpha/s-0001"]
    assert list(two.items(names)) == ["beta/s-0001", "alpha/s-0003", "alpha/s-0001"]


def test_thousands_of_items_can_be_asked_for_at_once(write_bank: BankWriter) -> None:
    bank = write_bank(items="".join(item_text(n) for n in range(1, 1501)))
    library = Library.open([bank])
    names = library.catalogue().names
    assert tuple(library.items(reversed(names))) == tuple(reversed(names))


def test_topics_carry_their_titles_and_counts(two: Library) -> None:
    assert two.topics() == [
        ("alpha", "refills", "Refills", 2),
        ("alpha", "transfers", "Transfers", 1),
        ("beta", "refills", "Refills", 1),
    ]


def test_search_goes_over_all_banks_up_to_the_limit(two: Library) -> None:
    assert [item.name for item in two.search("tablet")] == ["beta/s-0001"]
    assert len(two.search("five times")) == 4
    assert len(two.search("five times", limit=3)) == 3


def test_the_later_of_two_banks_with_one_id_is_refused(
    write_bank: BankWriter, tmp_path: Path
) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    first = write_bank("alpha", folder=shipped, items=item_text(1))
    second = write_bank("alpha", folder=own, items=item_text(2))
    library = Library.open([shipped, own])
    assert library.catalogue().names == ("alpha/s-0001",)
    assert library.place("alpha") == first
    (problem,) = library.problems()
    assert (problem.path, problem.line) == (second / "bank.toml", 2)
    assert "`alpha` is installed already" in problem.message
    assert str(first) in problem.hint


def test_a_broken_bank_hides_no_other(write_bank: BankWriter, tmp_path: Path) -> None:
    write_bank("alpha")
    broken = write_bank("broken")
    (broken / "bank.toml").write_bytes(b"\xff\x00")
    (tmp_path / "banks" / "headless").mkdir()
    (tmp_path / "banks" / "headless" / "items.toml").write_text(item_text(), encoding="utf-8")
    library = Library.open([tmp_path / "banks"])
    assert [bank.id for bank in library.banks()] == ["alpha"]
    assert [problem.path.name for problem in library.problems()] == ["bank.toml", "headless"]


def test_single_files_and_stray_folders_in_a_folder_of_banks(
    write_bank: BankWriter, tmp_path: Path
) -> None:
    banks = tmp_path / "banks"
    write_bank("alpha")
    (banks / "one.toml").write_text(HEAD.format(id="one") + item_text(), encoding="utf-8")
    (banks / "pictures").mkdir()
    (banks / ".hidden").mkdir()
    (banks / "readme.txt").write_text("nothing", encoding="utf-8")
    assert [path.name for path in find_banks(banks)] == ["alpha", "one.toml"]
    library = Library.open([banks])
    assert [bank.id for bank in library.banks()] == ["alpha", "one"]
    assert library.problems() == []


def test_a_folder_that_does_not_exist_is_empty(tmp_path: Path) -> None:
    library = Library.open([tmp_path / "nowhere"])
    assert library.count() == 0
    assert library.problems() == []
    assert library.catalogue().names == ()


def test_a_folder_that_cannot_be_listed_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    library = Library.open([tmp_path])
    assert [problem.path for problem in library.problems()] == [tmp_path]


def test_the_users_own_banks_come_after_the_shipped_ones(write_bank: BankWriter) -> None:
    write_bank("mine", folder=places.data_folder() / "banks")
    assert installed_folders() == [places.shipped_banks(), places.data_folder() / "banks"]
    assert Library.open().banks()[-1].id == "mine"


def test_a_bank_of_every_kind_is_served_from_the_index() -> None:
    for _ in range(2):
        library = Library.open([GOOD])
        kinds = [item.kind for item in library.items(library.catalogue().names).values()]
        assert kinds == ["choice", "multiple", "order", "match", "numeric"]
        library.close()


def test_a_later_start_loads_no_checking_machinery(write_bank: BankWriter, home: Path) -> None:
    bank = write_bank()
    Library.open([bank]).close()
    code = (
        "import sys; from pathlib import Path; from examprep.banks.library import Library\n"
        "library = Library.open([Path(sys.argv[1])])\n"
        "assert len(library.items(library.catalogue().names)) == 2\n"
        "heavy = {'pydantic', 'rapidfuzz', 'textual', 'difflib', 'rtoml'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(bank)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert ran.stdout == "[]\n"
