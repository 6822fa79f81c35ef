import { checkShare } from './check-number.js';

/**
 * Low confidence, if a score is below a threshold. A score that is missing says nothing.
 *
 * @param score from 0 to 1, by whatever means: `confidenceOf`, a judge, a distance in retrieval
 * @param threshold from 0 to 1
 * @throws TypeError for a score or a threshold outside 0 to 1
 */
export function lowConfidence(
  score: number | undefined,
  threshold = 0.6,
): { confidence: number } | undefined {
  checkShare('threshold', threshold);
  if (score === undefined) return undefined;
  checkShare('score', score);
  return score < threshold ? { confidence: score } : undefined;
}
