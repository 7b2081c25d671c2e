"""A watch in the case and in its history: each picture kept, its pauses, how it began and how it ended."""

from dataclasses import replace

from evidence_desk.capture.targets import OneWindow
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.hashes import Json
from evidence_desk.domain.watches import Ending, WatchEnded
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.capture_evidence import Capturer, CaptureRequest
from evidence_desk.workflows.watch_news import Paused, Resumed, Taken, WatchNews, WatchRequest
from evidence_desk.workflows.watch_room import FellBehind

TRIGGER = "watch"
_BEGAN, _ENDED = "watch began", "watch ended"


def say_begun(vault: Vault, request: WatchRequest) -> None:
    """Have the history say what is watched and how far it may go. Case thread."""
    _note(vault, request, _BEGAN, _armed(request))


def write_down(capturer: Capturer, request: WatchRequest, news: WatchNews) -> Item | None:
    """Keep a picture, or have the history say what became of the watch. Case thread; raises as `Capturer.keep`."""
    match news:
        case Taken(captured, shot):
            return capturer.keep(
                CaptureRequest(
                    request.case, request.target, request.note, request.tags, trigger=TRIGGER, series=request.series
                ),
                captured,
                shot,
            )
        case Paused(why):
            _note(capturer.vault, request, "watch paused", {"why": why.type})
        case Resumed():
            _note(capturer.vault, request, "watch resumed", {})
        case FellBehind(for_s):
            _note(capturer.vault, request, "watch fell behind", {"for_ms": round(for_s * 1000)})
    return None


def end_watch(vault: Vault, request: WatchRequest, ended: WatchEnded) -> None:
    """Have the history say how it went. Case thread."""
    detail: dict[str, Json] = {"why": ended.why_type, "kept": ended.kept, "bytes": ended.size_bytes}
    _note(vault, request, _ENDED, detail)


def end_left_open(vault: Vault, request: WatchRequest) -> None:
    """End the series that this watch goes on from, if it began in this case and nothing says yet how it ended.

    How many were kept is counted here: whoever ran that watch has lost the vault and can't write it. Case thread.
    """
    if request.goes_on_from is None:
        return
    lines = (each for each in vault.custody.events(LogId(request.case.id)) if each.event in (_BEGAN, _ENDED))
    of_series = [each.event for each in lines if each.detail.get("series") == request.goes_on_from]
    if of_series == [_BEGAN]:
        records = [item.record for item in vault.items.of_case(request.case.id)]
        sizes = [each.size_bytes for each in records if each.series == request.goes_on_from]
        ended = WatchEnded(len(sizes), sum(sizes), Ending.TAKEN_OVER)
        end_watch(vault, replace(request, series=request.goes_on_from), ended)


def _armed(request: WatchRequest) -> dict[str, Json]:
    target: dict[str, Json] = (
        {"window": request.target.id} if isinstance(request.target, OneWindow) else {"screen": request.target.number}
    )
    limits = request.limits
    for_ms = None if limits.for_s is None else round(limits.for_s * 1000)
    before: dict[str, Json] = {} if request.goes_on_from is None else {"goes_on_from": request.goes_on_from}
    return target | before | {"at_most": limits.at_most, "most_bytes": limits.most_bytes, "for_ms": for_ms}


def _note(vault: Vault, request: WatchRequest, event: str, detail: dict[str, Json]) -> None:
    vault.custody.append(LogId(request.case.id), event, detail={"series": request.series, **detail})
