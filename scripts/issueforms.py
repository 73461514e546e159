"""Writes the issue forms in .github/ISSUE_TEMPLATE/, after a change of a kind. A test tells when that was forgotten."""

from pathlib import Path

from macros.intake import issueforms

if __name__ == "__main__":
    folder = Path(issueforms.FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in issueforms.files():
        (folder / name).write_text(text, "utf-8")
        print(folder / name)
