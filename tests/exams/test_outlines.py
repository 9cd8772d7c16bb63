"""The published outlines: weights, scored items and areas."""

from __future__ import annotations

import re
from math import floor

import pytest

from examprep.exams.outlines import EVERY_ID, FIGURES, OUTLINE_IDS, known_areas, outline

# Scored items of each domain, as far as the exams' owners or their arithmetic give them.
SCORED = {
    "ptce-2026": (28, 15, 19, 18),
    "ptce-2020": (32, 10, 21, 17),
    "excpt-2023": (15, 15, 13, 43, 14),
    "cspt-2023": (10, 13, 32, 5),
}
# Scored and unscored items, minutes of the exam clock, scale, pass mark.
SITTINGS = {
    "ptce-2026": (80, 10, 110, (1000, 1600), 1400),
    "ptce-2020": (80, 10, 110, (1000, 1600), 1400),
    "excpt-2023": (100, 20, 130, (200, 500), 390),
    "cspt-2023": (60, 15, 110, (1000, 1600), 1400),
}


def largest_remainder(weights, seats):
    """Share seats by weight; those left over go to the largest remainders."""
    shares = [seats * weight / 100 for weight in weights]
    whole = [floor(share) for share in shares]
    left = sorted(range(len(shares)), key=lambda n: whole[n] - shares[n])[: seats - sum(whole)]
    return tuple(count + (n in left) for n, count in enumerate(whole))


@pytest.mark.parametrize("name", EVERY_ID)
def test_weights_sum_to_all(name):
    assert sum(domain.weight for domain in outline(name).domains) == pytest.approx(100)
    assert all(domain.weight > 0 for domain in outline(name).domains)


@pytest.mark.parametrize("name", EVERY_ID)
def test_scored_items_of_each_domain_are_those_of_the_exam(name):
    found = outline(name)
    weights = [domain.weight for domain in found.domains]
    assert largest_remainder(weights, found.scored) == SCORED[name]
    assert sum(SCORED[name]) == found.scored


@pytest.mark.parametrize("name", EVERY_ID)
def test_the_figures_of_the_sitting(name):
    found = outline(name)
    figures = (found.scored, found.pretest, found.minutes, found.scale, found.pass_mark)
    assert figures == SITTINGS[name]
    assert found.scale[0] < found.pass_mark < found.scale[1]
    assert tuple(found.sure) == FIGURES
    assert all(found.sure.values())


@pytest.mark.parametrize(
    ("name", "seconds"), [("ptce-2026", 73.3), ("excpt-2023", 65.0), ("cspt-2023", 88.0)]
)
def test_the_pace_is_the_clock_over_all_items(name, seconds):
    assert outline(name).seconds_per_item == pytest.approx(seconds, abs=0.05)


@pytest.mark.parametrize("name", EVERY_ID)
def test_ids_are_unique_and_titles_are_given(name):
    domains = outline(name).domains
    ids = [area for domain in domains for area in domain.areas]
    assert len(set(ids)) == len(ids)
    assert len({domain.id for domain in domains}) == len(domains)
    assert all(domain.title and all(domain.areas.values()) for domain in domains)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.-]*", area) for area in ids)


@pytest.mark.parametrize("name", EVERY_ID)
def test_a_numbered_area_stands_in_its_domain(name):
    for domain in outline(name).domains:
        numbered = [area for area in domain.areas if area[0].isdigit()]
        assert all(area.startswith(f"{domain.id}.") for area in numbered)


def test_the_outlines_differ_in_every_area():
    every = known_areas()
    assert len(every) == sum(len(outline(name).areas) for name in EVERY_ID)
    assert "ptce-2026:2.2" in every
    assert "ptce-2026:9.9" not in every


@pytest.mark.parametrize("name", EVERY_ID)
def test_what_is_asked_the_same_elsewhere_are_areas_that_there_are(name):
    found, every = outline(name), known_areas()
    assert {f"{name}:{area}" for area in found.same} <= found.areas
    assert all(set(found.names_of(area.partition(":")[2])) <= every for area in found.areas)


def test_the_former_outline_asks_what_the_present_one_kept():
    former = outline("ptce-2020")
    assert former.kin == {"ptce-2020", "ptce-2026"}
    assert former.names_of("1.10") == {"ptce-2020:1.10", "ptce-2026:1.8"}
    kept = {name for names in former.same.values() for name in names}
    assert outline("ptce-2026").areas - kept == {"ptce-2026:1.2", "ptce-2026:2.6"}
    assert (former.name, outline("ptce-2026").name) == ("PTCE 2020", "PTCE")


def test_only_outlines_in_force_are_offered_first():
    assert all(outline(name).until is None for name in OUTLINE_IDS)


def test_the_first_outline_is_in_force():
    assert outline(OUTLINE_IDS[0]).exam == "PTCE"
    assert outline("ptce-2026").in_force.isoformat() == "2026-01-06"
    assert len(outline("ptce-2026").areas) == 24


@pytest.mark.parametrize("name", ["", "ptce-2031", "../ptce-2026", "PTCE-2026"])
def test_an_unknown_outline_is_no_file_to_be_opened(name):
    with pytest.raises(KeyError):
        outline(name)
