"""The words of READ-ME-FIRST: empty lines part the blocks, "# " makes a heading, four spaces something to type."""

from evidence_desk.export.flagged_words import WHY

INCOMPLETE = """\
NOT COMPLETE: the saved files of {unreadable} could not be read when this folder was made. What is known of them and
their fingerprints are here; their originals are not."""

FLAGGED = f"NOT PUT IN: {{flagged}}. {WHY}"

BROKEN_HISTORY = """\
NOT WHOLE: the history of this case did not fit together when this folder was made. Every check of data/events.jsonl
will say so. The originals are not touched by that."""

MENDED = """\
NOT WHOLE: the desk was damaged {times} before this folder was made, and put back together from what was left.
{lines} The lines "book rebuilt" in data/events.jsonl say where. The originals are not touched by that."""

LOST = """\
NOT HERE: {lost}. The history tells how they came in. After the damage neither their files nor their records could be
found again; only their numbers and fingerprints are here."""

REMOVED = """\
Removed before this folder was made: {removed}. Their files and what was written about them are not here. The history
still says when they were saved and taken away and why, their tags, sizes and fingerprints. The person or somebody at
their computer took them away."""

CLOCK = """\
The computer's clock was changed {clock} of data/events.jsonl. The lines stand in the order in which they were written;
times before and after such a change can't be compared as they stand."""

ADDED = """\
Added from files: {added}. The program did not capture these. The person chose files, and they are here byte for byte as
they were then. Where a table or a record says captured of them, it is when they were added, by this computer's clock.
Where they come from, who made them and when, the program does not know: anybody can set the name and the date of a
file, and that date is by the clock of whatever wrote it. Photos may hold the place they were taken at. Open them with
the care that any file from outside needs."""

WHOLE = """\
Each original is then, byte for byte, what was saved, and the history of the case is whole up to the sealing, unless the
first part of this page says otherwise."""

NOT_SHOWN_WHOLE = """\
Each original is then, byte for byte, what was saved, unless the first part of this page says otherwise. That the
history of the case is whole, and that what is here agrees with it, is not shown: see what this page begins with."""

WORK_ON_A_COPY = "Work on a copy."

PICTURES = """\
Pictures in this folder are not covered. They may show threats or intimate pictures. Open them with care, and show them
only to people who need to see them. The program adds no name and no address of the person; a picture, the title of a
window, a file or their own words may show them."""

WHAT_THIS_IS = """\
# What this is

Somebody {kept}. This folder holds {exhibits} of case {reference}, as
they were saved, and the history of the case. It was made for: {recipient}, with Evidence Desk {version}, a program for
people who are being threatened, on {local}, that is {utc}."""

NOTES = (INCOMPLETE, FLAGGED, BROKEN_HISTORY, MENDED, LOST, REMOVED, CLOCK)
"""What is said right after it, each where it applies."""

INSIDE = f"""\
# What is inside

data/index.html: every exhibit with its picture, times and fingerprint. Open this next; any browser will do. It goes
nowhere on the internet.

data/originals: the exact files, numbered as the exhibits are.

{ADDED}

data/index.csv and data/steps.csv: tables for a spreadsheet. They are reading copies: an apostrophe is put before text
that a spreadsheet could take for a formula.

data/accounts.csv, data/payments.csv, data/reports.csv and data/contacts.csv: what the person wrote down of accounts, of
what was paid, and of who was told. They are reading copies too.

data/items.jsonl and data/registers.jsonl: the exact record of each exhibit and of what was written down, for programs.

data/events.jsonl: the history, each line chained to the one before it and signed.

seal.json, seal.json.sig and allowed_signers: the seal and its signature. The other files are lists of fingerprints in
the BagIt form (RFC 8493)."""

HOW_TO_CHECK = r"""
# How to check it

Open a terminal in this folder. No line below changes anything or goes online. There are three checks, and each needs
the others: the files against the lists, the lists against the seal, and the seal against its key.

Every file against the lists, on Linux (nothing is printed when all is well):

    sha256sum --strict --quiet -c manifest-sha256.txt tagmanifest-sha256.txt

On macOS:

    shasum -a 256 -c manifest-sha256.txt tagmanifest-sha256.txt

On Windows, in PowerShell (nothing is printed when all is well):

    Get-Content manifest-sha256.txt, tagmanifest-sha256.txt | ForEach-Object {
      $sum, $name = $_ -split '  ', 2
      if ((Get-FileHash -LiteralPath $name -Algorithm SHA256).Hash -ne $sum) { "DOES NOT MATCH: $name" }
    }

The lists against the seal, on Linux (nothing is printed when all is well):

    for name in manifest-sha256.txt bagit.txt bag-info.txt READ-ME-FIRST.*; do
      sum=$(sha256sum "$name" | cut -c 1-64)
      grep -q "\"$name\":{\"bytes\":[0-9]*,\"sha256\":\"$sum\"}" seal.json || echo "NOT IN THE SEAL: $name"
    done

On macOS the same, with shasum -a 256 in place of sha256sum. On Windows, in PowerShell:

    $seal = Get-Content -Raw seal.json
    Get-Item manifest-sha256.txt, bagit.txt, bag-info.txt, READ-ME-FIRST.* | ForEach-Object {
      $sum = (Get-FileHash -LiteralPath $_.Name -Algorithm SHA256).Hash.ToLower()
      if (-not $seal.Contains($sum)) { "NOT IN THE SEAL: $($_.Name)" }
    }

The seal against its key, on Linux, macOS and Windows 10 or newer (there in the Command Prompt, not in PowerShell):

    ssh-keygen -Y verify -f allowed_signers -I evidence-desk -n evidence-desk -s seal.json.sig < seal.json

The answer names the key that sealed the folder. It must be this one:

    {signed_by}

This page and allowed_signers came with the folder, so they can't vouch for it. Ask the person, by phone or face to
face, which key their own program named when it made this folder. If it is another one, this is not the folder they
made.

Everything at once, and files that were added too, with Evidence Desk itself. It needs no case and no internet:

    evidence-desk verify ."""

SEALED = """\
# What it shows

When all three checks hold, nothing in this folder changed after it was sealed with its key."""

DOES_NOT_SHOW = """\
# What it does not show

That the messages are true, or who typed them.

That the clock of the computer was right. All times are the device's own; nobody outside has confirmed them.{clocks}

Who sat at the computer. The key belongs to a program, not to a person, and whoever has the program and the case could
make another folder and seal it again."""

KEEP = f"""\
# Keep it as it is

{WORK_ON_A_COPY}

Some computers add files of their own to a folder that is looked at, such as .DS_Store or Thumbs.db. The strict check
names them; they are not part of what was sealed."""
