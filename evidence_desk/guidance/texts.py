"""Texts to paste: our words, the person's facts, and gaps that only they can fill."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import Any, Final

import fastjsonschema

from evidence_desk.domain.errors import GuidanceDamaged
from evidence_desk.guidance.text_facts import SOURCES_APART, Draft, DraftFacts, DraftLine, TextKind
from evidence_desk.guidance.text_values import Sayings, Values, several, so_it_is, values_of

_NAME: Final = "texts.json"
_SCHEMA_NAME: Final = "texts.schema.json"

Data = Mapping[str, Any]
"""A JSON object that is as the schema says."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of every text, as the schema let them through."""

    sayings: Sayings
    blocks: Mapping[str, Sequence[Data]]
    by_kind: Mapping[TextKind, Data]


def load_texts(folder_path: Path) -> Texts:
    """Read the words. Raises GuidanceDamaged with the path of the file that is missing or not as it should be."""
    path = folder_path / _NAME
    schema, data = _read(folder_path / _SCHEMA_NAME), _read(path)
    try:
        fastjsonschema.compile(schema, detailed_exceptions=False)(data)
        texts = Texts(Sayings(data["words"]), data["blocks"], {TextKind(it["kind"]): it for it in data["texts"]})
        for kind in TextKind:
            _try(texts.by_kind[kind]["parts"], texts)
        for country in ("", "US"):
            texts.sayings.moment(datetime(1970, 1, 1, tzinfo=UTC), "UTC", country)
    except (
        fastjsonschema.JsonSchemaException,
        AttributeError,
        TypeError,
        LookupError,
        ValueError,
        RecursionError,
    ) as error:
        raise GuidanceDamaged(str(path)) from error
    return texts


def _try(parts: Sequence[Data], texts: Texts) -> None:
    """Raise LookupError, ValueError or RecursionError where a text can't be made of these parts."""
    for part in parts:
        _try(part.get("parts", ()), texts)
        _try(texts.blocks[part["block"]] if "block" in part else (), texts)
        if not all(name.isidentifier() for name in _names(part.get("say", ""))):
            raise ValueError(part["say"])


def draft(kind: TextKind, facts: DraftFacts, texts: Texts) -> Draft:
    """The text for those facts: a line for each fact that is there, and gaps that nothing of the case fills."""
    data = texts.by_kind[kind]
    writing = _Writing(facts, texts, {**so_it_is(facts, texts.sayings), kind.value: ""})
    lede = f"{data['lede']} {data['care']}" if facts.under18.needs_care else data["lede"]
    lines = tuple(writing.lines(data["parts"], values_of(facts, texts.sayings)))
    return Draft(kind, lines, data["title"], lede, texts.sayings.words["gap"])


def translated(texts: Texts, say: Callable[[str], str]) -> Texts:
    """The same texts with every word of ours as `say` has it; names, tokens and places for facts stay."""

    def said(value: Any, key: str = "") -> Any:  # noqa: ANN401 — JSON
        if isinstance(value, Mapping):
            return {name: said(each, name) for name, each in value.items()}
        if isinstance(value, str):
            return value if key in _NO_WORDS else say(value)
        return value if key in _NO_WORDS else [said(each) for each in value]

    return Texts(Sayings(said(texts.sayings.words)), said(texts.blocks), said(texts.by_kind))


_NO_WORDS: Final = frozenset({"kind", "each", "block", "when", "unless"})


@dataclass(frozen=True, slots=True)
class _Writing:
    """One text being written. `so` is what is so, each with its source."""

    facts: DraftFacts
    texts: Texts
    so: Mapping[str, str]

    def lines(self, parts: Sequence[Data], values: Values) -> Iterator[DraftLine]:
        """The lines of the parts that fit."""
        for part in parts:
            if self._fits(part):
                yield from self._part(part, values)

    def _part(self, part: Data, values: Values) -> Iterator[DraftLine]:
        if "block" in part:
            yield from self.lines(self.texts.blocks[part["block"]], values)
        elif "each" in part:
            for one in several(part["each"], self.facts, self.texts.sayings):
                yield from self.lines(part["parts"], one)
        elif "gap" in part:
            yield DraftLine(part["gap"], None, is_gap=True)
        else:
            yield from self._say(part, values)

    def _say(self, part: Data, values: Values) -> Iterator[DraftLine]:
        names = _names(part["say"])
        if any(name not in values for name in names):
            return
        text = part["say"].format_map({name: values[name].text for name in names})
        sources = [*(values[name].source for name in names), *(self.so[token] for token in part.get("when", ()))]
        apart = [each for source in sources for each in source.split(SOURCES_APART) if each]
        yield DraftLine(text, SOURCES_APART.join(dict.fromkeys(apart)) or None, is_gap=False)

    def _fits(self, part: Data) -> bool:
        needed, hindered = part.get("when", ()), part.get("unless", ())
        return all(token in self.so for token in needed) and not any(token in self.so for token in hindered)


def _names(words: str) -> list[str]:
    """The facts that stand in the words."""
    return [name for _text, name, _spec, _conversion in Formatter().parse(words) if name is not None]


def _read(path: Path) -> Any:  # noqa: ANN401 — JSON, unchecked
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise GuidanceDamaged(str(path)) from error
