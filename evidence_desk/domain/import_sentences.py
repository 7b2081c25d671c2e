"""The sentences for files from elsewhere that were not added."""

from collections.abc import Mapping

from evidence_desk.domain import import_refusals
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP

SENTENCES: Mapping[type[DeskError], str] = {
    import_refusals.FileMissing: QT_TRANSLATE_NOOP(
        "sentences", "“{name}” is not there. It may have been moved. Choose it again."
    ),
    import_refusals.FileNotReadable: QT_TRANSLATE_NOOP(
        "sentences", "“{name}” could not be read ({reason}). Copy it to another place, then add the copy."
    ),
    import_refusals.FileIsLink: QT_TRANSLATE_NOOP(
        "sentences", "“{name}” is only a link to another file. Choose the file itself."
    ),
    import_refusals.NotAFile: QT_TRANSLATE_NOOP(
        "sentences", "“{name}” is a folder or no plain file. Choose the files in it, one or more at a time."
    ),
    import_refusals.FileEmpty: QT_TRANSLATE_NOOP("sentences", "“{name}” is empty. Look for another copy of it."),
    import_refusals.FileTooLarge: QT_TRANSLATE_NOOP(
        "sentences", "“{name}” is larger than {megabytes} MB. Leave it where it is, and hand it over by itself."
    ),
    import_refusals.FileChanged: QT_TRANSLATE_NOOP(
        "sentences", "“{name}” changed while it was read. Wait until the other program is done, then add it again."
    ),
    import_refusals.FileHalfThere: QT_TRANSLATE_NOOP(
        "sentences",
        "“{name}” is not whole yet: a browser is still downloading it. Wait until it is done, then add the finished "
        "file. If no more of it comes, give it another name and add that.",
    ),
    import_refusals.FileNotUnderstood: QT_TRANSLATE_NOOP(
        "sentences",
        "“{name}” was not added: something went wrong in the program while it was looked at. Try it again, or hand it "
        "over by itself.",
    ),
    import_refusals.FileOfTheDesk: QT_TRANSLATE_NOOP(
        "sentences", "“{name}” belongs to the desk itself, so it was not added. Choose another file."
    ),
    import_refusals.FileIsMarkup: QT_TRANSLATE_NOOP(
        "sentences",
        "“{name}” is a web page or a drawing (HTML, XML or SVG), which can do things by itself. Open it where you "
        "always do, and capture what it shows.",
    ),
    import_refusals.FileIsDatabase: QT_TRANSLATE_NOOP(
        "sentences", "“{name}” is a database of another program. Export from that program, then add what it writes."
    ),
    import_refusals.FileIsArchive: QT_TRANSLATE_NOOP(
        "sentences",
        "“{name}” is packed (like ZIP), or from an office program. Unpack it and add the files in it, or save it as "
        "PDF.",
    ),
    import_refusals.FileIsProgram: QT_TRANSLATE_NOOP(
        "sentences", "“{name}” is a program. Do not start it. Capture the message it came with."
    ),
    import_refusals.FileKindNotTaken: QT_TRANSLATE_NOOP(
        "sentences",
        "“{name}” is of a kind that can't be added. Save it as PDF, text or a picture, a video as MP4, or a sound as "
        "MP3, then add that.",
    ),
    import_refusals.FileIsFlagged: QT_TRANSLATE_NOOP(
        "sentences",
        "“{name}” is the same as {exhibit}, which is flagged as under 18, so no second copy was made. Leave it where "
        "it is, and ask the police how to hand it over.",
    ),
    import_refusals.CareNoFiles: QT_TRANSLATE_NOOP(
        "sentences",
        "Under-18 care is on, so no files are added. Leave them where they are, and ask the police how to hand them "
        "over.",
    ),
}
