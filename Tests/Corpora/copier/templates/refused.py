"""Templates that are refused before anything is rendered."""

import trees
from corpus import case

FILES = {"a.txt.jinja": "{{ name }}\n"}
NAME = "name: {type: str, default: demo}\n"

case("refused-two-configs", "copier.yml and copier.yaml beside each other.", NAME, {"copier.yaml": NAME, **FILES})
case("refused-python-tag", "A Python tag.", "name: !!python/object/apply:os.getcwd []\n", FILES)
case(
    "refused-python-tag-envops",
    "A Python tag in the options.",
    "_envops: {finalize: !!python/name:os.system }\n" + NAME,
    FILES,
)
case("refused-yaml-syntax", "What is no YAML.", "name: [unclosed\n", FILES)
case("refused-yaml-value", "'=' is no value.", "name: =\n", FILES)
case(
    "refused-include-outside", "!include outside of the template.", "!include ../source/copier.yml\n---\n" + NAME, FILES
)
case(
    "refused-include-link",
    "!include of a link that leaves the template.",
    "!include linked.yml\n---\n" + NAME,
    {"linked.yml": trees.Link("/etc/hosts"), **FILES},
)
case("refused-include-absolute", "!include with an absolute path.", "!include /etc/hosts\n", FILES)
case("include-nothing", "!include of a glob without files gives nothing.", "!include absent/*.yml\n---\n" + NAME, FILES)
case("refused-subdirectory-up", "_subdirectory that leaves the template.", '_subdirectory: ".."\n' + NAME, FILES)
case(
    "refused-subdirectory-answer",
    "_subdirectory that leaves the template by an answer.",
    '_subdirectory: "{{ name }}"\n' + NAME,
    FILES,
    {"name": "a/../../x"},
)
case("subdirectory-missing", "_subdirectory that is not there.", "_subdirectory: absent\n" + NAME, FILES)
case("refused-min-version", "A newer Copier than there is.", '_min_copier_version: "99.0"\n' + NAME, FILES)
case("min-version-older", "A Copier of an earlier major version.", '_min_copier_version: "7.1"\n' + NAME, FILES)
case("refused-config-not-map", "Settings that are no map.", "- a\n- b\n", FILES)
case("refused-unknown-tag", "An unknown YAML tag.", "name: !secret x\n", FILES)
case("config-empty", "An empty copier.yml.", "", {"a.txt.jinja": "x\n"})
case("refused-sandbox", "Python's insides are out of reach.", NAME, {"a.txt.jinja": "{{ ''.__class__.__mro__ }}\n"})
case("refused-sandbox-range", "A range that is too long.", NAME, {"a.txt.jinja": "{{ range(1000000)|length }}\n"})
case("refused-path-part-absolute", "A part of a path that is absolute.", "p: {type: str, default: /abs}\n", {"d/{{ p }}/f": "x\n", "ok.txt": "ok\n"})
