/** Alerts asked for by name at once. Chosen here: what comes in one turn when a neighbour catches up. */
export const ALERTS_ASKED_MAX = 100
