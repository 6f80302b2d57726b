"""The SQL of the cleaning (DuckDB, in memory). Each function gives one statement; `staging.py` says when it runs.

Tables, in order: `raw` (the file) -> `cleaned` (typed, each row judged) -> `kept` (good rows, each member in the one spelling
of `spelling`) -> `document` and `product` -> `line` (numbered, amounts in minor units).
"""
# ruff: noqa: S608 - statements are built from a validated mapping, its texts quoted, and see only their own file's rows

from __future__ import annotations

from regulars.features.imports.cleaning.checks import Check
from regulars.features.imports.contracts import ISO_FORMAT, LINES_PER_ORDER_MAX
from regulars.features.imports.mapping import Mapping

SPACES = "' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288)"
ROLES = ("order_id", "sku", "name", "category", "kind", "store", "channel", "refund_mark", "refunded_order_id")
SCALE = 10**6
"""Amounts are exact to the sixth decimal, as integers in millionths, until they become minor units."""


def cleaned(mapping: Mapping, types: dict[str, str], checks: list[Check]) -> str:
    """Types every column and judges every row: blank, without member, bad."""
    roles = frozenset(types)
    members = sorted(role for role in roles if role.startswith("member_"))
    texts = [f"{_text(role) if role in roles else 'NULL::VARCHAR'} AS {role}" for role in (*ROLES, *members)]
    numbers = []
    for role in ("quantity", "price"):
        numbers.append(f"{_number(role, types[role], mapping) if role in roles else '1::DECIMAL(18,6)'} AS {role}")
        numbers.append(f"{_text(f'CAST({role} AS VARCHAR)') if role in roles else 'NULL'} AS {role}_text")
    any_text = ", ".join([*ROLES, *members, "occurred_at_text", "quantity_text", "price_text"])
    skip = "member_0 IS NULL" if mapping.without_member == "skip" else "false"
    wrong = " OR ".join(f"coalesce({check.condition}, false)" for check in checks)
    return f"""
        CREATE TABLE cleaned AS
        WITH typed AS (
            SELECT row, {", ".join(texts)}, {", ".join(numbers)},
                   {_time(types["occurred_at"], mapping)} AS local_at, {_text("CAST(occurred_at AS VARCHAR)")} AS occurred_at_text
            FROM raw
        ), marked AS (
            SELECT *, coalesce({_is_refund(mapping)}, false) AS is_refund,
                   coalesce({any_text}) IS NULL AS is_blank, {skip} AS lacks_member
            FROM typed
        )
        SELECT *, NOT is_blank AND NOT lacks_member AND ({wrong}) AS is_bad FROM marked"""


COUNTS = """
    SELECT count(*), count(*) FILTER (is_blank), count(*) FILTER (lacks_member AND NOT is_blank), count(*) FILTER (is_bad)
    FROM cleaned"""


def faults(checks: list[Check], text_of: dict[str, str]) -> str:
    """Every fault of every bad row: row, role, value, reason."""
    found = [
        f"SELECT row, {number} AS n, '{check.role}', {text_of.get(check.role, check.role)}, '{check.reason}' "
        f"FROM bad WHERE coalesce({check.condition}, false)"
        for number, check in enumerate(checks)
    ]
    return f"WITH bad AS MATERIALIZED (SELECT * FROM cleaned WHERE is_bad) {' UNION ALL '.join(found)} ORDER BY 1, 2"


SPELLINGS = "SELECT DISTINCT member_0 FROM cleaned WHERE NOT is_bad AND NOT is_blank AND NOT lacks_member"

UNSPELLABLE = """
    SELECT row, member_0 FROM cleaned ANTI JOIN spelling ON spelling.raw = cleaned.member_0
    WHERE NOT is_bad AND NOT is_blank AND NOT lacks_member ORDER BY row"""

KEPT = """
    CREATE TABLE kept AS
    SELECT cleaned.* REPLACE (spelling.value AS member_0),
           first_value(spelling.value) OVER (PARTITION BY order_id, is_refund ORDER BY row) AS owner
    FROM cleaned JOIN spelling ON spelling.raw = cleaned.member_0
    WHERE NOT is_bad AND NOT is_blank AND NOT lacks_member"""

STRANGERS = "SELECT row, member_0 FROM kept WHERE member_0 <> owner ORDER BY row"


def document(members: int) -> str:
    """One row per document: its id, member, earliest time and number of lines. `too_long` ones are only reported."""
    others = ", ".join(f"arg_min(member_{index}, row)" for index in range(1, members))
    return f"""
        CREATE TABLE document AS
        SELECT row_number() OVER (ORDER BY is_refund, order_id) AS doc_no, *
        FROM (
            SELECT order_id, is_refund, owner AS member, list_value({others})::VARCHAR[] AS others, min(local_at) AS local_at,
                   count(*) AS lines, min(row) AS first_row, arg_min(store, row) AS store, arg_min(channel, row) AS channel
            FROM kept WHERE member_0 = owner GROUP BY order_id, is_refund, owner
        )"""


TOO_LONG = f"SELECT first_row, order_id, lines FROM document WHERE lines > {LINES_PER_ORDER_MAX} ORDER BY 1"

