"""The one style sheet of the folder's pages; it works on paper and in the dark too."""

STYLE = """
:root { color-scheme: light dark; --ink: #1b2530; --quiet: #44515e; --ground: #f4f6f8; --surface: #ffffff;
  --line: #7c8894; --care: #fdf3e1; --care-ink: #744405; --care-line: #e0b877; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9eef3; --quiet: #bac5cf; --ground: #12171c; --surface: #1a2128;
  --line: #76838f; --care: #33280f; --care-ink: #f2cd8d; --care-line: #80622a; } }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 .5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 0 0 .5rem; }
a { color: inherit; } p { margin: .5rem 0; }
article, .care { background: var(--surface); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem;
  margin: 1rem 0; break-inside: avoid; }
.care { background: var(--care); border-color: var(--care-line); color: var(--care-ink); }
.quiet { color: var(--quiet); }
img { max-width: 100%; max-height: 18rem; width: auto; height: auto; border: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; } caption { text-align: start; }
th, td { text-align: start; vertical-align: top; padding: .2rem .75rem .2rem 0; font-weight: normal; }
th { color: var(--quiet); } tbody th { width: 12rem; } .words { white-space: pre-wrap; }
.still { white-space: nowrap; }
pre { background: var(--surface); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem;
  white-space: pre-wrap; } code, pre { font-family: ui-monospace, monospace; font-size: .9rem; }
"""
