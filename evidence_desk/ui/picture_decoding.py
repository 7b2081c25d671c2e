"""From an item's bytes to what is painted. Qt decodes only what this program wrote itself."""

from PySide6.QtGui import QImage

from evidence_desk.domain.evidence import Record
from evidence_desk.workflows.view_picture import is_made_here, view_picture


def decoded(record: Record, data: bytes) -> QImage:
    """The picture, or a null one where it can't be shown; slow, so never on the main thread."""
    if is_made_here(record):
        return QImage.fromData(data)
    view = view_picture(record, data)
    if view is None:
        return QImage()
    lent = QImage(view.rgb, view.width, view.height, view.width * 3, QImage.Format.Format_RGB888)
    return lent.copy()  # Qt keeps no hold of the bytes it was lent
