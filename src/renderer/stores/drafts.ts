/**
 * What a person has begun to write and not sent, by what it is for. Kept as
 * long as the page: a look at the map must not cost anybody their words. Never
 * for secrets.
 */
export const createDrafts = (): Map<string, unknown> => new Map()
