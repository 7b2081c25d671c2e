"""A surface that remembers every text painted on it and where, so that a test can see what is cut or lies on what."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPaintDevice, QPaintEngine, QPaintEngineState, QPixmap, QTextItem, QTransform
from typing_extensions import override


@dataclass(frozen=True)
class PaintedText:
    """One run of text: its words, the box its letters take, baseline included, and what shows of that."""

    words: str
    box: QRectF
    shown: QRectF


@dataclass
class Painted:
    """What was painted."""

    texts: list[PaintedText] = field(default_factory=list)

    def words(self) -> list[str]:
        """The words of every run, in the order painted."""
        return [text.words for text in self.texts]

    def overlaps(self) -> list[tuple[str, str]]:
        """Pairs of runs that share more than a pixel of what shows: what is scrolled away lies on nothing."""
        shown = [(text.words, text.shown.adjusted(1, 1, -1, -1)) for text in self.texts if _is_seen(text.shown)]
        return [
            (one, other)
            for index, (one, place) in enumerate(shown)
            for other, other_place in shown[index + 1 :]
            if place.intersects(other_place)
        ]


def _is_seen(shown: QRectF) -> bool:
    """Whether more than an edge of it shows; a box without height would lie on everything once it is made smaller."""
    return min(shown.width(), shown.height()) > 2


class _Engine(QPaintEngine):
    def __init__(self, painted: Painted) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._painted = painted
        self._transform = QTransform()

    @override
    def begin(self, pdev: QPaintDevice, /) -> bool:
        return True

    @override
    def end(self) -> bool:
        return True

    @override
    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    @override
    def updateState(self, state: QPaintEngineState, /) -> None:
        if state.state() & QPaintEngine.DirtyFlag.DirtyTransform:
            self._transform = state.transform()

    @override
    def drawPixmap(self, r: QRectF, pm: QPixmap, sr: QRectF, /) -> None:
        pass

    @override
    def drawPath(self, path: object, /) -> None:
        pass

    @override
    def drawPolygon(self, *args: object) -> None:
        """Nothing, for both kinds of point: Qt's own two call each other for ever where neither is overridden."""

    @override
    def drawTextItem(self, p: QPointF, text_item: QTextItem, /) -> None:
        height = text_item.ascent() + text_item.descent()
        box = QRectF(p.x(), p.y() - text_item.ascent(), text_item.width(), height)
        placed = self._transform.mapRect(box)
        clip = self.systemClip()
        shown = placed if clip.isEmpty() else placed.intersected(QRectF(clip.boundingRect()))
        self._painted.texts.append(PaintedText(text_item.text(), placed, shown))


class TextRecorder(QPaintDevice):
    """Paint on this, then read `painted`."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.painted = Painted()
        self._size = (width, height)
        self._engine = _Engine(self.painted)

    @override
    def paintEngine(self) -> QPaintEngine:
        return self._engine

    @override
    def metric(self, metric: QPaintDevice.PaintDeviceMetric, /) -> int:
        metrics = QPaintDevice.PaintDeviceMetric
        sizes = {metrics.PdmWidth: self._size[0], metrics.PdmHeight: self._size[1], metrics.PdmDepth: 32}
        ratios = {metrics.PdmDevicePixelRatio: 1, metrics.PdmDevicePixelRatioScaled: 65_536}
        return (sizes | ratios).get(metric, 96)
