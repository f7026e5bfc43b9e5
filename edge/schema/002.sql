CREATE TABLE counter (
    epoch TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    head BLOB NOT NULL,
    base INTEGER NOT NULL,
    base_head BLOB NOT NULL
);
CREATE TABLE entry (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    epoch TEXT NOT NULL,
    seq INTEGER NOT NULL,
    body BLOB NOT NULL,
    head BLOB NOT NULL,
    UNIQUE (epoch, seq)
);
CREATE TABLE gap (
    epoch TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    why TEXT NOT NULL,
    head BLOB NOT NULL,
    PRIMARY KEY (epoch, first)
) WITHOUT ROWID;
CREATE TABLE alarm (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    body BLOB NOT NULL
);
