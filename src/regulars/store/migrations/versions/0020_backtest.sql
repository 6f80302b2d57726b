-- Backtests asked for at the console or over HTTP: the question, how far its answer has come, and the answer.
CREATE TABLE backtest (
    backtest_id   uuid         PRIMARY KEY,
    asked_by      text         NOT NULL,                -- 'staff:anna', 'key:…'
    asked_at      timestamptz  NOT NULL DEFAULT now(),
    draft         text         NOT NULL,                -- the YAML that is tried
    since         timestamptz,                          -- from when the draft would have been in force; NULL: from the beginning
    until         timestamptz  NOT NULL,                -- up to when history counts
    status        text         NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    attempts      integer      NOT NULL DEFAULT 0,
    started_at    timestamptz,
    seen_at       timestamptz,                          -- the last sign of life of the process that runs it
    finished_at   timestamptz,
    events_done   bigint       NOT NULL DEFAULT 0,
    events_total  bigint,
    problem       text,                                 -- when failed: why, in words
    report        text,                                 -- JSON, when done
    ranking       text                                  -- JSON, when done: who would win and lose most
);
CREATE INDEX backtest_by_asked_at ON backtest (asked_at DESC, backtest_id);
