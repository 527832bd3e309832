-- Schema 4: the best figure by every rule; `best` is that by 'direct'. What a casefile of schema 3 lacks stays null until
-- its events are described anew.

ALTER TABLE toll ADD COLUMN best_latest DOUBLE;
ALTER TABLE toll ADD COLUMN best_median DOUBLE;
ALTER TABLE toll ADD COLUMN best_lowest DOUBLE;

CREATE OR REPLACE VIEW figures AS
SELECT 'S' || toll.situation AS event, toll.* EXCLUDE (situation), account."start", account."end", account.place,
       account.country
FROM toll JOIN account USING (situation);
