"""Whatever is asked of the API: an answer that its own description allows, and never a fault of ours.

schemathesis makes the requests from the OpenAPI description, those that fit it and those that do not. What starts work
in the background (uploads, assessments) has its own tests: here it would only queue.
"""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import positive_data_acceptance

pytest.importorskip("fastapi", reason="the web extra is not installed: pip install 'sayso[web]'")

from fastapi import FastAPI
from served import Served

from sayso.web.api import router
from sayso.web.api.described import openapi

EXAMPLES = 8  # of each of 30 operations
WORKS = ["/api/v1/documents", "/api/v1/assessments"]


def description() -> dict[str, object]:
    """The API's description, without a desk."""
    app = FastAPI()
    app.include_router(router)
    return openapi(app)


api = schemathesis.openapi.from_dict(description()).exclude(path=WORKS, method="POST")


@api.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_an_answer_is_as_described(case: Case, served: Served) -> None:
    # A name or a place in a list that fits the description may still be nobody's: then 404 or 400 is right.
    case.call_and_validate(base_url=served.url, timeout=120, excluded_checks=[positive_data_acceptance])
