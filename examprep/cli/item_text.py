"""One item as plain lines or as data; without the key nothing gives the answer away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from examprep.banks.item import Item
from examprep.banks.variants import answer_text, unit_words, wrong_numbers
from examprep.calculations.answers import causes
from examprep.words import tr

_BEFORE_ANSWERING = ("bank", "id", "topic", "kind", "areas", "stem")


def _options(item: Item) -> list[str]:
    """Give the option texts; the authored order of an `order` item is its answer, so sort it."""
    texts = [option.text for option in item.options]
    return sorted(texts) if item.kind == "order" else texts


def item_row(item: Item, *, key: bool) -> dict[str, Any]:
    """Give an item as data; without `key` only what is seen before answering."""
    if key:
        import msgspec

        row: dict[str, Any] = _filled(msgspec.to_builtins(item))
        return row
    row = {name: getattr(item, name) for name in _BEFORE_ANSWERING}
    if item.options:
        row["options"] = _options(item)
    if item.pairs:
        row["left"], row["right"] = _sides(item)
    if item.kind == "numeric":
        row |= {"unit": item.unit, "round": item.round}
    return row


def _filled(value: Any) -> Any:
    """Leave out what an item does not have."""
    if isinstance(value, dict):
        kept = {name: _filled(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if part not in ("", [], (), {}, None)}
    return [_filled(part) for part in value] if isinstance(value, (list, tuple)) else value


def _sides(item: Item) -> tuple[list[str], list[str]]:
    """Give both sides of a matching item, the right one sorted so that nothing matches."""
    return [pair.left for pair in item.pairs], sorted(pair.right for pair in item.pairs)


def _numbered(texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts, 1):
        yield f"{number}. {text}"


def _question(item: Item) -> Iterator[str]:
    left, right = _sides(item)
    yield from _numbered(_options(item))
    yield from _numbered(left)
    if right:
        yield ""
        yield tr("to match with:")
        yield from (f"- {text}" for text in right)
    if item.kind == "numeric":
        yield tr("Answer in {unit}:", unit=unit_words(item)) if item.unit else tr("Answer:")


def _solution(item: Item) -> Iterator[str]:
    for number, option in enumerate(item.options, 1):
        right = option.key or item.kind == "order"
        yield f"{number}. {option.text} [{tr('right') if right else tr('wrong')}] {option.why}"
    for pair in item.pairs:
        yield f"{pair.left} = {pair.right}: {pair.why}"
    if item.kind == "numeric":
        yield from _worked(item)


def _worked(item: Item) -> Iterator[str]:
    """Give a number with the ways to it, and the wrong numbers that mistakes lead to."""
    yield tr("Answer: {answer}", answer=answer_text(item))
    yield from item.steps
    if item.chain:
        cancels = f" ({item.cancels})" if item.cancels else ""
        yield tr("By units: {text}", text=item.chain.text) + cancels
    yield from (tr("By proportion: {line}", line=line) for line in item.proportion)
    for number, whys in wrong_numbers(item).items():
        yield tr("Not {number}: {causes}", number=number, causes=causes(whys))


def item_lines(item: Item, *, key: bool) -> Iterator[str]:
    """Give an item line by line; with `key`, the answer, the reasons and the sources."""
    yield f"{item.name} ({item.kind}, {item.topic})"
    yield ""
    yield item.stem
    yield ""
    if not key:
        yield from _question(item)
        return
    yield from _solution(item)
    yield ""
    yield item.explanation
    yield tr("Sources: {sources}", sources="; ".join(item.sources) or tr("none given"))
    yield tr("Checked: {day}", day=item.verified or tr("nobody says when"))