PRODUCT = """
    CREATE TABLE product AS
    SELECT row_number() OVER (ORDER BY sku, name, category, kind) - 1 AS product_no, *
    FROM (SELECT DISTINCT sku, name, category, kind FROM kept)"""

PRODUCTS = "SELECT sku, name, category, kind FROM product ORDER BY product_no"


def line(mapping: Mapping) -> str:
    """Lines in file order within their document, with amounts in minor units.

    Cumulative rounding: the rounded (half up) running total minus the one before, so that the lines always sum to the
    rounded total of the document.
    """
    factor = 10**mapping.currency.digits
    times = " * CAST(abs(quantity) AS HUGEINT)" if mapping.columns.unit_price else ""
    exact = f"CAST(CAST(abs(price) AS DECIMAL(38,6)) * {SCALE} AS HUGEINT){times}"
    rounded = f"({{}} * {2 * factor} + {SCALE}) // {2 * SCALE}"
    return f"""
        CREATE TABLE line AS
        WITH placed AS (
            SELECT d.doc_no, d.is_refund, k.row, p.product_no, k.sku, d.member, k.refunded_order_id,
                   CAST(abs(k.quantity) AS BIGINT) AS quantity, {exact} AS exact
            FROM kept k
            JOIN document d ON d.order_id = k.order_id AND d.is_refund = k.is_refund AND d.member = k.member_0
            JOIN product p ON p.sku = k.sku AND p.name IS NOT DISTINCT FROM k.name
                AND p.category IS NOT DISTINCT FROM k.category AND p.kind IS NOT DISTINCT FROM k.kind
            WHERE d.lines <= {LINES_PER_ORDER_MAX}
        ), summed AS (
            SELECT *, row_number() OVER in_order AS line_no, CAST(sum(exact) OVER in_order AS HUGEINT) AS running
            FROM placed
            WINDOW in_order AS (PARTITION BY doc_no ORDER BY row ROWS UNBOUNDED PRECEDING)
        )
        SELECT * EXCLUDE (running),
               CAST({rounded.format("running")} - {rounded.format("(running - exact)")} AS BIGINT) AS amount_minor
        FROM summed ORDER BY doc_no, line_no"""


DOCUMENTS = f"""
    SELECT doc_no, order_id, is_refund, member, others, local_at, lines, first_row, store, channel
    FROM document WHERE lines <= {LINES_PER_ORDER_MAX} ORDER BY doc_no"""

EXACT_TOTALS = """
    SELECT coalesce(sum(exact) FILTER (NOT is_refund), 0), coalesce(sum(exact) FILTER (is_refund), 0) FROM line"""

ORDER_LINES = "SELECT product_no, quantity, amount_minor FROM line WHERE NOT is_refund ORDER BY doc_no, line_no"

REFUND_LINES = """
    SELECT doc_no, row, sku, product_no, refunded_order_id, quantity, amount_minor
    FROM line WHERE is_refund ORDER BY doc_no, line_no"""

RETURNABLE_LINES = """
    SELECT l.doc_no, l.line_no, l.sku, l.quantity, l.amount_minor
    FROM line l SEMI JOIN (SELECT member, sku FROM line WHERE is_refund) r ON r.member = l.member AND r.sku = l.sku
    WHERE NOT l.is_refund ORDER BY l.doc_no, l.line_no"""


def try_formats(mapping: Mapping) -> str:
    """Fails where a time format cannot be used, whatever the file holds."""
    return f"SELECT try_strptime('', {_formats(mapping)})"


def _formats(mapping: Mapping) -> str:
    """The mapping's formats and the one in which Excel dates are written out, as an SQL list."""
    return f"[{', '.join(_quoted(form) for form in (*mapping.read.time_formats, ISO_FORMAT))}]"


def _text(expression: str) -> str:
    return f"nullif(trim({expression}, {SPACES}), '')"


def _number(role: str, kind: str, mapping: Mapping) -> str:
    """A number of at most 12 digits before the decimal sign and 6 after it; NULL for anything else."""
    if kind != "VARCHAR":
        return f"TRY_CAST({role} AS DECIMAL(18,6))"
    mark, read = f"[{mapping.read.decimal}]", mapping.read
    plain = f"replace({_text(role)}, {_quoted(read.thousands)}, '')" if read.thousands else _text(role)
    pattern = _quoted(rf"[+-]?(\d{{1,12}}({mark}\d{{0,6}})?|{mark}\d{{1,6}})")
    dotted = f"replace({plain}, ',', '.')" if read.decimal == "," else plain
    return f"CASE WHEN regexp_full_match({plain}, {pattern}) THEN TRY_CAST({dotted} AS DECIMAL(18,6)) END"


def _time(kind: str, mapping: Mapping) -> str:
    return f"try_strptime({_text('occurred_at')}, {_formats(mapping)})" if kind == "VARCHAR" else "occurred_at"


def _is_refund(mapping: Mapping) -> str:
    refund = mapping.refund
    if refund is None:
        return "false"
    if refund.prefix is not None:
        return f"starts_with(order_id, {_quoted(refund.prefix)})"
    if refund.sign is not None:
        return "quantity < 0 OR price < 0"
    return f"refund_mark IN ({', '.join(_quoted(value) for value in refund.values)})"


def _quoted(value: str) -> str:
    """A text as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"
