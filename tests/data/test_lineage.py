"""Names across all months, and what pays for which care."""

from __future__ import annotations

import pytest

from data import authorities, lineage


@pytest.mark.parametrize(
    ("reported", "name"),
    [
        ("Looked After Children Placements", "Children in Care Placements"),
        ("LAC Transport", "Children in Care Transport"),
        ("Head of Service", "LD – Head of Service"),
        ("LD Head of Service", "LD – Head of Service"),
        ("Strategic Management –Commissioning", "Strategic Management – Commissioning"),
        ("Strategic Management - Adults", "Strategic Management – Adults"),
        ("Teachers' Pensions & Redundancy", "Teachers’ Pensions & Redundancy"),
        ("Adult Learning and Skills", "Adult Learning & Skills"),
        ("Schools Partnership service", "Schools Partnership Service"),
        ("Adult & Safeguarding Directorate Total", "Adults & Safeguarding Directorate Total"),
    ],
)
def test_service(reported: str, name: str) -> None:
    assert lineage.service(reported, "Adults & Safeguarding") == lineage.Name(name, known=True)


def test_a_name_is_ambiguous_outside_its_directorate() -> None:
    assert lineage.service("Head of Service", "Education") == lineage.Name("Head of Service", known=False)


def test_an_unknown_label_keeps_its_words() -> None:
    assert lineage.service("Kite Flying -North") == lineage.Name("Kite Flying – North", known=False)


@pytest.mark.parametrize(
    ("reported", "group", "name"),
    [
        ("In-house fostering - Skil ls", "Children in care", "In-house fostering - Skills"),
        ("Homecare arranged", "Older people", "Homecare"),
        ("Direct Payments", "Adult mental health", "Direct payments"),
        ("Adoption", "Children in care", "Adoption"),
        ("Adoption Allowances", "Children in care", "Adoption Allowances"),
        ("TOTAL", "SEN placements", "Total"),
    ],
)
def test_service_type(reported: str, group: str, name: str) -> None:
    assert lineage.service_type(reported, group) == lineage.Name(name, known=True)


def test_a_type_of_care_is_known_within_its_care_group_only() -> None:
    assert not lineage.service_type("Kinship - Basic", "Older people").known


def test_directorates_groups_committees_and_summary_lines() -> None:
    assert lineage.directorate("Adult & Safeguarding Directorate").name == "Adults & Safeguarding"
    assert lineage.service_group("Learning Disability Services").name == "Learning Disability Partnership"
    assert lineage.committee("Community and Partnerships Committee").name == "Communities and Partnership"
    assert lineage.summary_line("Grant Funding (including Dedicated Schools Grant etc.)").name == "Grant Funding"


@pytest.mark.parametrize(
    ("group", "category", "year", "directorate"),
    [
        ("Children in care", "External", "2017/18", "Children & Safeguarding"),
        ("Children in care", "External", "2018/19", "Commissioning"),
        ("Children in care", "In-house", "2019/20", "Children & Safeguarding"),
        ("Children in care", None, "2017/18", "Children & Safeguarding"),
        ("Children in care", None, "2018/19", None),
        ("SEN placements", None, "2017/18", "Children & Safeguarding"),
        ("SEN placements", None, "2018/19", "Education"),
        ("Older people", "Community based", "2019/20", "Adults & Safeguarding"),
        ("Older people", None, "2016/17", None),
        ("Kites", None, "2019/20", None),
    ],
)
def test_who_pays(group: str, category: str | None, year: str, directorate: str | None) -> None:
    assert lineage.care_directorate(group, category, year) == directorate


def test_budget_lines_of_a_care_group() -> None:
    lines = lineage.budget_lines("Older people", None, "2019/20")
    assert [line.service for line in lines] == [
        "OP – City & South Locality",
        "OP – East Cambs Locality",
        "OP – Fenland Locality",
        "OP – Hunts Locality",
    ]
    assert lineage.budget_lines("Learning disability", None, "2019/20") == (
        lineage.BudgetLine("Adults & Safeguarding", "Learning Disability Partnership", None),
    )


def test_every_budget_line_of_a_care_group_is_a_known_name() -> None:
    for row in authorities.rows("care_groups.csv"):
        assert lineage.directorate(row["directorate"]) == lineage.Name(row["directorate"], known=True)
        if row["service"]:
            assert lineage.service(row["service"]) == lineage.Name(row["service"], known=True)
        if row["service_group"]:
            assert lineage.service_group(row["service_group"]) == lineage.Name(row["service_group"], known=True)


@pytest.mark.parametrize("file", ["service_aliases.csv", "service_type_aliases.csv", "directorate_aliases.csv"])
def test_a_name_names_itself(file: str) -> None:
    for row in authorities.rows(file):
        scope = row.get("directorate") or row.get("care_group") or ""
        names = lineage._look_up(file, row["kind"], scope, row["name"])
        assert names == lineage.Name(row["name"], known=True)


@pytest.mark.parametrize(
    ("reported", "closest"),
    [
        ("Childrens in Care Placement", "Children in Care Placements"),
        ("Placements, Looked After Children", "Children in Care Placements"),
        ("Education Capitals", "Education Capital"),
        ("SEND Specialist Servces Total", "SEND Specialist Services (0-25 years) Total"),
        ("Kite Flying", None),
        ("x" * 100_000, None),
    ],
)
def test_a_new_label_is_suggested_the_name_that_is_most_like_it(reported: str, closest: str | None) -> None:
    name = lineage.service(reported)
    assert not name.known
    assert (name.file, name.closest) == ("service_aliases.csv", closest)


def test_a_total_is_not_suggested_for_a_line() -> None:
    closest = lineage.service("Children in Care Totals").closest
    assert closest is None or not closest.endswith("Total")
