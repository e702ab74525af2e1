-- What sealed identities are looked up by: tags that only the agency's secret key makes, for each
-- version of a source. They go with the version.
CREATE TABLE blind_index (
    version_id BIGINT PRIMARY KEY NOT NULL,
    agency_key TEXT NOT NULL,
    -- Blocks of sealed rows whose tags are kept.
    blocks BIGINT NOT NULL,
    -- NULL: the agency's browser has not come to the end.
    finished_at BIGINT
);

CREATE TABLE blind_tag (
    version_id BIGINT NOT NULL,
    tag BIGINT NOT NULL,
    row_number BIGINT NOT NULL,
    PRIMARY KEY (version_id, tag, row_number)
);
