"""Pictures of a Wayland desktop: each screen by itself where that is allowed, else what the system hands out."""
