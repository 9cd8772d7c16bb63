"""The reference card: sound as data, and its figures computed anew."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from examprep.exams.card import Card, Row, Section, card

SECTIONS = card().sections
IDS = [section.id for section in SECTIONS]
ROWS = {(section.id, row.left): row for section in SECTIONS for row in section.rows}
# What a window of 60 columns has for a line, beside the scroll bar.
ROOM = 56
# By definition: NIST Handbook 44, Appendix C.
FLUID_OUNCE, POUND, INCH = Fraction("29.5735295625"), Fraction("453.59237"), Fraction("2.54")


def row(section: str, left: str) -> Row:
    return ROWS[section, left]


def number(text: str) -> Fraction:
    """Read the first number of a text."""
    found = re.search(r"-?\d[\d,]*(?:\.\d+)?", text)
    assert found is not None, text
    return Fraction(found.group().replace(",", ""))


def exact(text: str) -> Fraction:
    """Read the number that a text calls exact."""
    return number(text.partition("exact ")[2])


def places(text: str) -> int:
    """Count the decimals of the last number of a text."""
    return len(re.findall(r"\d+(?:\.(\d+))?", text.replace(",", ""))[-1])


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Round half up."""
    shifted = value * 10**decimals + Fraction(1, 2)
    return Fraction(shifted.numerator // shifted.denominator, 10**decimals)


def test_nine_sections_have_a_digit_each() -> None:
    assert len(SECTIONS) == 9
    assert len(set(IDS)) == 9
    assert all(re.fullmatch(r"[a-z]+", name) for name in IDS)


@pytest.mark.parametrize("section", SECTIONS, ids=IDS)
def test_every_section_says_where_it_comes_from_and_when_it_was_checked(section: Section) -> None:
    assert section.title
    assert section.rows
    assert section.sources
    assert all(source.strip() == source != "" for source in section.sources)
    assert section.verified == date(2026, 11, 27)
    assert section.source_line.endswith("; checked Nov 27, 2026")


@pytest.mark.parametrize("section", SECTIONS, ids=IDS)
def test_no_line_stands_twice(section: Section) -> None:
    lefts = [row.left for row in section.rows]
    assert len(set(lefts)) == len(lefts)


@pytest.mark.parametrize("section", SECTIONS, ids=IDS)
def test_every_line_fits_a_narrow_window_with_its_asides_in_a_column(section: Section) -> None:
    indent = max(len(row.left) for row in section.rows) + 2
    column = max((len(row.right) for row in section.rows if row.note), default=0)
    for one in section.rows:
        assert one.left
        assert one.right
        assert indent + len(one.right) <= ROOM, one
        assert not one.note or indent + column + 2 + len(one.note) <= ROOM, one


@pytest.mark.parametrize("section", SECTIONS, ids=IDS)
def test_texts_can_be_shown_and_spoken_anywhere(section: Section) -> None:
    texts = [section.title, section.lead, *section.sources]
    texts += [part for one in section.rows for part in (one.left, one.right, one.note)]
    for text in texts:
        assert text.isascii()
        assert text.isprintable()
        assert text == " ".join(text.split())
        assert "!" not in text
        assert not re.search(r"(?<!not )(?<![\d,])\.\d", text), "a dose needs its leading zero"


@pytest.mark.parametrize(
    ("prefix", "power"),
    [
        ("kilo (k)", 3),
        ("hecto (h)", 2),
        ("deka (da)", 1),
        ("deci (d)", -1),
        ("centi (c)", -2),
        ("milli (m)", -3),
        ("micro (mc)", -6),
        ("nano (n)", -9),
    ],
)
def test_prefixes_are_powers_of_ten(prefix: str, power: int) -> None:
    right = row("metric", prefix).right.replace(",", "").replace(" times", "")
    assert Fraction(right) == Fraction(10) ** power


def test_metric_examples() -> None:
    assert row("metric", "to a smaller unit").note == "2.5 g = 2,500 mg"
    assert row("metric", "to a larger unit").note == "750 mcg = 0.75 mg"
    assert Fraction("2.5") * 1000 == 2500
    assert Fraction(750, 1000) == Fraction("0.75")


VOLUMES = {
    "1 fl ounce (fl oz)": 1,
    "1 cup": 8,
    "1 pint (pt)": 16,
    "1 quart (qt)": 32,
    "1 gallon (gal)": 128,
}


@pytest.mark.parametrize(("name", "ounces"), VOLUMES.items())
def test_volumes_as_taught_are_made_of_thirties(name: str, ounces: int) -> None:
    assert number(row("household", name).right) == 30 * ounces


@pytest.mark.parametrize(("name", "ounces"), VOLUMES.items())
def test_exact_volumes_are_made_of_the_legal_ounce(name: str, ounces: int) -> None:
    note = row("household", name).note
    assert exact(note) == rounded(FLUID_OUNCE * ounces, places(note))


@pytest.mark.parametrize(
    ("name", "part", "size"),
    [
        ("1 tablespoon (tbsp)", "3 tsp", 5),
        ("1 fl ounce (fl oz)", "2 tbsp", 15),
        ("1 cup", "8 fl oz", 30),
        ("1 pint (pt)", "16 fl oz", 30),
        ("1 quart (qt)", "2 pt", 480),
        ("1 gallon (gal)", "4 qt", 960),
    ],
)
def test_a_measure_is_the_sum_of_its_parts(name: str, part: str, size: int) -> None:
    one = row("household", name)
    assert one.note.partition(";")[0] == part
    assert number(one.right) == number(part) * size


def test_a_teaspoon_is_five_and_a_drop_a_twentieth() -> None:
    assert row("household", "1 teaspoon (tsp)").right == "5 mL"
    assert number(row("household", "1 mL").right) * Fraction("0.05") == 1


def test_weights_as_taught_and_exact() -> None:
    kilogram, pound = row("household", "1 kilogram (kg)"), row("household", "1 pound (lb)")
    ounce, grain = row("household", "1 ounce (oz)"), row("household", "1 grain (gr)")
    assert number(kilogram.right) == rounded(1000 / POUND, 1)
    assert exact(kilogram.note) == rounded(1000 / POUND, 4)
    assert number(pound.right) == rounded(POUND, 0)
    assert exact(pound.note) == rounded(POUND, 1)
    assert exact(ounce.note) == rounded(POUND / 16, 2)
    assert number(ounce.right) == rounded(exact(ounce.note), 1)
    assert exact(grain.note) == rounded(POUND / 7000 * 1000, 1)
    assert number(grain.right) == rounded(POUND / 7000 * 1000, 0)
    assert number(row("household", "1 inch (in)").right) == INCH


def test_sixteen_ounces_make_the_pound_to_the_gram() -> None:
    assert rounded(16 * exact(row("household", "1 ounce (oz)").note), 0) == 454


@pytest.mark.parametrize(("celsius", "fahrenheit"), [(0, 32), (37, Fraction("98.6")), (100, 212)])
def test_both_formulas_of_temperature(celsius: int, fahrenheit: Fraction) -> None:
    assert row("temperature", "C to F").right == "F = 1.8 x C + 32"
    assert row("temperature", "F to C").right == "C = (F - 32) / 1.8"
    assert Fraction("1.8") * celsius + 32 == fahrenheit
    assert (fahrenheit - 32) / Fraction("1.8") == celsius


@pytest.mark.parametrize(
    "name", ["room, controlled", "refrigerator", "freezer", "body", "water freezes", "water boils"]
)
def test_temperatures_agree_in_both_scales(name: str) -> None:
    one = row("temperature", name)
    celsius = [Fraction(part) for part in re.findall(r"-?\d+", one.right)]
    fahrenheit = [Fraction(part) for part in re.findall(r"-?\d+(?:\.\d+)?", one.note)]
    decimals = 1 if "." in one.note else 0
    assert [rounded(Fraction("1.8") * c + 32, decimals) for c in celsius] == fahrenheit


@pytest.mark.parametrize("name", ["midnight", "morning", "noon", "from 1 pm on", "1300 and later"])
def test_times_of_day_agree(name: str) -> None:
    note = row("temperature", name).note
    hour, minute, half = re.search(r"(\d+):(\d\d) (am|pm)", note).groups()
    clock = re.search(r"\b(\d{4})\b", note).group()
    assert clock == f"{int(hour) % 12 + 12 * (half == 'pm'):02}{minute}"


def roman(text: str) -> int:
    """Read a Roman numeral."""
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[c] for c in text]
    later = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, later, strict=True))


