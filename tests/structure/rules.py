"""What is wrong with who includes whom. Each function gives sentences, one for each fault."""

from folder_table import EVERYTHING, is_in, row_for


def upward_includes(includes, rows):
    """A folder includes nothing of a folder that stands below it in the table: that one is built on it."""
    order = {row.folder: number for number, row in enumerate(rows)}
    for path, name in includes:
        by, of = row_for(path, rows), row_for(name, rows)
        if by and of and order[of.folder] > order[by.folder]:
            yield f"{path} includes {name}, but {of.folder}/ is built on {by.folder}/"


def untold_includes(includes, rows):
    """The column `knows` names what a folder includes."""
    for path, name in includes:
        by, of = row_for(path, rows), row_for(name, rows)
        if not by or not of or by == of or EVERYTHING in by.knows:
            continue
        if not any(is_in(name, known) for known in by.knows):
            yield f"{path} includes {name}, but {by.folder}/ does not say that it knows {of.folder}/"


def empty_claims(includes, rows):
    """... and nothing else."""
    for row in rows:
        names = [name for path, name in includes if row_for(path, rows) == row]
        for known in row.knows:
            if known != EVERYTHING and not any(is_in(name, known) for name in names):
                yield f"{row.folder}/ says that it knows {known}/, and includes nothing of it"
