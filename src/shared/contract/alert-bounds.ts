/** Alerts asked for by name at once. Chosen here: what comes in one turn when a neighbour catches up. */
export const ALERTS_ASKED_MAX = 100
/** Longest bundle as text. Chosen here: as of seeds; some hundred alerts with what was said of them. */
export const ALERT_BUNDLE_MAX_CHARS = 1_500_000
