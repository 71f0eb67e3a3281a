"""The tables of a warehouse: long and simple, and the same in every engine."""

from collections.abc import Mapping

import pyarrow as pa

POSTINGS: Mapping[str, pa.Schema] = {
    # Where postings came from, and when that was read.
    "sources": pa.schema(
        {
            "source_id": pa.string(),
            "collection": pa.string(),
            "title": pa.string(),
            "retrieved": pa.date32(),
        }
    ),
    # Each advertisement, copies too; `opening` is the unique posting it is one of.
    "postings": pa.schema(
        {
            "document": pa.int64(),
            "document_id": pa.string(),
            "identifier": pa.string(),
            "source_id": pa.string(),
            "collection": pa.string(),
            "opening": pa.int64(),
        }
    ),
    # Each unique posting, with what its advertisements state. A name that ends in `_folded` holds
    # what comparisons go by; `text` is title and description so.
    "openings": pa.schema(
        {
            "opening": pa.int64(),
            "collection": pa.string(),
            "copies": pa.int64(),
            "title": pa.string(),
            "title_folded": pa.string(),
            "text_folded": pa.string(),
            "employer": pa.string(),
            "employer_folded": pa.string(),
            "employer_key": pa.string(),  # without legal form: what employers are told apart by
            "role_family": pa.string(),
            "role_family_folded": pa.string(),
            "seniority": pa.string(),
            "seniority_folded": pa.string(),
            "arrangement": pa.string(),
            "arrangement_folded": pa.string(),
            "employment": pa.string(),
            "employment_folded": pa.string(),
            "board": pa.string(),
            "board_folded": pa.string(),
            "currency": pa.string(),
            "currency_folded": pa.string(),
            "pay_unit": pa.string(),
            "pay_unit_folded": pa.string(),
            "pay_stated": pa.bool_(),
            "pay": pa.float64(),  # the midpoint of both bounds
            "pay_minimum": pa.float64(),
            "pay_maximum": pa.float64(),
            "pay_flags": pa.string(),
            "posted": pa.date32(),
            "closes": pa.date32(),
            "first_seen": pa.date32(),
            "last_seen": pa.date32(),
            "days_open": pa.int64(),
            "open": pa.bool_(),
        }
    ),
    # Where the work of an opening is done: one row a place.
    "places": pa.schema(
        {
            "opening": pa.int64(),
            "locality": pa.string(),
            "locality_folded": pa.string(),
            "region": pa.string(),
            "region_folded": pa.string(),
            "country": pa.string(),
            "country_folded": pa.string(),
            "remote": pa.bool_(),
        }
    ),
    # The skills an opening names: in its own list, or anywhere.
    "skills": pa.schema(
        {
            "opening": pa.int64(),
            "skill": pa.string(),
            "skill_folded": pa.string(),
            "listed": pa.bool_(),
        }
    ),
    # What an opening's rows state by their own column names; a value of several is also in parts.
    "columns": pa.schema(
        {
            "opening": pa.int64(),
            "name": pa.string(),
            "name_folded": pa.string(),
            "value": pa.string(),
            "value_folded": pa.string(),
            "number": pa.float64(),
            "whole": pa.bool_(),  # as the row has it
            "single": pa.bool_(),  # one thing: a part of a value of several, or a value of one
        }
    ),
}