def test_roman_numerals() -> None:
    for left in ("I, V, X", "L, C, D, M"):
        right = re.findall(r"\d[\d,]*\d|\d", row("numerals", left).right.replace("1,000", "1000"))
        assert [str(roman(one)) for one in left.split(", ")] == right
    notes = " ".join(one.note for one in card().section("numerals").rows)
    examples = re.findall(r"\b([IVXLCDM]+) = (\d+)", notes)
    assert len(examples) == 5
    assert all(roman(text) == int(value) for text, value in examples)


def test_strengths() -> None:
    assert row("strength", "% w/v to mg/mL").note == "2 % = 20 mg/mL"
    assert Fraction(2 * 1000, 100) == 2 * 10 == 20
    assert row("strength", "ratio to %").note == "1:250 = 0.4 %"
    assert Fraction(100, 250) == Fraction("0.4")
    assert row("strength", "least weighable").note == "6/0.05 = 120 mg"
    assert 6 / Fraction("0.05") == 120


def test_alligation_gives_the_wanted_strength() -> None:
    assert row("strength", "alligation low").right == "high % - wanted %"
    assert row("strength", "alligation high").right == "wanted % - low %"
    high, low, wanted, total = 90, 50, 60, 400
    of_low, of_high = high - wanted, wanted - low
    each = [Fraction(total * parts, of_low + of_high) for parts in (of_low, of_high)]
    assert sum(each) == total
    assert each[0] * low + each[1] * high == total * wanted


