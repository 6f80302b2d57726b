"""Liveness asks nobody, readiness asks the database, metrics count by template."""

from tests.support.applications import Site


def test_live__answers(site: Site):
    answer = site.anonymous().get("/v1/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["cache-control"] == "no-store"


def test_ready__asks_the_database(site: Site):
    client = site.anonymous()
    assert client.get("/v1/health/ready").status_code == 200
    site.database.close()
    assert client.get("/v1/health/live").status_code == 200
    answer = client.get("/v1/health/ready")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")


def test_metrics__count_requests_by_template(site: Site):
    client = site.anonymous()
    for path in ("/v1/health/live", "/v1/health/live", "/v1/members/not-an-id", "/v1/nowhere/1", "/v1/nowhere/2"):
        client.get(path)
    lines = client.get("/metrics").text.splitlines()
    counts = {line.split(" ")[0]: float(line.split(" ")[1]) for line in lines if "_seconds_count" in line}
    assert counts['regulars_http_request_seconds_count{method="GET",route="/v1/health/live",status="200"}'] == 2
    assert counts['regulars_http_request_seconds_count{method="GET",route="(none)",status="404"}'] == 2
    assert any('route="/v1/members/{member_id}"' in name for name in counts)


def test_request_id__is_the_callers_if_it_is_plain(site: Site):
    client = site.anonymous()
    assert client.get("/v1/health/live", headers={"X-Request-Id": "till-7.order-9"}).headers["x-request-id"] == "till-7.order-9"
    assert client.get("/v1/health/live", headers={"X-Request-Id": "a b\tc"}).headers["x-request-id"] != "a b\tc"
