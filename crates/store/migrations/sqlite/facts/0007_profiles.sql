-- A saved mapping belongs to the agency that made it: it names the columns of its files, and
-- decides which of them are sealed. Those of before belong to the agency that hosts the server.
CREATE TABLE agency_profile (
    -- Empty in a data folder without agencies.
    agency_id TEXT NOT NULL,
    id TEXT NOT NULL,
    toml TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (agency_id, id)
);

INSERT INTO agency_profile (agency_id, id, toml, saved_at)
SELECT COALESCE((SELECT a.id FROM agency a ORDER BY a.created_at, a.id LIMIT 1), ''),
    p.id, p.toml, p.saved_at
FROM profile p;

DROP TABLE profile;

ALTER TABLE agency_profile RENAME TO profile;
