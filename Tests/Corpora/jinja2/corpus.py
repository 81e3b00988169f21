"""Collects the cases that the modules in `cases/` declare. A case is named by its group and its place in it."""

CASES = []
COUNTS = {}


def case(group, template, context=None, env=None, templates=None):
    """Adds one template to a group. Append to a group rather than insert: the numbers are the ids."""
    number = COUNTS[group] = COUNTS.get(group, 0) + 1
    entry = {"id": f"{group}/{number}", "template": template}
    if context:
        entry["context"] = context
    if env:
        entry["env"] = env
    if templates:
        entry["templates"] = templates
    CASES.append(entry)


def templates(group, items, context=None, env=None, templates=None):
    """Adds several templates that share everything else."""
    for item in items:
        case(group, item, context, env, templates)


def exprs(group, items, context=None, env=None):
    """Adds several expressions, each printed by a template of its own."""
    for item in items:
        case(group, "{{ " + item + " }}", context, env)
