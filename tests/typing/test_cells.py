"""What an editor knows of every kind of cell. mypy and pyright check it; run, it shows that the names are there."""

from decimal import Decimal
from typing import assert_type

import govinfo_schema as gs
from govinfo_schema.form2021 import Applicants


def test_an_editor_knows_the_type_of_every_kind_of_cell() -> None:
    report = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局"))
    old = gs.blank(gs.form2019.Report, year=2019, organ=gs.form2019.Organ(name="某局"))
    assert_type(report, gs.form2021.Report)
    assert_type(report.requests, gs.form2021.Requests | None)
    assert report.requests is not None
    assert report.proactive_disclosure is not None
    assert report.review_and_litigation is not None
    assert old.proactive_disclosure is not None

    assert_type(report.requests.received, Applicants)
    assert_type(report.requests.received.organizations.commercial_enterprise, int | None)
    assert_type(report.requests.handled.other_handling.fee_not_paid_in_time.total, int | None)
    assert_type(report.proactive_disclosure.charges.amount, Decimal | None)
    assert_type(report.review_and_litigation.litigation.direct.pending, int | None)
    assert_type(old.proactive_disclosure.procurement.amount, Decimal | None)
    assert_type(old.proactive_disclosure.licensing.change, int | None)
    assert_type(report.overview, str | None)
    assert_type(report.year, int)
    assert_type(gs.compute_totals(old), gs.form2019.Report)
    assert_type(gs.verify(old)[0], gs.Finding)
    assert_type(gs.from_json(gs.to_json(report)), gs.form2019.Report | gs.form2021.Report)
