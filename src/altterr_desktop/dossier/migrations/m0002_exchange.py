"""Step 2: exchange."""

SQL = """
CREATE TABLE conflict_cell (seq INTEGER NOT NULL, kind VARCHAR NOT NULL, record_id VARCHAR(36) NOT NULL,
    field VARCHAR NOT NULL, sort VARCHAR NOT NULL, target_id VARCHAR(36), PRIMARY KEY (seq));
CREATE INDEX ix_conflict_cell_record_id ON conflict_cell (record_id);
CREATE INDEX ix_conflict_cell_target_id ON conflict_cell (target_id);
CREATE TABLE erased_record (record BLOB NOT NULL, kind VARCHAR NOT NULL, PRIMARY KEY (record));
CREATE TABLE exchange_lot (seq INTEGER NOT NULL, place VARCHAR NOT NULL, name VARCHAR NOT NULL, size
    INTEGER NOT NULL, commits BLOB NOT NULL, own BOOLEAN NOT NULL, PRIMARY KEY (seq));
CREATE UNIQUE INDEX ix_exchange_lot_place ON exchange_lot (place, name);
CREATE TABLE group_key (id BLOB NOT NULL, "key" BLOB NOT NULL, made_at INTEGER NOT NULL, current BOOLEAN
    NOT NULL, PRIMARY KEY (id));
CREATE TABLE parked_commit (id BLOB NOT NULL, parents BLOB NOT NULL, content BLOB NOT NULL, PRIMARY KEY
    (id))
"""
STATEMENTS = tuple(statement.strip() for statement in SQL.split(";"))
FINGERPRINT = "11f03b6545af098ddaf95943ceaa6bed9c6b437734a42260bca2ccec732099b9"
