/** The lanes between two neighbours, in strict priority: a lane sends only while none before it has something to send. */
export const LANES = ['alert', 'main'] as const
export type Lane = (typeof LANES)[number]
