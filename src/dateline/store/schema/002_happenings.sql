-- Schema 2: where words stand, who takes part by code, and views with what an export of an event needs.
-- What a casefile of schema 1 lacks is found in the records that it holds.

ALTER TABLE figure ADD COLUMN at_start INTEGER;
ALTER TABLE figure ADD COLUMN at_end INTEGER;
ALTER TABLE event_mention ADD COLUMN at_start INTEGER;
ALTER TABLE event_mention ADD COLUMN at_end INTEGER;

UPDATE figure SET at_start = found.at_start, at_end = found.at_end
FROM (SELECT key AS version, unnest(json_extract_string(record, '$.figures[*].id')) AS id,
             unnest(json_extract(record, '$.figures[*].text.start')::INTEGER[]) AS at_start,
             unnest(json_extract(record, '$.figures[*].text.end')::INTEGER[]) AS at_end FROM version) found
WHERE figure.version = found.version AND figure.id = found.id;

UPDATE event_mention SET at_start = found.at_start, at_end = found.at_end
FROM (SELECT key AS version, unnest(json_extract_string(record, '$.events[*].id')) AS id,
             unnest(json_extract(record, '$.events[*].trigger.start')::INTEGER[]) AS at_start,
             unnest(json_extract(record, '$.events[*].trigger.end')::INTEGER[]) AS at_end FROM version) found
WHERE event_mention.version = found.version AND event_mention.id = found.id;

-- Who takes part in a situation event: `side` is actor or recipient, `number` the place among the names of that side.
CREATE TABLE party (
    situation BIGINT NOT NULL, side VARCHAR NOT NULL, number INTEGER NOT NULL, name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL, country VARCHAR, sector VARCHAR
);

-- Of several actors of one name, the one that most reports tell.
INSERT INTO party
SELECT situation, side, number, named.name, actor.kind, actor.country, actor.sector
FROM (SELECT situation, 'actor' AS side, generate_subscripts(actors, 1) AS number, unnest(actors) AS name FROM account
      UNION ALL
      SELECT situation, 'recipient', generate_subscripts(recipients, 1), unnest(recipients) FROM account) named
JOIN member USING (situation)
JOIN event_mention ON event_mention.key = member.mention
JOIN actor ON actor.version = event_mention.version AND actor.name = named.name
GROUP BY situation, side, number, named.name, actor.kind, actor.country, actor.sector
QUALIFY row_number() OVER (
    PARTITION BY situation, side, number
    ORDER BY count(DISTINCT actor.version) DESC, count(*) DESC, actor.kind, actor.country, actor.sector) = 1
ORDER BY situation, side, number;

-- Every figure and every event of the current reports, with the number of its situation event, if any.
CREATE VIEW situation_claim AS
SELECT member.situation, version.report, figure.id AS entry, figure.measure, figure.words,
       figure.low, figure.best, figure.high, figure.hedge, figure.unit, figure.counts,
       statement.speaker, version.publisher, version.date AS published, figure.factuality,
       figure.at_start, figure.at_end
FROM figure
JOIN version ON version.key = figure.version AND version.current
LEFT JOIN statement ON statement.version = figure.version AND statement.id = figure.source
LEFT JOIN event_mention ON event_mention.version = figure.version AND event_mention.id = figure.event
LEFT JOIN member ON member.mention = event_mention.key;

CREATE VIEW situation_telling AS
SELECT member.situation, version.report, event_mention.id AS entry, event_mention.type, event_mention.mode,
       event_mention.factuality, event_mention.words, event_mention.at_start, event_mention.at_end,
       event_mention.sentence, event_mention."start", event_mention."end", event_mention.place, statement.speaker,
       version.publisher, version.date AS published, version.title, version.url, version.copy_of,
       event_mention.confidence
FROM event_mention
JOIN version ON version.key = event_mention.version
LEFT JOIN statement ON statement.version = event_mention.version AND statement.id = event_mention.source
LEFT JOIN member ON member.mention = event_mention.key
WHERE event_mention.current;

CREATE OR REPLACE VIEW claims AS
SELECT 'S' || situation AS event, situation_claim.* EXCLUDE (situation) FROM situation_claim;

CREATE VIEW tellings AS
SELECT 'S' || situation AS event, situation_telling.* EXCLUDE (situation) FROM situation_telling;

CREATE VIEW parties AS
SELECT 'S' || situation AS event, side, number, name, kind, country, sector FROM party;
