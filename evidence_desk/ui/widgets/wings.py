"""Where widgets wait that were not shown yet."""

from PySide6.QtWidgets import QWidget
from shiboken6 import delete


class Wings(QWidget):
    """Never shown itself, and gone with its owner.

    Qt dresses and measures whatever is in a window along with it, shown or not. Most of what there is nobody opens.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__()
        owner.destroyed.connect(lambda: delete(self))
