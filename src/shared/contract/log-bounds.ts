/** Lines kept of each Node of a practice, and lines given at once. Chosen here: what a valley has to tell in ten minutes, and as many as a person looks through. */
export const LOG_LINES_MAX = 300
