"""How pixels arrive: the only X11, portal, Win32 and Cocoa."""
