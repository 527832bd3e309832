-- Schema 3: what people say of entries, and of names over the casefile. `payload` is the entry as it should be, and
-- `content` the values of a name, both as JSON. What is taken back is marked and stays.

CREATE TABLE review (
    number BIGINT NOT NULL, report VARCHAR NOT NULL, version INTEGER NOT NULL, "table" VARCHAR NOT NULL,
    entry VARCHAR NOT NULL, act VARCHAR NOT NULL, payload VARCHAR, "by" VARCHAR NOT NULL, moment TIMESTAMP NOT NULL,
    settles BOOLEAN NOT NULL, note VARCHAR, undone_at TIMESTAMP, undone_by VARCHAR
);

CREATE TABLE edit (
    number BIGINT NOT NULL, subject VARCHAR NOT NULL, name VARCHAR NOT NULL, change VARCHAR NOT NULL, "into" VARCHAR,
    content VARCHAR, "by" VARCHAR NOT NULL, moment TIMESTAMP NOT NULL, undone_at TIMESTAMP, undone_by VARCHAR
);

-- Of each person's reviews of an entry the last, and of those that settle it the last.
CREATE VIEW standing_review AS
SELECT * FROM review WHERE undone_at IS NULL
QUALIFY row_number() OVER (PARTITION BY report, version, entry, "by", settles ORDER BY number DESC) = 1;
