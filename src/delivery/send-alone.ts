/**
 * Does something unless another tab is doing it. A tab that closes, or dies, lets go of the lock.
 *
 * @param work told whether nobody else can be at it; without Web Locks (an insecure page, a sandboxed
 *   frame) that is unknown
 */
export async function sendAlone(
  name: string,
  work: (isAlone: boolean) => Promise<void>,
): Promise<void> {
  const { locks } = navigator as Partial<Navigator>;
  let isHeard = false;
  try {
    await locks!.request(`agentloop-feedback:${name}`, { ifAvailable: true }, async (lock) => {
      isHeard = true;
      if (lock) await work(true);
    });
  } catch {
    if (!isHeard) await work(false);
  }
}
