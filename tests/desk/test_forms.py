"""Forms drawn from banks: what may be asked, what comes first, and where the keys stand."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from examprep.attempts.arrange import arrange
from examprep.banks.library import Library
from examprep.banks.variants import as_choice
from examprep.desk.desk import Desk
from examprep.desk.forms import Drawn, as_rows, candidates, draw, kept_back
from examprep.desk.mocks import begin_mock
from examprep.exams.blueprint import Blueprint
from examprep.exams.form import shares
from examprep.exams.outlines import OUTLINE_IDS, Outline, outline
from examprep.places import shipped_banks
from examprep.progress.state import CandidateState, ItemRecord
from tests.factories import Clock, write_bank, write_templates

EXAM = outline("excpt-2023")
QUARTER = Blueprint(EXAM, "quarter")
AREAS = [area for domain in EXAM.domains for area in domain.areas]
# Of an area with so few items nothing is kept back; with so many a third is.
FEW, MANY = 11, 24
PLACES = 4


def exam_bank(folder: Path, exam: Outline, each: int, bank: str = "demo") -> Path:
    """Write a bank with so many items for each area of an exam, dealt out in turn."""
    areas = [area for domain in exam.domains for area in domain.areas]
    path = write_bank(folder, bank, each * len(areas), tuple(areas))
    _rewrite(path, r'^topic = "(.+)"$', rf'topic = "\1"\nareas = ["{exam.id}:\1"]')
    return path


def _rewrite(path: Path, pattern: str, put: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, put, text, flags=re.MULTILINE), encoding="utf-8")


def make_enemies(path: Path, item: str, enemy: str) -> None:
    """Let an item of a bank name one that tests the same fact."""
    _rewrite(path, f'^id = "{item}"$', f'id = "{item}"\nenemies = ["{enemy}"]')


def sat_down(folder: Path) -> Desk:
    """Sit a candidate down before the banks of a folder."""
    desk = Desk.open([folder])
    desk.times = Clock().times
    desk.enroll("Maria", EXAM.id, None)
    return desk


def asked(drawn: Drawn) -> set[str]:
    return {slot.item for slot in drawn.slots}


def after(last_seen: dict[str, float]) -> CandidateState:
    """Give the state of a candidate who answered some items at these seconds."""
    return CandidateState(items={name: ItemRecord(1, 1, 1.0, at) for name, at in last_seen.items()})


def by_area(library: Library) -> dict[str, list[str]]:
    """Give the items of each area in the order of their bank."""
    found: dict[str, list[str]] = {}
    for one in candidates(library, EXAM):
        found.setdefault(one.areas[0], []).append(one.name)
    return found


def shipped() -> Library:
    return Library.open([shipped_banks()])


def key_places(library: Library, drawn: Drawn) -> Counter[int]:
    """Count at which place the key stands on the screen."""
    items = library.items(asked(drawn))
    made = [(as_choice(items[slot.item], slot.seed), slot.seed) for slot in drawn.slots]
    return Counter(arrange(item, seed).index(item.keys[0]) for item, seed in made)


def see_even_keys(library: Library, drawn: Drawn) -> None:
    """See that each place has the key of 20 to 30 % of the form."""
    places = key_places(library, drawn)
    found = [places[place] / len(drawn.slots) for place in range(PLACES)]
    assert all(0.2 <= share <= 0.3 for share in found), found
    assert set(places) <= set(range(PLACES))


def test_candidates_are_what_belongs_to_an_area_of_the_exam(tmp_path: Path) -> None:
    exam_bank(tmp_path, EXAM, 2)
    exam_bank(tmp_path, outline("ptce-2026"), 1, "other")
    write_bank(tmp_path, "free", 3)
    found = candidates(Library.open([tmp_path]), EXAM)
    assert [one.name for one in found] == [f"demo/demo-{n:03}" for n in range(2 * len(AREAS))]
    assert [one.areas for one in found] == [(area,) for area in AREAS * 2]


def test_an_item_under_two_names_of_one_area_is_of_that_area_once(tmp_path: Path) -> None:
    exam = outline("ptce-2020")
    area, names = next((area, names) for area, names in exam.by_area if len(names) > 1)
    path = write_bank(tmp_path, count=1)
    listed = ", ".join(f'"{name}"' for name in sorted(names))
    _rewrite(path, r'^topic = "basics"$', f'topic = "basics"\nareas = [{listed}]')
    (one,) = candidates(Library.open([tmp_path]), exam)
    assert one.areas.count(area) == 1


def test_what_cannot_be_asked_with_one_right_option_is_no_candidate(tmp_path: Path) -> None:
    path = exam_bank(tmp_path, EXAM, 1)
    _rewrite(path, '^id = "demo-003"$', 'id = "demo-003"\nkind = "order"')
    _rewrite(path, r'\{ text = "key 3", key = true', '{ text = "first" }, { text = "key 3"')
    library = Library.open([tmp_path])
    assert library.problems() == []
    names = {one.name for one in candidates(library, EXAM)}
    assert len(names) == len(AREAS) - 1
    assert "demo/demo-003" not in names


@pytest.mark.parametrize(("item", "enemy"), [("demo-001", "demo-011"), ("demo-011", "demo-001")])
def test_enemies_are_never_in_one_form_whichever_names_the_other(
    tmp_path: Path, item: str, enemy: str
) -> None:
    make_enemies(exam_bank(tmp_path, EXAM, 3), item, enemy)
    library = Library.open([tmp_path])
    firsts = set()
    for seed in range(8):
        names = asked(draw(library, CandidateState(), Blueprint(EXAM), seed))
        found = names & {"demo/demo-001", "demo/demo-011"}
        assert len(found) == 1
        assert len(names) == 3 * len(AREAS) - 1
        firsts |= found
    assert len(firsts) == 2


def test_an_enemy_in_another_bank_and_another_domain_is_kept_apart_too(tmp_path: Path) -> None:
    make_enemies(exam_bank(tmp_path, EXAM, 2), "demo-000", "other/other-009")
    exam_bank(tmp_path, EXAM, 2, "other")
    library = Library.open([tmp_path])
    for seed in range(8):
        names = asked(draw(library, CandidateState(), Blueprint(EXAM), seed))
        assert len(names & {"demo/demo-000", "other/other-009"}) == 1


def test_what_was_kept_back_comes_first(tmp_path: Path) -> None:
    exam_bank(tmp_path, EXAM, MANY)
    library = Library.open([tmp_path])
    kept = kept_back(library, EXAM)
    assert 0 < len(kept) <= len(AREAS) * MANY // 3
    for seed in range(5):
        assert asked(draw(library, CandidateState(), QUARTER, seed)) <= kept


def test_nothing_is_kept_back_of_areas_with_few_items_nor_of_drawn_numbers(tmp_path: Path) -> None:
    exam_bank(tmp_path / "few", EXAM, FEW)
    assert kept_back(Library.open([tmp_path / "few"]), EXAM) == frozenset()
    exam_bank(tmp_path / "many", EXAM, MANY)
    _with_templates(tmp_path / "many")
    library = Library.open([tmp_path / "many"])
    assert library.endless()
    assert not kept_back(library, EXAM) & library.endless()


def test_then_comes_what_was_never_seen(tmp_path: Path) -> None:
    exam_bank(tmp_path, EXAM, FEW)
    library = Library.open([tmp_path])
    seen = {name: 1e9 for names in by_area(library).values() for name in names[:6]}
    for seed in range(5):
        drawn = draw(library, after(seen), QUARTER, seed)
        assert len(drawn.slots) == QUARTER.count
        assert not asked(drawn) & set(seen)


def test_then_comes_what_was_seen_longest_ago(tmp_path: Path) -> None:
    exam_bank(tmp_path, EXAM, FEW)
    library = Library.open([tmp_path])
    areas = by_area(library)
    seen = {name: 1e9 + 60 * n for names in areas.values() for n, name in enumerate(names)}
    names = asked(draw(library, after(seen), QUARTER, 3))
    for own in areas.values():
        count = len(names & set(own))
        assert names & set(own) == set(own[:count])


def test_what_was_kept_back_and_seen_since_comes_as_late_as_anything_seen(tmp_path: Path) -> None:
    exam_bank(tmp_path, EXAM, MANY)
    library = Library.open([tmp_path])
    kept = kept_back(library, EXAM)
    assert not asked(draw(library, after(dict.fromkeys(kept, 1e9)), QUARTER, 1)) & kept


def test_new_numbers_come_before_what_was_seen_in_full(tmp_path: Path) -> None:
    path = write_bank(tmp_path, count=FEW)
    _rewrite(path, r'^topic = "(.+)"$', r'topic = "\1"\nareas = ["excpt-2023:calculations"]')
    _with_templates(tmp_path)
    library = Library.open([tmp_path])
    seen = {one.name: 1e9 for one in candidates(library, EXAM)}
    seen |= dict.fromkeys(library.endless(), 2e9)
    names = asked(draw(library, after(seen), QUARTER, 1))
    assert len(names) < len(seen)
    assert library.endless() <= names


def _with_templates(folder: Path) -> None:
    path = write_templates(folder)
    _rewrite(path, r'^topic = "(.+)"$', r'topic = "\1"\nareas = ["excpt-2023:calculations"]')


def test_a_seed_gives_the_same_slots_and_another_seed_others(tmp_path: Path) -> None:
    exam_bank(tmp_path, EXAM, FEW)
    _with_templates(tmp_path)
    forms = [
        draw(Library.open([tmp_path]), CandidateState(), QUARTER, seed).slots for seed in (7, 7, 8)
    ]
    assert forms[0] == forms[1]
    assert forms[0] != forms[2]


def test_rows_for_checking_stand_in_the_order_of_the_form(tmp_path: Path) -> None:
    exam_bank(tmp_path, EXAM, FEW)
    drawn = draw(Library.open([tmp_path]), CandidateState(), QUARTER, 2)
    rows = as_rows(drawn)
    assert [(row["item"], row["seed"]) for row in rows] == [(s.item, s.seed) for s in drawn.slots]
    assert sum(bool(row["pretest"]) for row in rows) == QUARTER.pretest
    assert {str(row["area"]) for row in rows} <= set(AREAS)


def test_what_an_open_mock_asks_is_not_drawn_again(tmp_path: Path) -> None:
    exam_bank(tmp_path, EXAM, MANY)
    desk = sat_down(tmp_path)
    sitting = begin_mock(desk, QUARTER, 1)
    assert sitting.save_now() == ""
    now_asked = {slot.item for slot in sitting.attempt.slots}
    state = desk.open_record().state
    for seed in (1, 2, 3):
        assert not asked(draw(desk.library, state, QUARTER, seed)) & now_asked


@pytest.mark.parametrize("name", OUTLINE_IDS)
def test_keys_stand_about_as_often_at_each_place(name: str) -> None:
    library = shipped()
    for seed in (0, 11, 2**31 - 1):
        see_even_keys(library, draw(library, CandidateState(), Blueprint(outline(name)), seed))


@pytest.mark.torture
@pytest.mark.parametrize("name", OUTLINE_IDS)
def test_a_thousand_forms_of_the_shipped_banks_are_all_whole(name: str) -> None:
    library, exam = shipped(), outline(name)
    enemies = library.enemies()
    weights = [domain.weight for domain in exam.domains]
    for seed in range(1000):
        drawn = draw(library, CandidateState(), Blueprint(exam), seed)
        names = asked(drawn)
        assert drawn.form.missing == {}
        assert len(names) == len(drawn.slots) == exam.scored + exam.pretest
        for scored, count in ((True, exam.scored), (False, exam.pretest)):
            found = Counter(one.domain for one in drawn.form.items if one.scored is scored)
            assert [found[domain.id] for domain in exam.domains] == shares(weights, count)
        assert not any(names & enemies.get(one, frozenset()) for one in names)
        see_even_keys(library, drawn)
