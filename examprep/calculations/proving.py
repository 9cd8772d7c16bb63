"""Draws many variants of a template and proves what no reading of it can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from examprep.calculations.answers import judge
from examprep.calculations.asked import Asked
from examprep.calculations.chain import values_of
from examprep.calculations.given import Drawn
from examprep.calculations.numbers import is_plausible
from examprep.calculations.options import OPTIONS, options_of
from examprep.calculations.recipe import Writing
from examprep.calculations.scope import names_in
from examprep.calculations.template import Template, Variant
from examprep.calculations.units import unit_of
from examprep.errors import BadFormula, UnclearAnswer
from examprep.words import tr

LEAST_VARIANTS = 1_000
MOST_ENUMERATED = 3_000
LEAST_ACCEPTED = 0.2
LEAST_MISTAKES = 3
ENOUGH, MOST_WATCHED = 100, 10
"""So many draws show every one of so few choices, by all odds."""
_SHARE = 0.5
Finding = tuple[str, str]
"""A message and a hint."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What drawing showed: an estimate of how many variants there are, and what is wrong."""

    variants: int
    findings: tuple[Finding, ...]


def prove(template: Template, count: int) -> Proof:
    """Draw `count` variants and check each; a finding is a message and a hint."""
    findings: dict[str, str] = {}
    drawn: list[Variant] = []
    for seed in range(count):
        try:
            drawn.append(template.variant(seed))
        except BadFormula as error:
            findings.setdefault(str(error), tr("widen the givens or the requirements"))
            break
    for made in drawn:
        try:
            for message, hint in _of_variant(template, made):
                findings.setdefault(message, hint)
        except BadFormula as error:
            findings.setdefault(str(error), tr("for example: {stem}", stem=made.stem))
    total = _variants(template, drawn)
    findings |= dict(_of_all(template, drawn, total))
    return Proof(total, tuple(findings.items()))


def _variants(template: Template, drawn: list[Variant]) -> int:
    """Estimate how many variants there are; count them where that may be too few."""
    accepted = len(drawn) / max(1, sum(made.turns for made in drawn))
    estimate = int(template.combinations * accepted)
    unsure = estimate < 2 * LEAST_VARIANTS and not template.writing.recipe.few
    if unsure and template.combinations <= MOST_ENUMERATED:
        return sum(template.tried(one)[0] is not None for one in _every(template))
    return estimate


def _every(template: Template) -> Iterator[dict[str, Drawn]]:
    for places in product(*(range(source.size) for source in template.sources)):
        yield {
            column.name: column.at(place)
            for source, place in zip(template.sources, places, strict=True)
            for column in source.columns
        }


def _of_variant(template: Template, made: Variant) -> Iterator[Finding]:
    """Check one variant: chain, key, options, texts."""
    writing, asked = template.writing, asked_by(template.writing, made)
    yield from _of_chain(template, made)
    if not is_plausible(made.key, writing.unit, writing.show):
        yield tr("the rounded answer can be 0 or less"), tr("require = [...] keeps it plausible")
    texts = [option.text for option in options_of(asked, 0)]
    if len(set(texts)) < OPTIONS:
        yield tr("four different options can't be made"), tr("only {texts}", texts=", ".join(texts))
    shown = asked.text(made.key)
    if not _reads_back(asked, shown):
        yield tr("the answer as it is shown, {shown}, is not taken for right", shown=shown), ""
    if made.steps and shown not in made.steps[-1]:
        yield (
            tr("the last step does not show the answer"),
            tr("it should hold {{answer}}, here {shown}", shown=shown),
        )


def _of_chain(template: Template, made: Variant) -> Iterator[Finding]:
    if template.chain and template.chain.product(values_of(dict(made.values))) != made.exact:
        line = made.chain.text if made.chain else ""
        yield tr("the chain does not come to the answer"), tr("for example: {line}", line=line)


def _reads_back(asked: Asked, shown: str) -> bool:
    try:
        return judge(asked, shown).right
    except UnclearAnswer:
        return False


def asked_by(writing: Writing, made: Variant) -> Asked:
    """Give what a variant wants typed."""
    return Asked(
        made.key,
        made.exact,
        writing.unit,
        writing.round,
        writing.rounding,
        writing.show,
        made.mistakes,
    )


def _of_all(template: Template, drawn: list[Variant], total: int) -> Iterator[Finding]:
    """Check what only many variants show."""
    turns = sum(made.turns for made in drawn)
    if len(drawn) < LEAST_ACCEPTED * turns:
        share = f"{100 * len(drawn) / turns:.0f} %"
        yield (
            tr("only {share} of the draws meet the requirements", share=share),
            tr("narrow the givens instead"),
        )
    if drawn and total < LEAST_VARIANTS and not template.writing.recipe.few:
        yield (
            tr("only about {total:,} variants", total=total),
            tr('more givens, or few = "why so few make sense"'),
        )
    yield from _of_mistakes(template, drawn)
    yield from _of_givens(template)
    yield from _of_stems(drawn)
    if len(drawn) >= ENOUGH:
        yield from _never_drawn(template, drawn)


def _of_givens(template: Template) -> Iterator[Finding]:
    shown = names_in(template.writing.stem)
    if shown & {"answer", "exact", "result"}:
        yield tr("the stem gives the answer away"), tr("take {answer} out of it")
    for let in reversed(template.writing.recipe.let):
        if let.name in shown:
            shown |= names_in(f"{{{let.value}}}")
    for source in template.sources:
        names = {column.name for column in source.columns}
        if source.size > 1 and not names & shown:
            yield tr("the given {name} does not show in the stem", name=min(names)), ""


def _of_stems(drawn: list[Variant]) -> Iterator[Finding]:
    """Find two variants that read alike and have different answers."""
    keys: dict[str, Fraction] = {}
    for made in drawn:
        if keys.setdefault(made.stem, made.key) != made.key:
            yield tr("two variants read alike and differ in their answers"), made.stem
            return


def _never_drawn(template: Template, drawn: list[Variant]) -> Iterator[Finding]:
    """Name the choices that never come up: a mistake may equal the key there, and hides them."""
    for source in template.sources:
        column = source.columns[0]
        if 1 < len(set(column.values)) <= MOST_WATCHED:
            seen = {made.values[column.name] for made in drawn}
            for value in dict.fromkeys(column.values):
                if value in seen:
                    continue
                shown = value if isinstance(value, str) else value / unit_of(column.unit).factor
                words = tr("the given {name} is never {shown}", name=column.name, shown=shown)
                yield words, tr("a requirement forbids it, or a mistake equals the key there")


def _of_mistakes(template: Template, drawn: list[Variant]) -> Iterator[Finding]:
    if len(template.slips) < LEAST_MISTAKES:
        yield (
            tr("fewer than {least} named mistakes", least=LEAST_MISTAKES),
            tr("each becomes a distractor"),
        )
    for place, slip in enumerate(template.slips):
        numbers = [made.mistakes[place].number for made in drawn]
        writing = template.writing
        useful = sum(is_plausible(number, writing.unit, writing.show) for number in numbers)
        if useful < _SHARE * len(drawn):
            words = tr("mistake {place} is 0 or less in most variants", place=place + 1)
            yield words, tr("take another mistake")
        if not slip.kind:
            yield (
                tr("mistake {place} has no `kind`", place=place + 1),
                tr("one of the known kinds of mistake"),
            )
