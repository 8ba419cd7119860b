/** How often a condition is looked at. */
const POLL_MS = 5
/** Longest wait unless told otherwise: far beyond what two busy cores need. */
const DEFAULT_TIMEOUT_MS = 10_000

/**
 * Resolves once the condition holds. The one place in the tests that polls.
 *
 * @throws where it does not hold in time
 */
export async function until(
  condition: () => unknown,
  { timeoutMs = DEFAULT_TIMEOUT_MS, what = condition.toString() } = {},
): Promise<void> {
  const deadlineMs = Date.now() + timeoutMs
  while (!(await condition())) {
    if (Date.now() > deadlineMs) throw new Error(`not within ${timeoutMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