def test_rates_and_doses() -> None:
    assert row("doses", "volume to give").note == "80 mg / 40 mg/mL = 2 mL"
    assert row("doses", "mL/h").note == "1 L / 8 h = 125 mL/h"
    assert Fraction(1000, 8) == 125
    metric = number(row("doses", "BSA, cm and kg").right.partition("/ ")[2])
    customary = number(row("doses", "BSA, in and lb").right.partition("/ ")[2])
    assert metric == 3600
    # The taught constant is a little higher than the exact one; the root halves the difference.
    assert abs(customary / (metric / INCH * 1000 / POUND) - 1) < Fraction(1, 400)
    assert Fraction(15 * 60, 15) == 60  # a set of 60 gtt/mL: drops in a minute are mL in an hour


def test_energy_of_nutrition() -> None:
    energy = {
        one.left: one.right for one in card().section("nutrition").rows if "kcal" in one.right
    }
    assert energy == {
        "dextrose in PN": "3.4 kcal/g",
        "amino acids": "4 kcal/g",
        "lipid 10 %": "1.1 kcal/mL",
        "lipid 20 %": "2 kcal/mL",
        "lipid 30 %": "3 kcal/mL",
    }


def test_milliequivalents_go_both_ways() -> None:
    assert row("nutrition", "mEq").right == "mg x valence / molecular weight"
    assert row("nutrition", "mg from mEq").right == "mEq x molecular weight / valence"


def test_the_dea_number_of_the_example_checks() -> None:
    one = next(one for one in card().section("supply").rows if one.left.startswith("DEA 1"))
    digits = [int(digit) for digit in re.search(r"\d{7}", one.left).group()]
    total = sum(digits[0:6:2]) + 2 * sum(digits[1:6:2])
    assert one.right == f"{sum(digits[0:6:2])} + 2 x {sum(digits[1:6:2])} = {total}"
    assert total % 10 == digits[6] == int(number(one.note))


def test_daw_codes_go_from_0_to_9() -> None:
    codes = [one.left for one in card().section("supply").rows if one.left.startswith("DAW")]
    assert codes == [f"DAW {code}" for code in range(10)]


def test_error_prone_abbreviations_are_marked() -> None:
    marked = {one.left: one.note for one in card().section("sig").rows}
    for name in ("OD, OS, OU", "AD, AS, AU", "ss", "HS", "SC, SQ, sub q"):
        assert marked[name] == "error-prone"
    for name in ("qd", "qod", "U", "IU", "MS, MSO4", "MgSO4"):
        assert marked[name] == "Do Not Use list"
    for name in ("bid", "tid", "qid", "prn", "po", "subcut"):
        assert not marked[name]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("sig", "sig"),
        ("SIG", "sig"),
        (" house ", "household"),
        ("1", "metric"),
        ("9", "sig"),
        ("rounding", "numerals"),
        ("s", "strength"),
        ("dea", "supply"),
    ],
)
def test_a_section_is_found_by_number_name_beginning_or_title(name: str, found: str) -> None:
    section = card().section(name)
    assert section is not None
    assert section.id == found


@pytest.mark.parametrize("name", ["", "  ", "0", "10", "01", "\u0663", "nothing", "sigs"])
def test_what_is_no_section_is_none(name: str) -> None:
    assert card().section(name) is None


def test_search_keeps_the_lines_that_hold_every_word() -> None:
    found = card().search("exact PT")
    assert [(one.id, [line.left for line in one.rows]) for one in found] == [
        ("household", ["1 pint (pt)", "1 quart (qt)"])
    ]
    assert card().search("household weights") == (card().section("household"),)
    assert card().search("zebra") == ()


def test_search_for_nothing_gives_everything() -> None:
    assert Card(card().search("  ")) == card()
