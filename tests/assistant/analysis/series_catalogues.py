"""Catalogues of series under several names, as a warehouse would give them."""

from datetime import date

from corpus.queries import Catalogue, SeriesKind

FIRST, LAST = date(2020, 2, 1), date(2026, 8, 14)
STATES = ("ak", "al", "ca", "de", "fl", "ga", "in", "ny", "oh", "or", "tx")
NATIONAL = (("jobcountry", ("US",)), ("variable", ("total postings", "new postings")))

ADJUSTED = SeriesKind(
    "us", "Aggregate job postings US", "job_index_SA", NATIONAL, "index", "2020-02-01", FIRST, LAST
)
UNADJUSTED = SeriesKind(
    "us", "Aggregate job postings US", "job_index_NSA", NATIONAL, "index", "2020-02-01", FIRST, LAST
)
BY_STATE = SeriesKind(
    "states",
    "State job postings us",
    "job_index",
    (("state", STATES),),
    "index",
    "2020-02-01",
    FIRST,
    LAST,
)
INDICES = Catalogue(series=(ADJUSTED, UNADJUSTED, BY_STATE))
WITH_POSTINGS = Catalogue(unique=522, total=522, series=INDICES.series)
COUNTRIES = Catalogue(
    series=(
        SeriesKind(
            "world",
            "Postings index by country",
            "index",
            (("country", ("GB", "DE", "FR", "CA", "US")),),
            "index",
            "2020-02-01",
            FIRST,
            LAST,
        ),
    )
)
UNEMPLOYMENT = Catalogue(
    series=(
        SeriesKind(
            "laus",
            "County unemployment",
            "unemployment_rate",
            (("county_name", ("Kings County, NY", "Queens County, NY", "Cook County, IL")),),
            "percent",
            None,
            date(2015, 1, 1),
            date(2024, 12, 1),
            "month",
        ),
    )
)
TURNOVER = Catalogue(
    series=tuple(
        SeriesKind(
            "jolts",
            "Turnover by industry",
            measure,
            (("industry", ("Total nonfarm", "Construction", "Food & Lodging")),),
            "count",
            None,
            date(2015, 1, 1),
            date(2024, 12, 1),
            "month",
        )
        for measure in ("Job openings", "Hires", "Quits")
    )
)
