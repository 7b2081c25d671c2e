"""The joined picture of a scroll: drawn from kept originals alone, by anybody, with the same pixels every time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence_desk.capture.cover import intersection
from evidence_desk.capture.png import EncodedPicture, encode_png
from evidence_desk.capture.scrolling_map import JoinedMap
from evidence_desk.capture.scrolling_picture import draw_joined
from evidence_desk.capture.targets import Frame
from evidence_desk.domain.evidence import PNG, Item, ItemId, Origin, Record, Rectangle
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.domain.times import Moment
from evidence_desk.vault.vault import Arrival, Vault
from evidence_desk.workflows.answer_ages import refuse_by_itself
from evidence_desk.workflows.capture_evidence import KIND, Capturer
from evidence_desk.workflows.flag_item import refuse_shut
from evidence_desk.workflows.keep_scroll import TRIGGER, ScrollPlan

SCROLL_JOIN = "scroll-join"
SIDES_LEFT_OUT = "sides_left_out"
"""What does not scroll beside the rest (a list, a scroll bar) is in the originals only."""
SHADES_DIFFER = "shades_differ"
"""Some dots where parts join were a shade lighter or darker in one of them; each part is as in its own original."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A joined picture, encoded; `number` of `count` that one scroll makes."""

    item_id: ItemId
    made: Moment
    picture: EncodedPicture
    joined: JoinedMap
    number: int
    count: int


def draw_plan(
    reader: Vault, plan: ScrollPlan, now: Callable[[], Moment], new_item_id: Callable[[], ItemId]
) -> list[Drawn]:
    """Draw every joined picture of a scroll. On any thread with a vault of its own for reading.

    Raises ItemShut where one of its parts was flagged meanwhile, ObjectMissing, ObjectDamaged or another VaultError.
    """
    for item in plan.originals:
        refuse_shut(reader, item)
    originals = {str(item.id): item for item in plan.originals}
    drawn = []
    for number, joined in enumerate(plan.maps, start=1):
        frame = draw_joined(
            (joined.width, joined.height), joined.parts, joined.gaps, lambda name: reader.read(originals[name])
        )
        made, item_id = now(), new_item_id()
        picture = encode_png(frame, captured=made, item_id=item_id)
        drawn.append(Drawn(item_id, made, picture, joined, number, len(plan.maps)))
    return drawn


def keep_drawn(capturer: Capturer, plan: ScrollPlan, drawn: list[Drawn]) -> tuple[Item, ...]:
    """Keep the joined pictures, all of them or none. Case thread.

    Raises CareNoWatching (also a line in the vault's history): nobody has looked at what is made by itself;
    ReadOnlyVault or another VaultError.
    """
    capturer.refuse_read_only()
    with capturer.noting_refusals():
        refuse_by_itself(capturer.vault, plan.request.case)
    arrivals = []
    for each in drawn:
        record = _record(capturer, plan, each)
        detail = {"made": SCROLL_JOIN, "from": sorted({part.source for part in each.joined.parts})}
        arrivals.append(Arrival(record, each.picture.data, detail=detail))
    return capturer.vault.keep_all(arrivals) if arrivals else ()


def drawn_again(joined: Record, originals: Mapping[str, bytes]) -> Frame:
    """The joined picture's pixels, made anew from the originals' PNG files by item id and the record's own map.

    Raises KeyError for an original that is not given, ValueError for a map that does not fit them.
    """
    return draw_joined((joined.width, joined.height), joined.parts, joined.gaps, originals.__getitem__)


def _record(capturer: Capturer, plan: ScrollPlan, drawn: Drawn) -> Record:
    last = plan.originals[-1].record
    place = capturer.surroundings
    left_out = tuple(_left_out(drawn.joined, plan.request.left_out))
    said = {SIDES_LEFT_OUT: plan.is_narrower, SHADES_DIFFER: plan.is_shaded}
    several = f" {drawn.number} of {drawn.count}" if drawn.count > 1 else ""
    return Record(
        item_id=drawn.item_id,
        case_id=plan.request.case.id,
        origin=Origin.CAPTURED_HERE,
        kind=KIND,
        sha256=sha256_hex(drawn.picture.data),
        pixel_sha256=drawn.picture.pixel_sha256,
        size_bytes=len(drawn.picture.data),
        media_type=PNG,
        width=drawn.joined.width,
        height=drawn.joined.height,
        captured=drawn.made,
        left_out=left_out,
        left_out_why=last.left_out_why if left_out else None,
        window_title=last.window_title,
        application=last.application,
        system=place.system,
        desktop=place.desktop,
        program_version=place.program_version,
        parent=ItemId(drawn.joined.parts[0].source) if drawn.joined.parts else plan.originals[0].id,
        transform=SCROLL_JOIN + several,
        series=plan.request.series,
        trigger=TRIGGER,
        parts=drawn.joined.parts,
        gaps=drawn.joined.gaps,
        warnings=tuple(name for name, is_so in said.items() if is_so),
    )


def _left_out(joined: JoinedMap, areas: Iterable[Rectangle]) -> Iterator[Rectangle]:
    """Where the parts have what the person left out of the originals."""
    for part in joined.parts:
        for area in areas:
            common = intersection(area, part.taken)
            if common is not None:
                x, y = common.x - part.taken.x + part.placed.x, common.y - part.taken.y + part.placed.y
                yield Rectangle(x, y, common.width, common.height)
