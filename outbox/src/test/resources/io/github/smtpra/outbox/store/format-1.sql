CREATE TABLE message (
  mail_id TEXT NOT NULL PRIMARY KEY,
  reverse_path TEXT NOT NULL,
  body TEXT NOT NULL,
  size INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  in_file INTEGER NOT NULL,
  due_at INTEGER,
  branch TEXT
) WITHOUT ROWID;
CREATE INDEX message_due ON message (due_at, mail_id) WHERE due_at IS NOT NULL;
CREATE INDEX message_branch ON message (branch) WHERE branch IS NOT NULL;
CREATE TABLE recipient (
  mail_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  mailbox TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt_at INTEGER,
  possible_duplicate INTEGER NOT NULL,
  status TEXT,
  remote_host TEXT,
  remote_reply TEXT,
  diagnosis TEXT,
  PRIMARY KEY (mail_id, position)
) WITHOUT ROWID;
CREATE TABLE content (mail_id TEXT NOT NULL PRIMARY KEY, octets BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE branch (
  id TEXT NOT NULL PRIMARY KEY,
  format_id INTEGER NOT NULL,
  gtrid TEXT NOT NULL,
  bqual TEXT NOT NULL,
  prepared_at INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO message VALUES ('0old', 'a@x.example', '7BIT', 3, 1000, 0, 1000, NULL);
INSERT INTO recipient VALUES ('0old', 0, 'b@y.example', 'due', 0, 0, 0, NULL, NULL, NULL, NULL);
INSERT INTO recipient VALUES
  ('0old', 1, 'c@y.example', 'due', 3, 1000, 1, '4.2.2', 'mx', '452 4.2.2 full', 'full');
INSERT INTO content VALUES ('0old', X'6F6C64');
INSERT INTO branch VALUES ('7:aa01:bb02', 7, 'aa01', 'bb02', 1000);
INSERT INTO message VALUES ('0prepared', '', '7BIT', 0, 1000, 0, NULL, '7:aa01:bb02');
INSERT INTO recipient VALUES ('0prepared', 0, 'b@y.example', 'due', 0, 0, 0, NULL, NULL, NULL, NULL);
INSERT INTO content VALUES ('0prepared', X'');
PRAGMA user_version=1;
