"""The screen this program sees: a way to picture it, or the reason why there is none."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import is_wayland, open_backend, permission_to_ask
from evidence_desk.capture.targets import Shot, Target, Window
from evidence_desk.domain.errors import DeskError, NotOnThisSystem
from evidence_desk.domain.evidence import ItemId, Surroundings
from evidence_desk.domain.refusals import CaptureRefused, NoDisplay
from evidence_desk.ui import display_check
from evidence_desk.ui.own_windows import Aside, WithoutOwnWindows
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.capture_evidence import Capturer, note_refusal

if TYPE_CHECKING:
    from evidence_desk.capture.wayland.permission import Permission


class ScreenHere:
    """Made before Qt is. Every window of the display is ready to be pictured until `close`.

    `keeps_context` is asked at every press whether the whole screen is kept with a window. `aside` takes our own
    windows out of the way where the system can't leave them out, and `permission` is what must be allowed once.
    """

    def __init__(
        self,
        backend: Backend | None,
        refusal: DeskError | None,
        *,
        new_item_id: Callable[[], ItemId],
        surroundings: Surroundings,
    ) -> None:
        self._backend = backend
        self._refusal = refusal
        self._new_item_id = new_item_id
        self._surroundings = surroundings
        self.keeps_context: Callable[[], bool] = lambda: False
        self.aside: Aside = nullcontext
        self.permission: Permission | None = None

    def hide_own_windows(self, backend: Backend) -> None:
        """From now on pictures are taken while our windows are aside."""
        self._backend = WithoutOwnWindows(backend, lambda: self.aside)

    @property
    def backend(self) -> Backend | None:
        """The way this screen is read; None where it can't be."""
        return self._backend

    def capturer(self, vault: Vault) -> Capturer:
        """What takes pictures into the vault; case thread. Raises the reason, also written into the history."""
        if self._backend is not None:
            made_here = (self._new_item_id, self._surroundings, self.keeps_context())
            return Capturer(vault, self._backend, vault.clock, *made_here)
        if isinstance(self._refusal, CaptureRefused):
            note_refusal(vault, self._refusal)
        raise self._refusal or NoDisplay

    def windows(self) -> tuple[Window, ...]:
        """What can be chosen; any thread. Raises the reason where nothing can."""
        if self._backend is None:
            raise self._refusal or NoDisplay
        return self._backend.windows()

    def grab(self, target: Target) -> AbstractContextManager[Shot]:
        """One picture that is only looked at; any thread. Raises what `Backend.grab` does."""
        if self._backend is None:
            raise self._refusal or NoDisplay
        return self._backend.grab(target)

    def close(self) -> None:
        """Let go of the display, and of whoever is asked before a picture."""
        self.keeps_context, self.aside = lambda: False, nullcontext
        if self._backend is not None:
            self._backend.close()


def look_for_screen(
    environ: Mapping[str, str], new_item_id: Callable[[], ItemId], surroundings: Surroundings
) -> ScreenHere:
    """The screen of this environment; raises NoDisplay where not even a window could be shown, as Qt would abort."""
    backend: Backend | None = None
    refusal: DeskError | None = None
    try:
        backend = open_backend(environ, keep_redirected=True)
    except NoDisplay:
        raise
    except CaptureRefused as reason:
        if not display_check.answers(environ):
            raise NoDisplay from reason
        refusal = reason
    except NotOnThisSystem as reason:
        refusal = reason
    screen = ScreenHere(backend, refusal, new_item_id=new_item_id, surroundings=surroundings)
    if backend is not None:
        screen.permission = permission_to_ask(environ, backend)
    if backend is not None and is_wayland(environ):
        screen.hide_own_windows(backend)
    return screen
