"""Pictures from an X11 display, through xcffib; Linux only."""
