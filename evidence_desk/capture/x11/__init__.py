"""Pictures from an X11 display, through xcffib; Linux only."""

from evidence_desk.capture.x11.binding import load_xcffib

load_xcffib()
