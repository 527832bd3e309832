-- A casefile of schema 1. Tables hold every version of every report; the views at the end are for questions.
-- Keys are whole numbers of the casefile's own, given in order. There are no indexes: a scan of a column of numbers
-- is quicker than keeping an index up to date, at a million rows still.

CREATE TABLE casefile (schema INTEGER NOT NULL, cut BIGINT NOT NULL);

-- A report as one model read it, whole. `report_hash` tells the same input, `record_hash` the same result.
CREATE TABLE version (
    key BIGINT NOT NULL, report VARCHAR NOT NULL, number INTEGER NOT NULL, current BOOLEAN NOT NULL,
    report_hash VARCHAR NOT NULL, record_hash VARCHAR NOT NULL, model VARCHAR, copy_of VARCHAR, added TIMESTAMP NOT NULL,
    date DATE, publisher VARCHAR, title VARCHAR, url VARCHAR, language VARCHAR, text VARCHAR NOT NULL,
    record VARCHAR NOT NULL
);

CREATE TABLE segment (version BIGINT NOT NULL, number INTEGER NOT NULL, kind VARCHAR NOT NULL,
                      "start" INTEGER NOT NULL, "end" INTEGER NOT NULL);
CREATE TABLE actor (version BIGINT NOT NULL, id VARCHAR NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL,
                    country VARCHAR, sector VARCHAR);
CREATE TABLE place (version BIGINT NOT NULL, id VARCHAR NOT NULL, name VARCHAR NOT NULL, country VARCHAR,
                    admin1 VARCHAR, lat DOUBLE, lon DOUBLE, "precision" INTEGER, gazetteer_id VARCHAR);
CREATE TABLE figure (version BIGINT NOT NULL, id VARCHAR NOT NULL, event VARCHAR, measure VARCHAR NOT NULL,
                     words VARCHAR NOT NULL, low DOUBLE, best DOUBLE, high DOUBLE, hedge VARCHAR NOT NULL,
                     unit VARCHAR, counts VARCHAR, place VARCHAR, "start" DATE, "end" DATE,
                     factuality VARCHAR NOT NULL, source VARCHAR, confidence DOUBLE NOT NULL);
CREATE TABLE statement (version BIGINT NOT NULL, id VARCHAR NOT NULL, speaker VARCHAR, cue VARCHAR, content VARCHAR,
                        direct BOOLEAN NOT NULL);

-- An event as one version of a report tells it; `view` is what linking compares of it, as JSON.
CREATE TABLE event_mention (
    key BIGINT NOT NULL, version BIGINT NOT NULL, report VARCHAR NOT NULL, id VARCHAR NOT NULL, current BOOLEAN NOT NULL,
    type VARCHAR NOT NULL, mode VARCHAR, factuality VARCHAR NOT NULL, words VARCHAR NOT NULL, sentence VARCHAR NOT NULL,
    "start" DATE, "end" DATE, place VARCHAR, source VARCHAR, confidence DOUBLE NOT NULL, view VARCHAR
);

-- Where to look for the same: events by blocking key with the day that tells which are nearest, texts by band.
CREATE TABLE block (hash UBIGINT NOT NULL, mention BIGINT NOT NULL, day INTEGER);
CREATE TABLE band (hash UBIGINT NOT NULL, version BIGINT NOT NULL);

-- Decisions taken in one act are undone together. One that a new version of a report took over names its origin.
CREATE TABLE decision (
    number BIGINT NOT NULL, act BIGINT NOT NULL, verdict VARCHAR NOT NULL, one BIGINT NOT NULL, other BIGINT NOT NULL,
    "by" VARCHAR NOT NULL, moment TIMESTAMP NOT NULL, chance DOUBLE, reasons VARCHAR[] NOT NULL,
    undone_at TIMESTAMP, undone_by VARCHAR, carried_from BIGINT
);

-- Situation events are told by their number: S12 is 12. `former` keeps the last members of those that ended.
CREATE TABLE member (situation BIGINT NOT NULL, mention BIGINT NOT NULL);
CREATE TABLE former (situation BIGINT NOT NULL, mention BIGINT NOT NULL);
CREATE TABLE step (
    number BIGINT NOT NULL, moment TIMESTAMP NOT NULL, "by" VARCHAR NOT NULL, change VARCHAR NOT NULL,
    before BIGINT[] NOT NULL, after BIGINT[] NOT NULL, members BIGINT[] NOT NULL
);

-- What the members of a situation event come to; `names` are all its actors and recipients, to be searched.
CREATE TABLE account (
    situation BIGINT NOT NULL, type VARCHAR NOT NULL, mode VARCHAR, status VARCHAR, "start" DATE, "end" DATE,
    place VARCHAR, country VARCHAR, admin1 VARCHAR, lat DOUBLE, lon DOUBLE, "precision" INTEGER,
    actors VARCHAR[] NOT NULL, recipients VARCHAR[] NOT NULL, killed_low DOUBLE, killed_best DOUBLE, killed_high DOUBLE,
    reports INTEGER NOT NULL, mentions INTEGER NOT NULL, "names" VARCHAR NOT NULL
);
CREATE TABLE toll (
    situation BIGINT NOT NULL, measure VARCHAR NOT NULL, unit VARCHAR, whom VARCHAR, low DOUBLE, best DOUBLE,
    high DOUBLE, fewer BOOLEAN NOT NULL, more BOOLEAN NOT NULL, rule VARCHAR NOT NULL, claims INTEGER NOT NULL
);

CREATE VIEW reports AS
SELECT report, number AS version, date, publisher, title, url, language, model, copy_of, added, text,
       (SELECT count(*) FROM event_mention WHERE event_mention.version = version.key) AS events
FROM version WHERE current;

CREATE VIEW events AS
SELECT 'S' || situation AS id, account.* EXCLUDE (situation, "names") FROM account;

CREATE VIEW figures AS
SELECT 'S' || toll.situation AS event, toll.* EXCLUDE (situation), account."start", account."end", account.place,
       account.country
FROM toll JOIN account USING (situation);

CREATE VIEW claims AS
SELECT 'S' || member.situation AS event, version.report, figure.id AS entry, figure.measure, figure.words,
       figure.low, figure.best, figure.high, figure.hedge, figure.unit, figure.counts,
       statement.speaker, version.publisher, version.date AS published, figure.factuality
FROM figure
JOIN version ON version.key = figure.version AND version.current
LEFT JOIN statement ON statement.version = figure.version AND statement.id = figure.source
LEFT JOIN event_mention ON event_mention.version = figure.version AND event_mention.id = figure.event
LEFT JOIN member ON member.mention = event_mention.key;
