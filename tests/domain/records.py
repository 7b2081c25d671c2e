"""Records as hypothesis makes them up, in every shape a real one may have."""

from hypothesis import strategies as st

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.evidence import CaptureTarget, ItemId, Origin, Part, Record, Rectangle
from evidence_desk.domain.times import Moment

INT64 = st.integers(-(2**63), 2**63 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
HEX = st.text("0123456789abcdef", min_size=64, max_size=64)

MOMENTS = st.builds(
    Moment,
    utc_ns=st.integers(0, 4_000_000_000_000_000_000),
    zone=TEXT,
    utc_offset_s=st.integers(-50_000, 50_000),
    monotonic_ns=INT64,
    boot_ns=st.none() | INT64,
    boot_session=TEXT,
    clock=st.sampled_from(["synchronised", "not synchronised", "not checked"]),
    clock_error_ms=st.none() | st.integers(0, 100_000),
)
RECTANGLES = st.builds(Rectangle, INT64, INT64, st.integers(1, 9999), st.integers(1, 9999))
PARTS = st.builds(Part, TEXT, RECTANGLES, RECTANGLES)
TARGETS = st.builds(
    CaptureTarget,
    st.sampled_from(["screens", "screen", "window", "region"]),
    RECTANGLES,
    st.sampled_from([1.0, 1.25, 2.0]),
    TEXT,
)
RECORDS = st.builds(
    Record,
    item_id=st.uuids().map(str).map(ItemId),
    case_id=st.uuids().map(str).map(CaseId),
    origin=st.sampled_from(Origin),
    kind=st.just("picture"),
    sha256=HEX,
    pixel_sha256=st.none() | HEX,
    size_bytes=st.integers(0, 2**40),
    media_type=st.just("image/png"),
    width=st.integers(1, 9999),
    height=st.integers(1, 9999),
    captured=MOMENTS,
    target=st.none() | TARGETS,
    covered=st.none() | st.floats(0, 1),
    own_windows_left_out=st.lists(RECTANGLES, max_size=2).map(tuple),
    left_out=st.lists(RECTANGLES, max_size=2).map(tuple),
    left_out_why=st.none() | TEXT,
    backend=st.none() | TEXT,
    window_title=st.none() | TEXT,
    application=st.none() | TEXT,
    system=TEXT,
    desktop=st.none() | TEXT,
    program_version=TEXT,
    context_of=st.none() | st.uuids().map(str).map(ItemId),
    series=st.none() | TEXT,
    trigger=st.none() | TEXT,
    parts=st.lists(PARTS, max_size=2).map(tuple),
    gaps=st.lists(RECTANGLES, max_size=2).map(tuple),
    warnings=st.lists(TEXT, max_size=2).map(tuple),
)
