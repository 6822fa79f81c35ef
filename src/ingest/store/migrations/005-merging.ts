/**
 * Fewer rows and index pages for each vote, most of all those that lie where a vote's hash falls.
 *
 * - `merged_contexts`: which turn a context leads to, where that is not its own.
 * - Questions are looked up among pending turns alone, and the queue's indexes leave out what is
 *   settled.
 * - Dislikes are indexed in the order in which they come.
 */
export const merging: readonly string[] = [
  `DELETE FROM contexts WHERE turn_id = 'turn_' || substr(context_id, 1, 32)`,
  `ALTER TABLE contexts RENAME TO merged_contexts`,
  `DROP INDEX contexts_by_turn`,
  `CREATE INDEX merged_contexts_by_turn ON merged_contexts (turn_id)`,
  `DROP INDEX turns_by_question`,
  `CREATE INDEX turns_by_question ON turns (question_key, created_at, turn_id)
    WHERE status = 'pending'`,
  `DROP INDEX turns_by_status`,
  `CREATE INDEX turns_by_status ON turns (status, created_at, turn_id, expires_at)
    WHERE status <> 'settled'`,
  `DROP INDEX annotations_by_dislike`,
  `CREATE INDEX annotations_by_dislike ON annotations (created_at, turn_id, rating, tags)
    WHERE source = 'person' AND status = 'active' AND rating <> 'correct'`,
];
