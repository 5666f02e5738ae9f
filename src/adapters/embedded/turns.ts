/**
 * Whose message is next, as SQL. Each new message gets a turn: the one after the last of its workspace, but none before
 * those that wait already ("start-time fair queueing": Goyal, Vin, Cheng, SIGCOMM 1996). So whoever sends one picture
 * waits for one of each other workspace, and not for all five hundred of another.
 *
 * Turns share out pictures, not time. So whose pictures are in work comes after those who have none there, whatever
 * their turn.
 */

/** As `uploadKey` puts it there: uploads/{workspace}/{image}. */
const WORKSPACE = "substr(:key, 9, 32)";

/** The turn of a new message of `:key`; those in work, where none waits, say how far turns have come. */
const TURN = `max(
  coalesce((SELECT max(turn) + 1 FROM messages WHERE workspace = ${WORKSPACE}), 0),
  coalesce((SELECT min(turn) FROM messages WHERE receives = 0), (SELECT max(turn) FROM messages), 0))`;

/** A message of `:key`, out of sight until `:at` (ms since 1970; 0: not at all). */
export const publishing = `
  INSERT INTO messages (key, workspace, visible_at, turn) VALUES (:key, ${WORKSPACE}, :at, ${TURN})
  ON CONFLICT (key) WHERE receives = 0 DO UPDATE SET visible_at = min(visible_at, excluded.visible_at)`;

/**
 * Nobody hides a message for longer than until `:until`: one that is hidden beyond was hidden by a clock that has been set
 * back since, and would wait until it has caught up.
 */
const VISIBLE = "(visible_at <= :now OR visible_at > :until)";
const IN_WORK = `
  SELECT workspace, count(*) AS images FROM messages
  WHERE visible_at > :now AND visible_at <= :until AND receives > 0 GROUP BY workspace`;
/**
 * All workspaces, each by one step in an index. Where every one of them is in work, no message needs to be looked at; where
 * one is not, its turn is among the first.
 */
const KNOWN = `
  SELECT min(workspace) AS workspace FROM messages UNION ALL
  SELECT (SELECT min(workspace) FROM messages WHERE workspace > known.workspace) FROM known WHERE workspace IS NOT NULL`;

/**
 * The next message at `:now` of a workspace of which nothing is in work (`idle`); or else, of the one that has the least
 * there (`any`). Passes over no more rows than wait of the few workspaces in work.
 */
export function takingTurns(maxReceives: number): { any: string; idle: string } {
  const waiting = `${VISIBLE} AND receives < ${Number(maxReceives)}`;
  const idle = `
    SELECT number FROM messages INDEXED BY messages_turn
    WHERE ${waiting} AND workspace NOT IN (SELECT workspace FROM work) ORDER BY turn, number
    LIMIT EXISTS (SELECT 1 FROM known WHERE workspace NOT IN (SELECT workspace FROM work))`;
  const least = `
    SELECT number FROM messages JOIN (
      SELECT images, (
        SELECT number FROM messages
        WHERE messages.workspace = work.workspace AND ${waiting} ORDER BY turn, number LIMIT 1
      ) AS number FROM work
    ) USING (number) ORDER BY images, turn, number LIMIT 1`;
  const work = `WITH RECURSIVE work AS MATERIALIZED (${IN_WORK}), known AS (${KNOWN})`;
  return {
    idle: `${work} ${idle}`,
    any: `${work} SELECT number FROM (${idle}) UNION ALL SELECT number FROM (${least}) LIMIT 1`,
  };
}

/** The oldest message that was received too often. */
export const takingDeadLetters = (maxReceives: number): string =>
  `SELECT number FROM messages WHERE ${VISIBLE} AND receives >= ${Number(maxReceives)} ORDER BY number LIMIT 1`;
