/** A condition as a value, a promise, or a function that is asked once. */
export type Condition = unknown;

/** Whether a condition holds: whether it comes out truthy. Rejects where it throws. */
export async function isTrue(condition: Condition): Promise<boolean> {
  return Boolean(await (typeof condition === 'function' ? condition() : condition));
}
