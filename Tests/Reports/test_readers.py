"""The golden reports are read by other people's readers, and each reader refuses a report with a fault."""

import pytest

import readers
from conftest import GOLDEN

READERS = {
    "json": readers.report,
    "ndjson": readers.records,
    "sarif": readers.sarif,
    "code-quality.json": readers.code_quality,
    "junit.xml": readers.junit,
    "csv": readers.table,
    "prom": readers.prometheus,
    "badge.json": readers.badge,
    "svg": readers.svg,
}
REPORTS = [
    pytest.param(path, reader, id=path.name)
    for name, reader in READERS.items()
    for fleet in ("fleet", "hostile", "one")
    if (path := GOLDEN / f"{fleet}.{name}").exists()
]


def read(path):
    return path.read_bytes().decode()


def test_every_format_has_reports():
    assert len(REPORTS) == 2 * len(READERS) + 4


@pytest.mark.parametrize(("path", "reader"), REPORTS)
def test_a_report_is_read(path, reader):
    assert reader(read(path)) is not None


def test_all_formats_tell_the_same():
    report = readers.report(read(GOLDEN / "fleet.json"))
    services = [(one, service) for one in report["repositories"] for service in one["services"]]
    assert len(readers.records(read(GOLDEN / "fleet.ndjson"))) == len(report["repositories"])
    rows = readers.table(read(GOLDEN / "fleet.csv"))
    assert len([row for row in rows if row["scaffold"]]) == len(services)
    assert sum(int(row["edited"] or 0) for row in rows) == report["summary"]["fidelity"]["edited"]
    suites = readers.junit(read(GOLDEN / "fleet.junit.xml"))
    assert sum(suite.tests for suite in suites) == len(services) + 10
    assert sum(suite.errors for suite in suites) == report["summary"]["failures"]
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in readers.prometheus(read(GOLDEN / "fleet.prom"))
        for sample in family.samples
    }
    for state, count in report["summary"]["states"].items():
        assert samples["scaffold_services", state] == count
    assert samples["scaffold_repos", "failed"] == report["summary"]["failures"]
    issues = readers.code_quality(read(GOLDEN / "fleet.code-quality.json"))
    results = readers.sarif(read(GOLDEN / "fleet.sarif"))["runs"][0]["results"]
    assert [one["fingerprint"] for one in issues] == [one["partialFingerprints"]["scaffoldIssue/v1"] for one in results]


# Each reader with a change of a good report that it must refuse.
FAULTS = [
    ("json", '"schema": 1', '"schema": 2'),
    ("json", '"services": 40', '"services": 41'),
    ("json", '"kind": "missing"', '"kind": "gone"'),
    ("json", '"isAhead": false', '"isAhead": "no"'),
    ("ndjson", ',"attempt":1', ""),
    ("ndjson", '"attempt":1', '"attempt":1,"mood":1'),
    ("ndjson", "}\n{", "}{"),
    ("sarif", '"version": "2.1.0"', '"version": "2.0.0"'),
    ("sarif", '"startLine": 12', '"startLine": 0'),
    ("sarif", '"uri": "git.example/', '"uri": "https://git.example/'),
    ("sarif", '"ruleIndex": 0', '"ruleIndex": 1'),
    ("code-quality.json", '"severity": "critical"', '"severity": "error"'),
    ("code-quality.json", '"begin": 12', '"begin": 0'),
    ("junit.xml", "</failure>", "<b></failure>"),
    ("junit.xml", "failures=", "fails="),
    ("junit.xml", 'errors="9"', 'errors="8"'),
    ("junit.xml", "<?xml", "\x01<?xml"),
    ("csv", "git.example/acme/payments,", "git.example/acme/payments,,"),
    ("csv", ",payments,", ",=payments,"),
    ("prom", "# TYPE scaffold_repos gauge", "# TYPE scaffold_repos counter"),
    ("prom", 'state="broken"', 'state="bro"ken"'),
    ("prom", 'scaffold_services{state="in-sync"}', 'scaffold_services{state="broken"}'),
    ("badge.json", '"schemaVersion":1', '"schemaVersion":2'),
    ("svg", "<title>", "<script/><title>"),
    ("svg", "</g>", ""),
]


@pytest.mark.parametrize(("name", "old", "new"), FAULTS)
def test_a_fault_is_found(name, old, new):
    text = read(GOLDEN / f"fleet.{name}")
    assert old in text
    with pytest.raises((readers.Unreadable, ValueError)):
        READERS[name](text.replace(old, new, 1))


def test_a_fingerprint_that_is_there_twice_is_found():
    for name in ("sarif", "code-quality.json"):
        text = read(GOLDEN / f"fleet.{name}")
        prints = [one["fingerprint"] for one in readers.code_quality(read(GOLDEN / "fleet.code-quality.json"))]
        with pytest.raises(readers.Unreadable, match="twice"):
            READERS[name](text.replace(prints[0], prints[1]))
