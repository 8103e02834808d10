/**
 * The tables, as steps that are taken once and never changed again: what is to be different later is a further step.
 * Everything is in a schema of its own, so that a database shared with the shop holds no strange "sessions".
 *
 * Texts are kept as `json`, not `jsonb`: a visitor may type what jsonb refuses (\u0000, half an emoji), and a line
 * comes back as it was saved. What is asked for stands in columns.
 */
export const steps: readonly string[] = [
  `
  CREATE TABLE frontdesk.conversations (
    id text COLLATE "C" PRIMARY KEY,
    -- How many changes it has seen: who decides on another number decides on something old.
    revision integer NOT NULL,
    visitor_id text COLLATE "C" NOT NULL,
    status text NOT NULL CHECK (status IN ('bot', 'waiting', 'agent', 'closed')),
    since bigint NOT NULL,
    started_at bigint NOT NULL,
    waited_ms bigint,
    handed_over boolean NOT NULL,
    head integer NOT NULL,
    note_head integer NOT NULL,
    state json NOT NULL,
    last json
  ) WITH (fillfactor = 80);

  -- A visitor has one open conversation, whoever begins or reopens it, on whichever server.
  CREATE UNIQUE INDEX one_open ON frontdesk.conversations (visitor_id) WHERE status <> 'closed';
  CREATE INDEX of_visitor ON frontdesk.conversations (visitor_id, started_at DESC);
  CREATE INDEX by_status ON frontdesk.conversations (status, since DESC, started_at DESC, id DESC);
  CREATE INDEX waits ON frontdesk.conversations (started_at DESC) WHERE waited_ms IS NOT NULL;

  CREATE TABLE frontdesk.entries (
    conversation_id text COLLATE "C" NOT NULL REFERENCES frontdesk.conversations ON DELETE CASCADE,
    sequence integer NOT NULL,
    -- The sender's messageId or requestId: it is saved once, for ever.
    id text COLLATE "C" NOT NULL,
    body json NOT NULL,
    PRIMARY KEY (conversation_id, sequence),
    UNIQUE (conversation_id, id)
  );

  CREATE TABLE frontdesk.notes (
    conversation_id text COLLATE "C" NOT NULL REFERENCES frontdesk.conversations ON DELETE CASCADE,
    sequence integer NOT NULL,
    id text COLLATE "C" NOT NULL,
    body json NOT NULL,
    PRIMARY KEY (conversation_id, sequence),
    UNIQUE (conversation_id, id)
  );

  CREATE TABLE frontdesk.accounts (
    id text COLLATE "C" PRIMARY KEY,
    email text COLLATE "C" CONSTRAINT account_email UNIQUE,
    body json NOT NULL
  );
  CREATE TABLE frontdesk.sessions (id text COLLATE "C" PRIMARY KEY, body json NOT NULL);
  CREATE TABLE frontdesk.secrets (id text COLLATE "C" PRIMARY KEY, body json NOT NULL);
  `,

  `
  CREATE TABLE frontdesk.servers (id text COLLATE "C" PRIMARY KEY, seen_at timestamptz NOT NULL);

  -- Agents connected to each server, for as long as that server is seen.
  CREATE TABLE frontdesk.attendance (
    server_id text COLLATE "C" NOT NULL,
    agent_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (server_id, agent_id)
  );
  CREATE INDEX attending ON frontdesk.attendance (agent_id);

  -- Agents who are connected nowhere, and when their conversations return to the line.
  CREATE TABLE frontdesk.absences (
    agent_id text COLLATE "C" PRIMARY KEY,
    due_at timestamptz NOT NULL,
    claimed_until timestamptz
  );
  `,

  `
  -- When praise or a complaint was heard in it, the last time.
  ALTER TABLE frontdesk.conversations ADD COLUMN opinion_at bigint;

  -- Read from the text: what a visitor typed may be more than json functions take. There every quote has a backslash,
  -- so no text can look like an opinion.
  UPDATE frontdesk.conversations SET opinion_at = (
    SELECT max(heard[1]::bigint)
    FROM regexp_matches(state::text, '"sequence":\\d+,"at":(\\d+),"kind":', 'g') AS heard
  ) WHERE state::text LIKE '%"opinions":[{%';
  `,

  `
  CREATE INDEX opinions ON frontdesk.conversations (opinion_at DESC, id DESC) WHERE opinion_at IS NOT NULL;
  -- Most conversations are over and never were with a person: lists for agents step over none of them.
  CREATE INDEX handed_over ON frontdesk.conversations (status, since DESC, started_at DESC, id DESC)
    WHERE handed_over;
  `,
]
